"""Messages as files: an `.eml` that a mail program opens ready to be sent, and reading one back.

Nothing here sends anything.
"""

from workbench.mail.message import Attachment, Message, read, write

__all__ = ["Attachment", "Message", "read", "write"]
