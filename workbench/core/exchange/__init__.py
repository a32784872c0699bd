"""The exchange with those who only have Word, as far as it needs neither Word nor a disk.

record      what is remembered: copies that went out, files that came back, whom names stand for
letter      the e-mail that a copy goes out with
wording     what a file says, written as the text that it was made from is written
form        the answer form: what is asked of each section, and what was filled in
form_document   the form as a document
"""

from workbench.core.exchange.record import FILE, Author, Copy, Exchange, Purpose, Return

__all__ = ["FILE", "Author", "Copy", "Exchange", "Purpose", "Return"]
