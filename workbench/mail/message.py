"""One message with attachments, as a file in the format of RFC 5322.

The file is a draft (`X-Unsent: 1`, which Outlook and Thunderbird open for writing): it has no date
and no sender, which the mail program fills in. The same message gives the same bytes.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from email import policy
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import PurePath

from workbench.core.text import normalise
from workbench.errors import InputError

_POLICY = policy.SMTP.clone(cte_type="7bit", max_line_length=76)

_TYPES = {
    ".docx": ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ".pdf": ("application", "pdf"),
}
_OTHER = ("application", "octet-stream")


@dataclass(frozen=True, slots=True)
class Attachment:
    """One attached file."""

    name: str
    """File name, as the receiver sees it."""
    data: bytes


@dataclass(frozen=True, slots=True)
class Message:
    """A message that is not sent yet."""

    to: tuple[str, ...]
    """Mail addresses."""
    subject: str
    body: str
    """Plain text; lines as they are to stand."""
    copies: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()


def write(message: Message) -> bytes:
    """Return the message as the content of an `.eml` file.

    Raises:
        InputError: Something that should be a mail address is none.
    """
    email = EmailMessage(policy=_POLICY)
    email["X-Unsent"] = "1"
    if message.to:
        email["To"] = _addresses(message.to)
    if message.copies:
        email["Cc"] = _addresses(message.copies)
    email["Subject"] = _line(message.subject)
    email.set_content(normalise(message.body), charset="utf-8", cte="quoted-printable")
    for attachment in message.attachments:
        main, sub = _TYPES.get(PurePath(attachment.name).suffix.lower(), _OTHER)
        email.add_attachment(
            attachment.data, maintype=main, subtype=sub, filename=_line(attachment.name)
        )
    if email.is_multipart():
        email.set_boundary(_boundary(message))
    return email.as_bytes()


def read(data: bytes, file: str) -> Message:
    """Read a message from a file.

    Args:
        data: The file's content.
        file: Its name, for messages.

    Raises:
        InputError: It is no message.
    """
    try:
        email = BytesParser(policy=policy.default).parsebytes(data)
        body = email.get_body(("plain",))
        message = Message(
            to=_read_addresses(email, "To"),
            subject=str(email["Subject"] or ""),
            body=body.get_content().replace("\r\n", "\n") if body else "",
            copies=_read_addresses(email, "Cc"),
            attachments=tuple(
                Attachment(part.get_filename() or "", _content(part))
                for part in email.iter_attachments()
            ),
        )
    except (ValueError, LookupError, KeyError, AttributeError, TypeError) as wrong:
        raise InputError("filen är inget läsbart mejl", file=file) from wrong
    if not email["Subject"] and not message.to and not message.attachments:
        raise InputError("filen är inget mejl", file=file)
    return message


def _content(part: EmailMessage) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _addresses(addresses: Iterable[str]) -> tuple[Address, ...]:
    found = []
    for address in addresses:
        try:
            found.append(Address(addr_spec=address.strip()))
        except (HeaderParseError, ValueError, IndexError) as wrong:
            raise InputError(
                f"”{address}” är ingen e-postadress", hint="Skriv den som namn@myndighet.se."
            ) from wrong
    return tuple(found)


def _read_addresses(email: EmailMessage, header: str) -> tuple[str, ...]:
    found = email[header]
    return tuple(address.addr_spec for address in found.addresses) if found else ()


def _line(text: str) -> str:
    """Return text that is safe in a header: one line, nothing invisible."""
    return " ".join(normalise(text).split())


def _boundary(message: Message) -> str:
    """Return what parts the message: follows from its content, so that it stands nowhere in it."""
    digest = hashlib.sha256(message.subject.encode() + message.body.encode())
    for attachment in message.attachments:
        digest.update(attachment.data)
    return f"=_remiss_{digest.hexdigest()[:40]}"
