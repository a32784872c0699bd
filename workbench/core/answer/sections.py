"""Sections outside the joint answer: in an addendum, or as a municipality's own words."""

from collections.abc import Iterator

from workbench.core import document as doc
from workbench.core.answer.embedding import Embedding, Footnotes, anchor
from workbench.core.answer.wording import heading, is_assessment, stated
from workbench.core.outline import STANDING
from workbench.core.party import Municipality
from workbench.core.position import Position
from workbench.core.response import Response


class Sections:
    """Writes sections of one document, each under its heading.

    Args:
        response: The response.
        keys: All that the document holds; mentions of one another become references.
    """

    def __init__(self, response: Response, keys: frozenset[str]) -> None:
        self._response = response
        self.footnotes = Footnotes()
        self._embed = Embedding(self.footnotes, keys - STANDING.keys())

    def section(self, key: str, by: Municipality | None, level: int = 1) -> Iterator[doc.Block]:
        """Yield a section: the agreed text, or what one municipality says.

        Args:
            key: The section.
            by: Whose words; None for the agreed ones.
            level: Of the heading.
        """
        response = self._response
        own = response.contributions_to(key).get(by.slug) if by else response.agreed.get(key)
        number = "" if key in STANDING else key
        words = heading(response.outline, key) if response.outline.knows(key) else ""
        yield doc.Heading(level, words, anchor(key), number)
        if own is None:
            return
        if own.position is not None and own.position is not Position.SPLIT:
            assessment = is_assessment(response.outline, key)
            said = stated(own.position, one=by is not None, assessment=assessment)
            label = doc.Text("Ställningstagande: ", strong=True)
            yield doc.Paragraph((label, doc.Text(said)), doc.Role.POSITION)
        yield from self._embed.blocks(own.text, key, level + 1)
