"""Small wordings that several parts of the answer share."""

from workbench.core.outline import STANDING, Outline, ProposalKind, TitleStatus
from workbench.core.position import Position

_NUMBERS = ("noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva")
_TWELVE = "tolv"

_ONE = {
    Position.POSITIVE: "ser positivt på {object}",
    Position.DOUBTFUL: "är tveksam till {object}",
    Position.ABSTAIN: "avstår från att yttra sig i denna del",
}
_SHORT = {
    Position.POSITIVE: ("är positiv", "är positiva"),
    Position.DOUBTFUL: ("är tveksam", "är tveksamma"),
}


def in_words(number: int) -> str:
    """Write a number of municipalities: up to twelve in words, as in running text."""
    return (*_NUMBERS, _TWELVE)[number] if 0 <= number <= 12 else str(number)


def stated(position: Position, *, one: bool = False, assessment: bool = False) -> str:
    """Return the words after `Ställningstagande:`.

    Args:
        position: The position.
        one: It is a single municipality's, not several'.
        assessment: What is answered is an assessment and not a proposal.
    """
    words = _ONE.get(position, position.value)
    words = words.format(object="bedömningen" if assessment else "förslaget")
    return words if one else words.replace("tveksam ", "tveksamma ")


def counted_stand(position: Position, number: int) -> str:
    """Return the verb phrase after a number of municipalities, as short as it can be told."""
    forms = _SHORT.get(position, (position.value, position.value))
    return forms[0 if number == 1 else 1]


def heading(outline: Outline, key: str) -> str:
    """Return a section's heading as it stands in a document.

    Where the report's heading is not fully known it is our words for the section, which begin
    with *Om* and so are never taken for the report's own.
    """
    section = outline.by_number.get(key)
    if key in STANDING or section is None:
        return outline.heading(key)
    if is_known(outline, key) or not section.topic:
        return section.heading
    topic = section.topic
    named = topic[1:2].isupper()  # LSS, but not *En mer enhetlig …*
    return f"Om {topic if named else topic[0].lower() + topic[1:]}"


def is_assessment(outline: Outline, key: str) -> bool:
    """Tell whether the inquiry assesses in a section and proposes nothing."""
    section = outline.by_number.get(key)
    kinds = {proposal.kind for proposal in section.proposals} if section else set()
    return kinds == {ProposalKind.ASSESSMENT}


def is_known(outline: Outline, key: str) -> bool:
    """Tell whether the report's own heading of a section is known in full."""
    section = outline.by_number.get(key)
    if section is None:
        return True
    return bool(section.title) and section.title_status is TitleStatus.COMPLETE
