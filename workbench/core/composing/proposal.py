"""A proposal as the coordinator works on it: taken in, left out, reworded, joined, taken apart."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from workbench.core.composing import sameness, voice
from workbench.core.composing.compose import STATED
from workbench.core.composing.composition import ComposedSentence, Composition, Origin, Role
from workbench.core.party import Municipality
from workbench.core.position import Position, phrase

BY_HAND = "sammanförd av samordnaren"
"""Why an origin belongs to a sentence that was joined by hand."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """A sentence of a proposal, and whether it goes in."""

    paragraph: int
    """Which paragraph it stands in; those of one paragraph stand beside each other."""
    sentence: ComposedSentence
    text: str
    """What it is to say."""
    taken: bool = True


def proposed(composition: Composition) -> tuple[Proposed, ...]:
    """Return the sentences of a proposal as they were composed."""
    return tuple(
        Proposed(number, sentence, sentence.text)
        for number, paragraph in enumerate(composition.paragraphs)
        for sentence in paragraph.sentences
    )


def text_of(lines: Sequence[Proposed]) -> str:
    """Put the sentences that are taken together again, in their paragraphs.

    A sentence that only says who speaks is left out with all that it led to.
    """
    paragraphs: dict[int, list[str]] = {}
    for row, one in enumerate(lines):
        if one.taken and one.text.strip() and _leads_somewhere(lines, row):
            paragraphs.setdefault(one.paragraph, []).append(one.text)
    return "\n\n".join("\n".join(texts) for texts in paragraphs.values()) + "\n"


def remade(lines: Sequence[Proposed], composition: Composition) -> Iterator[Proposed]:
    """Yield the sentences that go in and that composing alone would not have written so.

    Args:
        lines: All sentences, as the coordinator left them.
        composition: What they were made of.
    """
    as_composed = {(one.text, one.origins) for one in composition.sentences()}
    for one in lines:
        written = (one.text, one.sentence.origins)
        says = one.taken and one.text.strip() and one.sentence.role is not Role.NAMING
        if says and written not in as_composed:
            yield one


def _leads_somewhere(lines: Sequence[Proposed], row: int) -> bool:
    """Tell whether anything is left of what a sentence leads to; True for one that leads nowhere.

    It leads to what its municipalities say, in its paragraph and in those after it.
    """
    lead = lines[row].sentence
    if lead.role is not Role.NAMING:
        return True
    for one in lines[row + 1 :]:
        if one.sentence.role is Role.NAMING or not set(one.sentence.slugs) <= set(lead.slugs):
            return False
        if one.taken and one.text.strip():
            return True
    return False


def joined(
    lines: Sequence[Proposed],
    row: int,
    other: int,
    municipalities: Mapping[str, Municipality],
    *,
    divided: bool = False,
) -> tuple[Proposed, ...]:
    """Let one sentence stand for two, as said by the municipalities of both.

    It stands where one of them is common already, otherwise in a paragraph of its own before
    the first of them: under the name of one municipality it would be read as only that one's.

    Args:
        lines: All sentences.
        row: The one whose wording stays.
        other: The one that it stands for as well.
        municipalities: By slug.
        divided: The municipalities take different stands, so it is told who says what.
    """
    kept, gone = lines[row], lines[other]
    order = {slug: number for number, slug in enumerate(municipalities)}
    origins = {(o.slug, o.sentence): o for o in (*gone.sentence.origins, *kept.sentence.origins)}
    slugs = sorted({slug for slug, _ in origins}, key=lambda slug: order.get(slug, len(order)))
    text = _said_by(kept.text, slugs, municipalities)
    sentence = ComposedSentence(
        text,
        Role.COMMON,
        tuple(
            replace(origin, likeness=sameness.likeness(text, origin.text), why=_why(origin, kept))
            for slug in slugs
            for (of, _), origin in sorted(origins.items())
            if of == slug
        ),
    )
    common = [n for n in (row, other) if lines[n].sentence.role is Role.COMMON]
    if common and not divided:
        place, new = common[0], [Proposed(lines[common[0]].paragraph, sentence, text)]
    else:
        place = _opening(lines, min(row, other))
        new = [Proposed(1 + max(one.paragraph for one in lines), sentence, text)]
    if divided and not voice.opens_with(text, [_subject(slugs, municipalities)]):
        lead = _lead(sentence, slugs, municipalities)
        new.insert(0, Proposed(new[0].paragraph, lead, lead.text))
    left = [n for n in range(len(lines)) if n not in {row, other}]
    before, after = ([lines[n] for n in left if (n < place) is early] for early in (True, False))
    return (*before, *new, *after)


def apart(
    lines: Sequence[Proposed], row: int, municipalities: Mapping[str, Municipality]
) -> tuple[Proposed, ...]:
    """Let each municipality say in its own words what was joined to one sentence.

    Those that wrote the same words go on saying them together; where all did, each says them alone.
    A sentence that tells who takes which stand becomes one for each.

    Returns:
        All sentences; the same ones when it comes from one municipality alone, or only leads to
        what others say.
    """
    whole = lines[row]
    if whole.sentence.role is Role.NAMING or len(whole.sentence.slugs) < 2:
        return tuple(lines)
    if whole.sentence.role is Role.POSITION:
        said = _stands(whole.sentence, municipalities)
    else:
        said = _wordings(whole.sentence, municipalities)
    role = Role.POINT if whole.sentence.role is Role.COMMON else whole.sentence.role
    parts = [
        replace(whole, sentence=ComposedSentence(text, role, tuple(origins)), text=text)
        for text, origins in said
    ]
    alone = [n for n, one in enumerate(lines) if one.paragraph == whole.paragraph and n != row]
    led = alone == [row - 1] and lines[row - 1].sentence.role is Role.NAMING
    return (*lines[: row - led], *parts, *lines[row + 1 :])


def _wordings(
    sentence: ComposedSentence, municipalities: Mapping[str, Municipality]
) -> Iterator[tuple[str, list[Origin]]]:
    """Yield each wording that went into a sentence, with who says it told, and its origins."""
    alike = len({origin.text for origin in sentence.origins}) == 1
    found: dict[tuple[str, str], list[Origin]] = {}
    for origin in sentence.origins:
        found.setdefault((origin.text, origin.slug if alike else ""), []).append(origin)
    for (wording, _), origins in found.items():
        slugs = list(dict.fromkeys(origin.slug for origin in origins))
        yield _named(wording, slugs, municipalities), origins


def _stands(
    sentence: ComposedSentence, municipalities: Mapping[str, Municipality]
) -> Iterator[tuple[str, list[Origin]]]:
    """Yield the stand of each municipality, in its own words where it wrote any."""
    assessment = "bedömning" in sentence.text.casefold()
    for slug in sentence.slugs:
        origins = [origin for origin in sentence.origins if origin.slug == slug]
        own = [origin for origin in origins if origin.sentence != STATED]
        if own:
            texts = [_named(origin.text, [slug], municipalities) for origin in own]
        else:
            stated = Position(origins[0].text)
            verb = phrase(stated, one=True, assessment=assessment)
            texts = [f"{_subject([slug], municipalities)} {verb}."]
        yield "\n".join(dict.fromkeys(texts)), origins


def _opening(lines: Sequence[Proposed], row: int) -> int:
    """Return the first row of the paragraph that a sentence stands in."""
    return next(n for n, one in enumerate(lines) if one.paragraph == lines[row].paragraph)


def _lead(
    sentence: ComposedSentence, slugs: Sequence[str], municipalities: Mapping[str, Municipality]
) -> ComposedSentence:
    text = voice.opening([municipalities[s].official_name for s in slugs if s in municipalities])
    return ComposedSentence(text, Role.NAMING, sentence.origins)


def _why(origin: Origin, kept: Proposed) -> str:
    return origin.why if origin in kept.sentence.origins else BY_HAND


def _said_by(text: str, slugs: Sequence[str], municipalities: Mapping[str, Municipality]) -> str:
    """Let several say what one of them wrote, which may name that one."""
    called = _called(slugs, municipalities)
    if not (voice.is_own(text) or voice.opens_with(text, called)):
        return text
    subject = _subject(slugs, municipalities)
    return voice.renamed(text, called, subject) or f"{subject} anför: {text}"


def _named(text: str, slugs: Sequence[str], municipalities: Mapping[str, Municipality]) -> str:
    """Say who says a sentence, unless it does so itself."""
    subject = _subject(slugs, municipalities)
    if voice.opens_with(text, _called(slugs, municipalities)) and len(slugs) == 1:
        return text
    return voice.named(text, subject) or f"{subject} anför: {text}"


def _called(slugs: Sequence[str], municipalities: Mapping[str, Municipality]) -> list[str]:
    known = [municipalities[slug] for slug in slugs if slug in municipalities]
    return [name for m in known for name in voice.calls_itself(m.name, m.official_name)]


def _subject(slugs: Sequence[str], municipalities: Mapping[str, Municipality]) -> str:
    return voice.official_list(
        [municipalities[s].official_name if s in municipalities else s for s in slugs]
    )
