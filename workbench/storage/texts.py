"""Text files: Markdown with facts in TOML above it, between two lines of `+++`."""

import re
from typing import TypeVar

from workbench.core.contribution import AgreedText, Contribution
from workbench.core.position import Position
from workbench.core.text import normalise
from workbench.errors import InputError
from workbench.storage import toml

T = TypeVar("T", Contribution, AgreedText)

_FENCE = "+++"
_MARKER = re.compile(r"^(?:<{7}|>{7}|\|{7}|={7})(?: |$)", re.MULTILINE)


def split(text: str, file: str) -> tuple[str, str]:
    """Divide a text file into its TOML and its Markdown.

    Raises:
        InputError: The facts are opened with `+++` and never closed.
    """
    if not text.startswith(_FENCE + "\n"):
        return "", text
    end = text.find(f"\n{_FENCE}\n", len(_FENCE))
    if end < 0 and text.endswith(f"\n{_FENCE}"):
        end = len(text) - len(_FENCE) - 1
    if end < 0:
        raise InputError(
            "uppgifterna överst avslutas inte",
            file=file,
            line=1,
            hint="Skriv en rad med bara +++ mellan uppgifterna och texten.",
        )
    return text[len(_FENCE) + 1 : end + 1], text[end + len(_FENCE) + 2 :]


def read(model: type[T], data: bytes, file: str) -> T:
    """Read a contribution or an agreed text.

    Raises:
        InputError: It cannot be read as it stands.
    """
    text = normalise(toml.decode(data, file))
    facts, body = split(text, file)
    if marker := _MARKER.search(body):
        raise InputError(
            "texten innehåller märken från en avbruten sammanslagning i git",
            file=file,
            line=text.count("\n", 0, len(text) - len(body) + marker.start()) + 1,
            hint="Välj vad som ska stå och ta bort raderna <<<<<<<, ======= och >>>>>>>.",
        )
    value = toml.read_text(model, facts, file, first_line=2)
    if value.text:
        raise InputError("okänd nyckel ”text”", file=file, line=2, hint="Texten skrivs under +++.")
    if isinstance(value, Contribution):
        _check_condition(value, file)
    return value.model_copy(update={"text": body.strip("\n") + "\n" if body.strip() else ""})


def _check_condition(value: Contribution, file: str) -> None:
    conditional = value.position is Position.SUPPORT_ON_CONDITION
    if conditional and not value.condition:
        raise InputError(
            "”tillstyrker med förbehåll” kräver ett villkor",
            file=file,
            line=2,
            hint='Lägg till condition = "under förutsättning att …".',
        )


def write(data: bytes | None, value: Contribution | AgreedText) -> bytes:
    """Return the file for a value, keeping the comments of the facts that were there.

    Args:
        data: The file as it lies; None for a new one.
        value: What it shall say; its text is put into the stored form.
    """
    from workbench.core.markdown import canonical

    old, _ = split(normalise((data or b"").decode("utf-8-sig")), "")
    facts = toml.updated(old.encode(), value.model_copy(update={"text": ""})).decode()
    body = canonical(value.text)
    if not facts.strip():
        return body.encode()
    head = f"{_FENCE}\n{facts.strip(chr(10))}\n{_FENCE}\n"
    return f"{head}\n{body}".encode() if body else head.encode()


def as_written(data: bytes, file: str) -> str:
    """Return just the Markdown of a text file, whatever its facts say."""
    return split(normalise(toml.decode(data, file)), file)[1].lstrip("\n")
