"""Footnotes of many contributions in one text: numbered through, their texts last."""

from collections.abc import Sequence
from dataclasses import replace

from workbench.core.composing.composition import ComposedParagraph, ComposedSentence, Origin, Role
from workbench.core.composing.material import Said, footnote_labels, relabelled


def numbered(
    paragraphs: Sequence[ComposedParagraph], notes: Sequence[Said]
) -> tuple[ComposedParagraph, ...]:
    """Give every footnote a number of its own, in the order of the text.

    Args:
        paragraphs: The text, with each municipality's own labels.
        notes: Definitions, which are put last.
    """
    labels: dict[tuple[str, str], str] = {}

    def own(sentence: ComposedSentence) -> ComposedSentence:
        # Sentences with a footnote are never joined.
        if sentence.role is not Role.POINT or "[^" not in sentence.text:
            return sentence
        slug = sentence.origins[0].slug
        mine = {
            label: labels.setdefault((slug, label), str(len(labels) + 1))
            for label in footnote_labels(sentence.text)
        }
        return replace(sentence, text=relabelled(sentence.text, mine))

    last = [
        ComposedParagraph((ComposedSentence(note.text, Role.POINT, (_origin(note),)),))
        for note in notes
    ]
    return tuple(
        ComposedParagraph(tuple(map(own, paragraph.sentences)))
        for paragraph in (*paragraphs, *last)
    )


def _origin(note: Said) -> Origin:
    return Origin(note.slug, note.number, note.text, 1.0, "fotnot")
