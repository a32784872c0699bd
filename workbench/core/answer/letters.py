"""Letters around the answer: cover letter, list of receivers, and what is sent afterwards."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from workbench.core import document as doc
from workbench.core.answer import senders
from workbench.core.answer.arms import SENDER, Arms, arms_of
from workbench.core.answer.embedding import Footnotes
from workbench.core.answer.sections import Sections
from workbench.core.answer.wording import heading
from workbench.core.language.swedish import join_names, long_date
from workbench.core.outline import STANDING
from workbench.core.party import Municipality
from workbench.core.response import Response
from workbench.core.sending import Sending


@dataclass(frozen=True, slots=True)
class LetterOptions:
    """What is chosen when a letter is made."""

    date: dt.date
    """The day that stands on the letter."""
    version: str = ""
    """Name of the version that it is made from."""
    to: tuple[str, ...] = ()
    """Mail addresses of those who get it."""
    copies: tuple[str, ...] = ()
    arms: Arms = field(default_factory=dict)
    """What there is to put on the letterhead."""


def mail_body(response: Response, files: Sequence[str], version: str) -> str:
    """Return what stands in the message that the answer is attached to.

    Args:
        response: The response.
        files: Names of what is attached.
        version: Name of the version that they show; empty for none.
    """
    listed = "\n".join(f"- {name}" for name in files)
    told = f"Version: {version}\n" if version else ""
    return (
        f"{_presented(response)}\n\n"
        "Yttrandet bifogas i två format med samma innehåll: Word för fortsatt bearbetning, och "
        "PDF som kan läsas av alla (lagen 2018:1937 om tillgänglighet till digital offentlig "
        f"service).\n\n{listed}\n\n{senders.given_by(response)}\n\n{_questions(response)}\n\n"
        f"{told}{_signed(response)}\n"
    )


def cover_letter(response: Response, options: LetterOptions, files: Sequence[str]) -> doc.Document:
    """Make the letter that goes with the answer (följebrev)."""
    blocks: list[doc.Block] = [
        doc.paragraph(_title(response, "Följebrev till yttrande"), doc.Role.TITLE),
        doc.paragraph(_presented(response)),
        doc.paragraph(
            "Yttrandet lämnas i två format med samma innehåll: Word för fortsatt bearbetning, och "
            "PDF som kan läsas av alla."
        ),
        doc.List(tuple((doc.paragraph(name),) for name in files)),
        doc.paragraph(senders.given_by(response)),
        doc.paragraph(senders.basis(response)),
        doc.paragraph(_questions(response)),
        *_closing(response),
    ]
    return _document(response, options, "Följebrev", blocks)


def distribution_list(response: Response, options: LetterOptions) -> doc.Document:
    """Make the list of who gets the answer (sändlista): the ministry, and every municipality."""
    referral = response.facts.referral
    rows = [(referral.recipient or "Departementet", address, "Mottagare") for address in options.to]
    rows += [("", address, "Kopia") for address in options.copies]
    for municipality in response.facts.municipalities:
        mails = [o.email for o in municipality.officers if o.until is None]
        rows.append((municipality.official_name, ", ".join(mails[:1]), "För kännedom"))
    table = doc.Table(
        header=tuple((doc.Text(name),) for name in ("Vem", "Adress", "Som")),
        rows=tuple(tuple((doc.Text(cell),) if cell else () for cell in row) for row in rows),
        widths=(35, 45, 20),
        description="En rad för varje mottagare med adress och om det är mottagare eller kopia.",
    )
    title = doc.paragraph(_title(response, "Sändlista för yttrande"), doc.Role.TITLE)
    blocks: list[doc.Block] = [title, table]
    return _document(response, options, "Sändlista", blocks)


def addendum(
    response: Response,
    options: LetterOptions,
    sent: Sending,
    keys: Sequence[str],
    *,
    by: Municipality | None = None,
) -> doc.Document:
    """Make the letter that adds to an answer that has been sent.

    Args:
        response: The response; the sections say in it what they are to say from now on.
        options: What is chosen.
        sent: The answer as it was sent.
        keys: The sections that are added, or replaced.
        by: The municipality whose addendum it is; None for all together.
    """
    writer = Sections(response, frozenset(keys))
    who = by.official_name if by else response.facts.response.name or "Kommunerna"
    blocks: list[doc.Block] = [
        doc.paragraph(_title(response, "Tillägg till yttrande"), doc.Role.TITLE),
        doc.paragraph(_refers_to(response, sent)),
        doc.paragraph(
            f"{who} lämnar här ett tillägg i {_named(keys)}. Texten nedan gäller i stället för "
            "vad yttrandet säger där."
        ),
        *(block for key in keys for block in writer.section(key, by)),
        *_closing(response, by),
    ]
    return _document(response, options, "Tillägg", blocks, writer.footnotes, by)


def withdrawal(
    response: Response,
    options: LetterOptions,
    sent: Sending,
    keys: Sequence[str],
    *,
    by: Municipality | None = None,
    reason: str = "",
) -> doc.Document:
    """Make the letter that takes parts of a sent answer back.

    Args:
        response: The response.
        options: What is chosen.
        sent: The answer as it was sent.
        keys: The sections that are taken back.
        by: The municipality that no longer stands behind them; None when all take them back.
        reason: Why; may be empty.
    """
    if by:
        said = (
            f"{by.official_name} står inte längre bakom yttrandet i {_named(keys)}. "
            "I övrigt står kommunens ställningstagande fast."
        )
    else:
        name = response.facts.response.name or "Kommunerna"
        said = (
            f"{name} återkallar yttrandet i {_named(keys)}. Den delen utgår. "
            "I övrigt står yttrandet fast."
        )
    outline = response.outline
    items = [outline.label(k) if k in STANDING else f"{k} {heading(outline, k)}" for k in keys]
    blocks: list[doc.Block] = [
        doc.paragraph(_title(response, "Återkallelse av del av yttrande"), doc.Role.TITLE),
        doc.paragraph(_refers_to(response, sent)),
        doc.paragraph(said),
        doc.List(tuple((doc.paragraph(item),) for item in items)),
    ]
    if reason:
        blocks.append(doc.paragraph(f"Skäl: {reason}"))
    return _document(
        response, options, "Återkallelse", [*blocks, *_closing(response, by)], None, by
    )


def _document(
    response: Response,
    options: LetterOptions,
    kind: str,
    blocks: Sequence[doc.Block],
    footnotes: Footnotes | None = None,
    by: Municipality | None = None,
) -> doc.Document:
    about, referral = response.facts.response, response.facts.referral
    home = response.municipalities.get(about.coordinator or "")
    name = by.official_name if by else about.name or "Kommunerna"
    ours = by.registration_number if by else about.registration_number
    ours = ours or (home.registration_number if home and not by else "")
    told = [doc.paragraph(_FICTIONAL, doc.Role.NOTE)] if about.fictional else []
    return doc.Document(
        title=doc.plain(blocks[0].spans) if isinstance(blocks[0], doc.Paragraph) else kind,
        subject=kind,
        author=name,
        letterhead=doc.Letterhead(
            sender=name,
            kind=kind,
            date=options.date,
            our_reference=ours,
            your_reference=referral.registration_number,
            recipient=tuple(
                line for line in (referral.recipient, *referral.address, *options.to) if line
            ),
            contact=about.contact,
            arms=_arms(response, options, by),
        ),
        body=(blocks[0], *told, *blocks[1:]),
        footnotes=footnotes.blocks if footnotes else {},
        version=options.version,
    )


def _arms(
    response: Response, options: LetterOptions, by: Municipality | None
) -> tuple[doc.Picture, ...]:
    if by is None:
        return arms_of(response, options.arms, senders.senders(response))
    own = {slug: arms for slug, arms in options.arms.items() if slug != SENDER}
    return arms_of(response, own, (by.slug,))


_FICTIONAL = "Fiktivt exempel: vad kommunerna säger här är påhittat."


def _title(response: Response, what: str) -> str:
    return f"{what} över {response.facts.referral.full_title or 'remissen'}"


def _presented(response: Response) -> str:
    about, referral = response.facts.response, response.facts.referral
    number = f" ({referral.recipient or 'departementets'} dnr {referral.registration_number})"
    return (
        f"{about.name or 'Kommunerna'} lämnar härmed sitt yttrande över "
        f"{referral.full_title or 'remissen'}{number if referral.registration_number else ''}."
    )


def _questions(response: Response) -> str:
    home = response.municipalities.get(response.facts.response.coordinator or "")
    if home is None:
        return "Frågor besvaras av avsändaren."
    mails = [officer.email for officer in home.officers if officer.until is None]
    address = f", {mails[0]}" if mails else ""
    return f"Frågor besvaras av {home.official_name}, som samordnar yttrandet{address}."


def _signed(response: Response) -> str:
    home = response.municipalities.get(response.facts.response.coordinator or "")
    name = response.facts.response.name or "Kommunerna"
    return f"{name}\ngenom {home.official_name}" if home else name


def _closing(response: Response, by: Municipality | None = None) -> Iterator[doc.Block]:
    name = by.official_name if by else response.facts.response.name or "Kommunerna"
    words = f"{name[0].lower()}{name[1:]}" if name.startswith("Kommunerna") else name
    yield doc.paragraph(f"För {words}", doc.Role.UNNUMBERED_HEADING)
    yield doc.paragraph("\u00a0", doc.Role.SIGNATURE)  # room to write on
    yield doc.paragraph("_" * 36, doc.Role.SIGNATURE)
    yield doc.paragraph("Namnförtydligande, befattning", doc.Role.SIGNATURE)


def _refers_to(response: Response, sent: Sending) -> str:
    referral = response.facts.referral
    number = f", dnr {referral.registration_number}" if referral.registration_number else ""
    receivers = f" till {join_names(sent.to)}" if sent.to else ""
    return (
        f"Brevet gäller det yttrande över {referral.full_title or 'remissen'}{number} som "
        f"skickades den {long_date(sent.at.date())}{receivers}."
    )


def _named(keys: Sequence[str]) -> str:
    numbers = [key for key in keys if key not in STANDING]
    parts = [f"delen ”{STANDING[key]}”" for key in keys if key in STANDING]
    if numbers:
        parts.append(f"avsnitt {join_names(numbers)}")
    return join_names(parts)
