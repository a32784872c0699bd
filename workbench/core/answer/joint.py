"""The joint answer in its three forms.

The order of parts follows what answers to the government look like: letterhead, heading, summary
first, general points, the sections in the report's order under the report's own headings, other
points, who stands behind, signature, and särskilda yttranden on pages of their own.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from workbench.core import document as doc
from workbench.core.answer import senders
from workbench.core.answer.arms import Arms, arms_of
from workbench.core.answer.dissents import Dissent, dissents
from workbench.core.answer.embedding import Embedding, Footnotes, anchor
from workbench.core.answer.proof import NOTHING, Proof
from workbench.core.answer.wording import (
    counted_stand,
    heading,
    in_words,
    is_assessment,
    is_known,
    stated,
)
from workbench.core.language.swedish import join_names
from workbench.core.markdown import parse
from workbench.core.outline import GENERAL, OTHER, STANDING, SUMMARY
from workbench.core.party import Municipality
from workbench.core.position import Position
from workbench.core.response import Form, Headings, JointHeading, Response


@dataclass(frozen=True, slots=True)
class AnswerOptions:
    """What is chosen when the answer is made."""

    date: dt.date
    """The day that stands on the answer."""
    marking: str = ""
    """Such as `UTKAST`; empty for what is sent."""
    version: str = ""
    """Identity of the version that it is made from."""
    regions: bool = False
    """Mark each section so that it is found again when the document comes back."""
    arms: Arms = field(default_factory=dict)
    """What there is to put on the letterhead."""


def joint_answer(
    response: Response, options: AnswerOptions, proof: Proof = NOTHING
) -> doc.Document:
    """Make the answer that is sent, or a working copy of it.

    Args:
        response: The response.
        options: What is chosen.
        proof: What a working copy shows beside the agreed texts.
    """
    writer = _Writer(response, options, proof)
    referral = response.facts.referral
    blocks = tuple(writer.blocks())
    return doc.Document(
        title=title_of(response),
        subject=f"Remissvar, dnr {referral.registration_number}".removesuffix(", dnr "),
        author=response.facts.response.name or "Kommunerna",
        keywords=tuple(word for word in ("remissvar", referral.report, referral.recipient) if word),
        letterhead=_letterhead(response, options),
        body=blocks,
        footnotes=writer.footnotes.blocks,
        version=options.version,
        comments=proof.comments,
    )


def title_of(response: Response) -> str:
    """Return the title of the answer, as the ministry names the report."""
    referral = response.facts.referral
    of = {"betänkande": "betänkandet", "promemoria": "promemorian"}.get(
        referral.kind, referral.kind
    )
    return f"Yttrande över {of} {referral.full_title}".strip()


def _letterhead(response: Response, options: AnswerOptions) -> doc.Letterhead:
    about, referral = response.facts.response, response.facts.referral
    home = response.municipalities.get(about.coordinator or "")
    ours = about.registration_number or (home.registration_number if home else "")
    sending = senders.senders(response)
    return doc.Letterhead(
        sender=about.name or "Kommunerna",
        members=response.official_names(sending),
        kind="Yttrande",
        date=options.date,
        our_reference=ours,
        your_reference=referral.registration_number,
        recipient=tuple(
            line for line in (referral.recipient, *referral.address, *referral.emails) if line
        ),
        contact=about.contact or _contact(home),
        marking=options.marking,
        arms=arms_of(response, options.arms, sending),
    )


def _contact(home: Municipality | None) -> tuple[str, ...]:
    if home is None:
        return ()
    mails = [officer.email for officer in home.officers if officer.until is None]
    return ("Samordnas av", home.official_name, *mails[:1])


OTHER_WORDING = "Avvikande lydelse"
"""How a wording begins that is shown beside the agreed text."""


class _Writer:
    """Makes the blocks of one answer, part by part."""

    def __init__(self, response: Response, options: AnswerOptions, proof: Proof) -> None:
        self._response = response
        self._proof = proof
        self._options = options
        self._form = response.facts.response.form
        self._dissents = dissents(response) if self._form is Form.WITH_DEVIATIONS else ()
        self.footnotes = Footnotes()
        self._embed = Embedding(self.footnotes, frozenset(self._answered))

    @property
    def _answered(self) -> list[str]:
        agreed = self._response.agreed
        return [
            key
            for key in self._response.sections
            if key not in STANDING and key in agreed and agreed[key].text.strip()
        ]

    def blocks(self) -> Iterator[doc.Block]:
        """Yield the whole body."""
        yield doc.paragraph(title_of(self._response), doc.Role.TITLE)
        if self._response.facts.response.fictional:
            yield doc.paragraph(
                "Fiktivt exempel: vad kommunerna säger i detta yttrande är påhittat.",
                doc.Role.NOTE,
            )
        if self._proof.told:
            yield doc.paragraph(self._proof.told, doc.Role.NOTE)
        yield from self._standing(SUMMARY)
        yield doc.TableOfContents(levels=2)
        if self._form is Form.COORDINATED:
            yield from self._standing(GENERAL)
            yield from self._who_stands_behind()
            yield from self._signature()
            yield from self._individual_answers()
            return
        yield from self._standing(GENERAL)
        yield from self._sections()
        yield from self._standing(OTHER)
        yield from self._who_stands_behind()
        yield from self._signature()
        yield from self._dissent_annex()

    def _standing(self, key: str) -> Iterator[doc.Block]:
        text = self._response.agreed.get(key)
        if text is None or not text.text.strip():
            return
        yield doc.Heading(1, STANDING[key], anchor(key))
        yield from self._text(key, text.text, 2)

    def _text(self, key: str, text: str, level: int) -> Iterator[doc.Block]:
        """Yield a section's agreed text, or what a working copy shows of it."""
        shown = self._proof.bodies.get(key)
        if shown is None:
            yield from self._region(key, self._embed.blocks(text, key, level))
        else:
            yield from self._region(key, self._embed.put(shown, key, level))

    def _region(self, key: str, blocks: tuple[doc.Block, ...]) -> Iterator[doc.Block]:
        if self._options.regions:
            yield doc.Region(key, blocks)
        else:
            yield from blocks

    def _sections(self) -> Iterator[doc.Block]:
        keys = self._answered
        if not keys:
            return
        yield doc.Heading(1, "Synpunkter på utredningens förslag och bedömningar", "synpunkter")
        if not all(is_known(self._response.outline, key) for key in keys):
            yield doc.paragraph(
                "En rubrik som börjar med Om är kommunernas egen beskrivning av avsnittet.",
                doc.Role.NOTE,
            )
        by_chapter = self._response.facts.response.headings is Headings.BY_CHAPTER
        joint = {
            key: one for one in self._response.facts.response.joint_headings for key in one.sections
        }
        shown: set[str] = set()
        for key in keys:
            group = f"kapitel {key.partition('.')[0]}" if by_chapter else key
            if key in joint:
                group = joint[key].heading
            if group not in shown:
                shown.add(group)
                yield self._group_heading(key, joint.get(key), by_chapter)
            below = by_chapter or key in joint
            if below:
                yield doc.Heading(3, self._heading(key), anchor(key), key, listed=False)
            yield from self._section(key, 4 if below else 3)

    def _group_heading(self, key: str, joint: JointHeading | None, by_chapter: bool) -> doc.Heading:
        outline = self._response.outline
        if joint is not None:
            number = join_names(joint.sections)
            return doc.Heading(2, joint.heading, f"gemensam-{joint.sections[0]}", number)
        if by_chapter:
            chapter = key.partition(".")[0]
            known = chapter in outline.by_number
            words = self._heading(chapter) if known else ""
            return doc.Heading(2, words, f"kapitel-{chapter}", f"Kapitel {chapter}.")
        return doc.Heading(2, self._heading(key), anchor(key), key)

    def _heading(self, key: str) -> str:
        return heading(self._response.outline, key)

    def _section(self, key: str, level: int) -> Iterator[doc.Block]:
        agreed = self._response.agreed[key]
        if agreed.position is not None:
            yield doc.Paragraph(
                (
                    doc.Text("Ställningstagande: ", strong=True),
                    doc.Text(self._stand(key, agreed.position)),
                ),
                doc.Role.POSITION,
            )
        yield from self._text(key, agreed.text, level)
        yield from self._other_wordings(key)
        yield from self._deviation_sentence(key)

    def _other_wordings(self, key: str) -> Iterator[doc.Block]:
        """Yield the wordings that a settled conflict left to be shown, each with whose it is."""
        for deviation in self._response.deviations.get(key, ()):
            names = join_names(self._response.official_names(deviation.slugs))
            said = " ".join(doc.texts(parse(deviation.text).blocks))
            yield doc.paragraph(
                f"{OTHER_WORDING} ({names}): {said}" if said else f"{names} vill stryka en mening.",
                doc.Role.NOTE,
            )

    def _stand(self, key: str, position: Position) -> str:
        if position is not Position.SPLIT:
            return stated(position, assessment=is_assessment(self._response.outline, key))
        given = self._response.contributions_to(key).values()
        counts = Counter(c.position for c in given if c.position)
        parts = [
            f"{in_words(n)} {counted_stand(p, n)}"
            for p, n in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        ]
        told = f": {join_names(parts)}" if parts else ""
        return f"kommunerna har olika uppfattning{told}"

    def _deviation_sentence(self, key: str) -> Iterator[doc.Block]:
        here = [dissent for dissent in self._dissents if key in dissent.sections]
        if not here:
            return
        names = join_names(self._name(dissent) for dissent in here)
        numbers = join_names(str(dissent.number) for dissent in here)
        where = "de särskilda yttrandena" if len(here) > 1 else "särskilt yttrande"
        yield doc.paragraph(f"{names} har en avvikande uppfattning, se {where} {numbers}.")

    def _name(self, dissent: Dissent) -> str:
        return self._response.municipalities[dissent.slug].official_name

    def _who_stands_behind(self) -> Iterator[doc.Block]:
        response = self._response
        if not response.municipalities:
            return
        yield doc.Heading(1, "Kommuner som står bakom yttrandet", "kommuner")
        for sentence in (senders.invitation(response), senders.scope(response)):
            if sentence:
                yield doc.paragraph(sentence)
        yield doc.paragraph(senders.given_by(response))
        yield doc.paragraph(senders.basis(response))
        yield senders.table(response)

    def _signature(self) -> Iterator[doc.Block]:
        about = self._response.facts.response
        home = self._response.municipalities.get(about.coordinator or "")
        name = lower_name(about.name or "kommunerna")
        yield doc.paragraph(f"För {name}", doc.Role.UNNUMBERED_HEADING)
        yield doc.paragraph("\u00a0", doc.Role.SIGNATURE)  # room to write on
        lines = ["_" * 36, "Namnförtydligande, befattning", home.official_name if home else ""]
        for line in filter(None, lines):
            yield doc.paragraph(line, doc.Role.SIGNATURE)

    def _dissent_annex(self) -> Iterator[doc.Block]:
        if not self._dissents:
            return
        yield doc.PageBreak()
        yield doc.Heading(1, "Bilaga: Särskilda yttranden", "sarskilda-yttranden")
        count = in_words(len(self._dissents)).capitalize()
        noun = "kommun" if len(self._dissents) == 1 else "kommuner"
        yield doc.paragraph(f"{count} {noun} har i vissa delar en annan uppfattning än yttrandet.")
        for dissent in self._dissents:
            yield doc.Heading(
                2,
                f"Särskilt yttrande {dissent.number}: {self._name(dissent)}",
                f"sarskilt-yttrande-{dissent.number}",
            )
            for key in dissent.sections:
                yield from self._own_words(dissent.slug, key)

    def _own_words(self, slug: str, key: str, level: int = 3) -> Iterator[doc.Block]:
        outline = self._response.outline
        own = self._response.contributions_to(key).get(slug)
        number = "" if key in STANDING else key
        words = heading(outline, key) if outline.knows(key) else ""
        yield doc.Heading(level, words, f"{slug}-{key}", number, listed=False)
        if own is None or not own.says_something:
            yield doc.paragraph("Avvikelsen framgår av kommunens beslut.")
            return
        if own.position is not None:
            yield doc.Paragraph(
                (
                    doc.Text("Ställningstagande: ", strong=True),
                    doc.Text(
                        stated(
                            own.position,
                            one=True,
                            assessment=is_assessment(self._response.outline, key),
                        )
                    ),
                ),
                doc.Role.POSITION,
            )
        if own.condition:
            yield doc.paragraph(f"Förbehåll: {own.condition}", doc.Role.NOTE)
        yield from self._embed.blocks(own.text, f"{slug}-{key}", level + 1)

    def _individual_answers(self) -> Iterator[doc.Block]:
        for number, slug in enumerate(senders.senders(self._response), 1):
            keys = [
                key
                for key in self._response.sections
                if slug in self._response.contributions_to(key)
            ]
            if not keys:
                continue
            name = self._response.municipalities[slug].official_name
            yield doc.PageBreak()
            yield doc.Heading(1, f"Bilaga {number}: Yttrande från {name}", f"bilaga-{slug}")
            for key in keys:
                yield from self._own_words(slug, key, level=2)


def lower_name(name: str) -> str:
    """Return a sender's name as inside a sentence: `kommunerna i Dalarna`."""
    return f"{name[0].lower()}{name[1:]}" if name.startswith("Kommunerna") else name
