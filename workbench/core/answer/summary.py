"""The remissammanställning: who said what, section by section, as tables."""

from workbench.core import document as doc
from workbench.core.answer.arms import arms_of
from workbench.core.answer.embedding import anchor
from workbench.core.answer.joint import AnswerOptions
from workbench.core.answer.wording import heading
from workbench.core.markdown import parse
from workbench.core.outline import STANDING
from workbench.core.response import Response


def contribution_summary(response: Response, options: AnswerOptions) -> doc.Document:
    """Make the summary of all contributions.

    Args:
        response: The response.
        options: What is chosen.
    """
    about, referral = response.facts.response, response.facts.referral
    title = f"Sammanställning av kommunernas bidrag till yttrandet över {referral.full_title}"
    blocks: list[doc.Block] = [
        doc.paragraph(title, doc.Role.TITLE),
        doc.TableOfContents(levels=1),
    ]
    for key in response.sections:
        given = response.contributions_to(key)
        if given:
            number = "" if key in STANDING else key
            words = heading(response.outline, key) if response.outline.knows(key) else ""
            blocks.append(doc.Heading(1, words, anchor(key), number))
            blocks.append(_table(response, key))
    return doc.Document(
        title=title,
        subject="Remissammanställning",
        author=about.name or "Kommunerna",
        letterhead=doc.Letterhead(
            sender=about.name or "Kommunerna",
            kind="Remissammanställning",
            date=options.date,
            your_reference=referral.registration_number,
            marking=options.marking,
            arms=arms_of(response, options.arms, response.municipalities),
        ),
        body=tuple(blocks),
        version=options.version,
    )


def _table(response: Response, key: str) -> doc.Table:
    rows = []
    for slug, contribution in response.contributions_to(key).items():
        said = " ".join(doc.texts(parse(contribution.text).blocks))
        if contribution.condition:
            said = f"Förbehåll: {contribution.condition} {said}"
        position = contribution.position.value if contribution.position else "–"
        cells = (response.municipalities[slug].name, position, said)
        rows.append(tuple((doc.Text(cell),) if cell else () for cell in cells))
    return doc.Table(
        header=tuple((doc.Text(name),) for name in ("Kommun", "Ställningstagande", "Bidrag")),
        rows=tuple(rows),
        widths=(16, 24, 60),
        description="En rad för varje kommun med ställningstagande och bidragets text.",
    )
