"""Taking in the files that municipalities send back, all of a file or nothing.

account         how a file is to be taken in, and what came of it
origin          what a file is a copy of, and who sent it
people          whom the names in it stand for
sections        what it says about each section, and what the municipality wants it to say
remarks         its comments, as threads
answer_form     an answer form's rows, as contributions
receiving       the act: working everything out, then saving it
saving          a version for each person, and the file remembered
originals       the file itself, as it came
"""

from workbench.workspace.returning.account import Received, ReceivedSection, ReceiveOptions
from workbench.workspace.returning.receiving import receive
from workbench.workspace.returning.saving import received

__all__ = ["ReceiveOptions", "Received", "ReceivedSection", "receive", "received"]
