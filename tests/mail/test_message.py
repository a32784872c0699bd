"""Messages as files: what is written is read back, by us and by the standard library."""

from email import policy
from email.parser import BytesParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.core.text import normalise
from workbench.errors import InputError
from workbench.mail import Attachment, Message, read, write

MESSAGE = Message(
    to=("s.remissvar@regeringskansliet.se",),
    copies=("s.sof@regeringskansliet.se", "registrator@borlange.example"),
    subject="S2020/06592 Kommunerna i Dalarna",
    body="Hej!\n\nHär är yttrandet från länets kommuner: Älvdalen, Säter …\n",
    attachments=(
        Attachment("S2020-06592 Kommunerna i Dalarna.docx", b"PK\x03\x04word"),
        Attachment("S2020-06592 Kommunerna i Älvdalen och Säter.pdf", b"%PDF-1.7"),
    ),
)


def test_what_is_written_is_read_back() -> None:
    assert read(write(MESSAGE), "x.eml") == MESSAGE


def test_opens_as_a_draft_without_date_and_sender() -> None:
    email = BytesParser(policy=policy.default).parsebytes(write(MESSAGE))
    assert email["X-Unsent"] == "1"
    assert email["Date"] is None
    assert email["From"] is None
    assert [part.get_filename() for part in email.iter_attachments()] == [
        attachment.name for attachment in MESSAGE.attachments
    ]
    assert not email.defects


def test_the_same_message_is_the_same_bytes() -> None:
    assert write(MESSAGE) == write(MESSAGE)


def test_lines_end_as_mail_does_and_are_plain_ascii() -> None:
    data = write(MESSAGE)
    assert data.count(b"\n") == data.count(b"\r\n")
    assert data.isascii()


def test_no_line_of_text_can_become_a_header() -> None:
    sly = Message(("a@b.se",), "Ämne\r\nBcc: x@y.se", "text", attachments=())
    email = BytesParser(policy=policy.default).parsebytes(write(sly))
    assert email["Bcc"] is None
    assert email["Subject"] == "Ämne Bcc: x@y.se"


@pytest.mark.parametrize("address", ["", "ingen", "a b@c.se", "a@b.se\nBcc: x@y.se", "<a@b.se>"])
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(InputError, match="e-postadress"):
        write(Message((address,), "ämne", "text"))


@pytest.mark.parametrize("data", [b"", b"hej", b"\x00\x01\x02"])
def test_what_is_no_message_is_refused(data: bytes) -> None:
    with pytest.raises(InputError, match="mejl"):
        read(data, "x.eml")


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60)


@settings(max_examples=60)
@given(TEXT, TEXT, st.binary(max_size=80))
def test_any_words_and_bytes_survive(subject: str, body: str, data: bytes) -> None:
    sent = Message(("a@b.se",), f"S2020/1 {subject}", body, (), (Attachment("å.pdf", data),))
    back = read(write(sent), "x.eml")
    assert back.subject == " ".join(normalise(sent.subject).split())
    assert back.body.rstrip("\n") == normalise(body).rstrip("\n")
    assert back.attachments == sent.attachments
