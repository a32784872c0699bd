"""The joint answer: its three forms, what must stand in it, and what must never be forgotten."""

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given, settings

from tests.core.answer.responses import (
    KEYS,
    OPTIONS,
    PLACES,
    agreed,
    decided,
    expected,
    municipality,
    response,
    responses,
    says,
)
from workbench.core import document as doc
from workbench.core.adoption import BEHIND, Stance
from workbench.core.answer import dissents, joint_answer
from workbench.core.answer.dissents import contradicts
from workbench.core.markdown import canonical, parse
from workbench.core.party import Invited
from workbench.core.position import Position
from workbench.core.response import Form, Headings, JointHeading, Response

few = settings(max_examples=settings().max_examples // 5)
"""A fifth of the examples: a whole response takes longer to make up than a word."""


def body(given_response: Response) -> tuple[doc.Block, ...]:
    return joint_answer(given_response, OPTIONS).body


def text(given_response: Response) -> str:
    return "\n".join(doc.texts(body(given_response)))


def headings(given_response: Response) -> list[tuple[int, str, str]]:
    found = (b for b in body(given_response) if isinstance(b, doc.Heading))
    return [(h.level, h.number, h.text) for h in found]


def table(given_response: Response) -> doc.Table:
    (found,) = [
        block
        for block in body(given_response)
        if isinstance(block, doc.Table) and block.caption == "Kommunernas beslut"
    ]
    return found


# The three forms


def test_alike_is_one_text_and_one_table() -> None:
    alike = response(about={"form": Form.ALIKE})
    assert "genom likalydande beslut, av Falu kommun, Mora kommun, Orsa kommun" in text(alike)
    assert "ärskilt yttrande" not in text(alike)
    assert len(table(alike).rows) == len(PLACES)


def test_with_deviations_names_who_differs_and_prints_their_words() -> None:
    differing = response(
        contributions={
            ("10.3.5", "mora"): says("Mora kommun avstyrker förslaget.", Position.REJECT),
            ("10.3.5", "sater"): says("Vi är emot.", Position.REJECT),
            ("7.4", "sater"): says("Vi delar den inte.", Position.DISAGREE),
        }
    )
    assert (
        "Mora kommun och Säters kommun har en avvikande uppfattning, "
        "se de särskilda yttrandena 1 och 2."
    ) in text(differing)
    assert "Säters kommun har en avvikande uppfattning, se särskilt yttrande 2." in text(differing)
    assert "Två kommuner har i vissa delar en annan uppfattning än yttrandet." in text(differing)
    annex = headings(differing)[-5:]
    assert [words for _, _, words in annex] == [
        "Särskilt yttrande 1: Mora kommun",
        "Om särskild avgift upphävs",
        "Särskilt yttrande 2: Säters kommun",
        "En tillgänglig socialtjänst",
        "Om särskild avgift upphävs",
    ]


def test_coordinated_is_a_cover_and_an_annex_for_each() -> None:
    own = response(
        about={"form": Form.COORDINATED},
        contributions={
            ("7.3", slug): says(f"{official} svarar för sig.", Position.SUPPORT)
            for slug, (_, official) in PLACES.items()
        },
    )
    said = text(own)
    for number, (_, official) in enumerate(PLACES.values(), 1):
        assert f"Bilaga {number}: Yttrande från {official}" in said
        assert said.count(f"{official} svarar för sig.") == 1


# Headings


def test_headings_follow_the_report_section_by_section() -> None:
    assert [h for h in headings(response()) if h[1]] == [
        (2, "7.3", "Ett förebyggande perspektiv"),
        (2, "7.4", "En tillgänglig socialtjänst"),
        (2, "10.3.5", "Om särskild avgift upphävs"),
    ]


def test_headings_by_chapter_have_the_sections_below() -> None:
    by_chapter = response(about={"headings": Headings.BY_CHAPTER})
    assert [h for h in headings(by_chapter) if h[1]] == [
        (2, "Kapitel 7.", "Mål"),
        (3, "7.3", "Ett förebyggande perspektiv"),
        (3, "7.4", "En tillgänglig socialtjänst"),
        (2, "Kapitel 10.", ""),
        (3, "10.3.5", "Om särskild avgift upphävs"),
    ]


def test_several_sections_may_stand_under_one_heading() -> None:
    one = JointHeading(sections=("7.3", "7.4"), heading="Förebyggande och lätt tillgänglig")
    joint = response(about={"joint_headings": (one,)})
    assert [h for h in headings(joint) if h[1]][:3] == [
        (2, "7.3 och 7.4", "Förebyggande och lätt tillgänglig"),
        (3, "7.3", "Ett förebyggande perspektiv"),
        (3, "7.4", "En tillgänglig socialtjänst"),
    ]


def test_a_heading_in_a_text_never_skips_a_level() -> None:
    deep = response(agreed={"7.3": agreed("# Ett\n\nText.\n\n### Två\n\nText.", Position.SUPPORT)})
    assert [(level, words) for level, _, words in headings(deep) if words in {"Ett", "Två"}] == [
        (3, "Ett"),
        (4, "Två"),
    ]


def test_a_heading_that_is_not_the_reports_own_is_told() -> None:
    assert "En rubrik som börjar med Om är kommunernas egen" in text(response())
    known = response(agreed={"7.3": agreed("Text.")})
    assert "En rubrik som börjar med Om" not in text(known)


# Who stands behind


def test_scope_and_invitation_are_told() -> None:
    uninvited = tuple(municipality(s, invited=Invited.NO) for s in PLACES)
    assert "Kommunerna är inte remissinstanser men önskar yttra sig" in text(
        response(municipalities=uninvited)
    )
    some = tuple(
        municipality(s, invited=Invited.YES if s == "mora" else Invited.NO) for s in PLACES
    )
    assert "Mora kommun är remissinstans. Övriga kommuner är det inte" in text(
        response(municipalities=some)
    )
    unknown = text(response())
    assert "remissinstans" not in unknown
    limited = tuple(municipality(s, scope="kapitel 7 och 10") for s in PLACES)
    assert "Remissen är begränsad till kapitel 7 och 10." in text(response(municipalities=limited))


def test_the_basis_counts_who_wrote_and_who_decided() -> None:
    some = response(
        contributions={("7.3", "mora"): says("Ja."), ("7.4", "mora"): says("Ja.")},
        adoptions={"mora": decided(), "orsa": expected(), "sater": decided(Stance.ABSTAINS)},
    )
    assert (
        "1 av 4 kommuner har deltagit i arbetet med yttrandet. En kommun har beslutat att ställa "
        "sig bakom det. Från en kommun väntas beslut, som inte räknas in i förväg."
    ) in text(some)
    assert "Yttrandet avges gemensamt av Mora kommun." in text(some)
    everyone = response(contributions={("7.3", slug): says("Ja.") for slug in PLACES})
    assert "Alla 4 kommuner har deltagit i arbetet med yttrandet." in text(everyone)


def test_expected_is_never_counted_as_decided() -> None:
    waiting = response(adoptions={slug: expected() for slug in PLACES})
    said = text(waiting)
    assert "Ingen kommun har ännu beslutat." in said
    assert "har beslutat att ställa sig bakom" not in said
    assert [doc.plain(row[-1]) for row in table(waiting).rows] == ["Beslut väntas"] * 4
    assert all(doc.plain(cell) == "" for row in table(waiting).rows for cell in row[1:-1])


@pytest.mark.parametrize(
    ("adoption", "told"),
    [
        (decided(), "Står bakom"),
        (
            decided(Stance.WITH_CONDITIONS, conditions="Att staten betalar."),
            "Står bakom med förbehåll: Att staten betalar.",
        ),
        (
            decided(Stance.WITH_DEVIATION, deviates_in=("7.3", "7.4")),
            "Står bakom med avvikelse: avsnitt 7.3 och 7.4",
        ),
        (
            decided(Stance.SENT_BACK, reason="Oklart.", returns=dt.date(2021, 1, 28)),
            "Återremiss: nytt beslut väntas 28 januari 2021",
        ),
        (decided(Stance.ABSTAINS), "Avstår"),
        (decided(Stance.DECLINES), "Står inte bakom"),
        (expected(), "Beslut väntas"),
        (None, "Har inte svarat"),
    ],
)
def test_the_table_says_what_was_decided(adoption: object, told: str) -> None:
    adoptions = {"falun": decided()} | ({"mora": adoption} if adoption else {})
    rows = {doc.plain(r[0]): r for r in table(response(adoptions=adoptions)).rows}
    assert doc.plain(rows["Mora"][-1]) == told


@few
@given(responses())
def test_the_table_has_every_municipality_once_and_its_sums_add_up(made: Response) -> None:
    if not made.municipalities:
        return
    rows = table(made).rows
    assert [doc.plain(r[0]) for r in rows] == [m.name for m in made.facts.municipalities]
    dated = [row for row in rows if doc.plain(row[2])]
    decisions = [a.decision for a in made.adoptions.values() if a.decision]
    assert len(dated) == len(decisions)
    behind = [row for row in rows if doc.plain(row[-1]).startswith("Står bakom")]
    assert len(behind) == sum(d.stance in BEHIND for d in decisions)


# Särskilda yttranden


@few
@given(responses(Form.WITH_DEVIATIONS))
def test_no_dissent_is_forgotten(made: Response) -> None:
    """Whoever sends the answer and differs has a numbered statement with its own words."""
    said = text(made)
    numbers = {}
    for dissent in dissents(made):
        name = made.municipalities[dissent.slug].official_name
        assert said.count(f"Särskilt yttrande {dissent.number}: {name}\n") == 1
        numbers[dissent.slug] = dissent
    assert [d.number for d in numbers.values()] == list(range(1, len(numbers) + 1))
    for slug, adoption in made.adoptions.items():
        decision = adoption.decision
        if decision is None or decision.stance not in BEHIND:
            continue
        for key in KEYS:
            own, joint = made.contributions_to(key).get(slug), made.agreed.get(key)
            differs = key in decision.deviates_in or (
                own is not None
                and joint is not None
                and own.position is not None
                and joint.position is not None
                and contradicts(own.position, joint.position)
            )
            assert differs == (slug in numbers and key in numbers[slug].sections)


def test_a_dissent_comes_and_goes_with_the_position() -> None:
    against = {("10.3.5", "mora"): says("Nej.", Position.REJECT)}
    for_ = {("10.3.5", "mora"): says("Ja.", Position.SUPPORT)}
    assert [d.slug for d in dissents(response(contributions=against))] == ["mora"]
    assert dissents(response(contributions=for_)) == ()


def test_a_divided_position_contradicts_nobody_and_is_told_in_short() -> None:
    divided = response(
        agreed={"7.3": agreed("Kommunerna har olika uppfattning.", Position.SPLIT)},
        contributions={
            ("7.3", "falun"): says("Ja.", Position.SUPPORT),
            ("7.3", "mora"): says("Ja.", Position.SUPPORT),
            ("7.3", "orsa"): says("Nej.", Position.REJECT),
            ("7.3", "sater"): says("Vet ej.", Position.DOUBTFUL),
        },
    )
    assert dissents(divided) == ()
    assert (
        "Ställningstagande: kommunerna har olika uppfattning: två tillstyrker, en avstyrker "
        "och en är tveksam"
    ) in text(divided)


# The texts


def sentences(made: Response) -> Iterator[str]:
    """Yield every paragraph, item and cell of the agreed texts, in the order of the answer."""
    for key in made.sections:
        if key in made.agreed:
            yield from doc.texts(parse(made.agreed[key].text).blocks)


@few
@given(responses())
def test_every_sentence_stands_once_and_in_order(made: Response) -> None:
    if made.facts.response.form is Form.COORDINATED:
        return
    wanted = list(sentences(made))
    assert [said for said in doc.texts(body(made)) if said in wanted] == wanted


@few
@given(responses(Form.COORDINATED))
def test_every_own_answer_stands_in_its_annex(made: Response) -> None:
    said = list(doc.texts(body(made)))
    senders = {slug for slug, a in made.adoptions.items() if a.decision}
    behind = {s for s in senders if made.adoptions[s].decision.stance in BEHIND}  # type: ignore[union-attr]
    for (_, slug), contribution in made.contributions.items():
        if slug in (behind or made.municipalities):
            for sentence in doc.texts(parse(contribution.text).blocks):
                assert sentence in said


@few
@given(responses())
def test_no_heading_skips_a_level_and_every_anchor_is_its_own(made: Response) -> None:
    found = [block for block in body(made) if isinstance(block, doc.Heading)]
    assert all(after.level <= before.level + 1 for before, after in pairwise(found))
    assert len({heading.anchor for heading in found}) == len(found)


def test_footnotes_and_references_of_many_texts_meet() -> None:
    noted = "Text.[^1] Se avsnitt 7.4 och avsnitt 99.\n\n[^1]: Noten i {}.\n"
    made = joint_answer(
        response(
            agreed={key: agreed(noted.format(key), Position.SUPPORT) for key in ("7.3", "7.4")}
        ),
        OPTIONS,
    )
    assert [list(doc.texts(note)) for note in made.footnotes.values()] == [
        ["Noten i 7.3."],
        ["Noten i 7.4."],
    ]
    references = [
        span
        for block in made.body
        if isinstance(block, doc.Paragraph)
        for span in block.spans
        if isinstance(span, doc.SectionReference)
    ]
    assert [reference.anchor for reference in references] == ["avsnitt-7.4"]


def test_the_summary_comes_first_whatever_else_there_is() -> None:
    words = [words for _, _, words in headings(response())]
    assert words[0] == "Sammanfattning"
    assert canonical("Kommunerna är positiva.").strip() in text(response())
