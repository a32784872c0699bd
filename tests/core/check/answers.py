"""A small joint answer without any fault, and the means to put one fault into it."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from workbench.core.adoption import Adoption, Decision, Expectation, Level, Stance
from workbench.core.check import Context, Finding, check
from workbench.core.contribution import AgreedText, Contribution
from workbench.core.outline import Outline, Proposal, ProposalKind, Section
from workbench.core.party import Invited, Joins, Municipality, Officer
from workbench.core.position import Position
from workbench.core.referral import Referral
from workbench.core.response import About, Facts, Form, Response, Round

Case = tuple[Response, Context]
Change = Callable[[Case], Case]

NOW = dt.datetime.fromisoformat("2021-01-25T10:00")  # a Monday, a week before the answer is due

NAMES = {
    "falun": ("Falun", "Falu kommun"),
    "gagnef": ("Gagnef", "Gagnefs kommun"),
    "malung-salen": ("Malung-Sälen", "Malung-Sälens kommun"),
    "mora": ("Mora", "Mora kommun"),
    "rattvik": ("Rättvik", "Rättviks kommun"),
}

SUMMARY = """Kommunerna tillstyrker i huvudsak förslagen.
Det förebyggande arbetet behöver långsiktig finansiering, se avsnitt 7.3.
"""
TEXTS = {
    "sammanfattning": (None, SUMMARY),
    "7.3": (
        Position.SUPPORT,
        "Kommunerna tillstyrker förslaget.\n"
        "Tidiga insatser kräver att medarbetare har tid för dem.\n",
    ),
    "7.4": (
        Position.AGREE,
        "Kommunerna delar utredningens bedömning.\nDigitala kanaler ersätter inte mötet.\n",
    ),
    "9.1": (Position.SUPPORT_WITH_COMMENTS, "Kommunerna tillstyrker förslaget.\n"),
}
WRITTEN = {
    "falun": "Falu kommun tillstyrker förslaget och vill se långsiktiga villkor för arbetet.\n",
    "gagnef": "Gagnefs kommun tillstyrker förslaget.\nResorna i kommunen är långa.\n",
    "malung-salen": "Kommunen tillstyrker förslaget.\nTuristsäsongen påverkar behoven.\n",
    "mora": "Mora kommun tillstyrker förslaget utan egna synpunkter.\n",
    "rattvik": "Vi tillstyrker förslaget.\nSamverkan med skolan är viktig.\n",
}
SECTIONS = (
    Section(number="7", title="Mål", level=1),
    Section(
        number="7.3",
        title="Ett förebyggande perspektiv",
        level=2,
        answered=True,
        proposals=(Proposal(kind=ProposalKind.PROPOSAL, text="Lagen anger perspektivet."),),
    ),
    Section(
        number="7.4",
        title="En tillgänglig socialtjänst",
        level=2,
        answered=True,
        proposals=(Proposal(kind=ProposalKind.ASSESSMENT, text="Ingen lag behövs."),),
    ),
    Section(number="8", title="Gruppindelning", level=1),
    Section(number="9.1", title="Planering", level=2, answered=True),
)


def municipality(slug: str, **changes: Any) -> Municipality:
    name, official = NAMES[slug]
    facts: dict[str, Any] = {
        "slug": slug,
        "name": name,
        "official_name": official,
        "invited": Invited.YES,
        "joins": Joins.YES,
        "registration_number": "SN 2020/311",
        "decides": "Socialnämnden",
        "meeting": dt.date(2021, 1, 18),
        "officers": (Officer(name="Utredare", email=f"utredare@{slug}.example"),),
    }
    return Municipality(**facts | changes)


def decision(**changes: Any) -> Decision:
    facts: dict[str, Any] = {
        "stance": Stance.STANDS_BEHIND,
        "level": Level.BOARD,
        "body": "Socialnämnden",
        "date": dt.date(2021, 1, 18),
        "paragraph": "7",
        "version": "utkast-3",
    }
    return Decision(**facts | changes)


def clean() -> Case:
    """Five municipalities that agree, have decided and have written without a slip."""
    referral = Referral(
        report="SOU 2020:47",
        title="Hållbar socialtjänst – En ny socialtjänstlag",
        registration_number="S2020/06592",
        recipient="Socialdepartementet",
        emails=("s.remissvar@regeringskansliet.se",),
        published=dt.date(2020, 8, 26),
        received=dt.date(2020, 10, 2),
        deadline=dt.date(2021, 2, 1),
    )
    facts = Facts(
        format=1,
        response=About(id="svar", name="Kommunerna", registration_number="SN 2020/1"),
        referral=referral,
        rounds=(
            Round(name="Bidrag", closes=dt.datetime.fromisoformat("2020-10-30T12:00")),
            Round(name="Beslut", closes=dt.datetime.fromisoformat("2021-01-22T16:00")),
        ),
        municipalities=tuple(municipality(slug) for slug in NAMES),
    )
    response = Response(
        facts,
        Outline(sections=SECTIONS),
        {
            ("7.3", slug): Contribution(position=Position.SUPPORT, text=text)
            for slug, text in WRITTEN.items()
        },
        {key: AgreedText(position=p, text=text) for key, (p, text) in TEXTS.items()},
        {slug: Adoption(decision=decision()) for slug in NAMES},
    )
    return response, Context(now=NOW)


def nothing(case: Case) -> Case:
    return case


def all_of(*changes: Change) -> Change:
    def change(case: Case) -> Case:
        for one in changes:
            case = one(case)
        return case

    return change


def says(words: str, key: str = "7.3") -> Change:
    """Add a paragraph to an agreed text."""

    def change(case: Case) -> Case:
        response, context = case
        before = response.agreed.get(key, AgreedText())
        after = before.model_copy(update={"text": f"{before.text}\n{words}\n".lstrip("\n")})
        return replace(response, agreed={**response.agreed, key: after}), context

    return change


def agreed(key: str, text: str, position: Position | None = None) -> Change:
    """Exchange an agreed text, or take it away when there is no text."""

    def change(case: Case) -> Case:
        response, context = case
        texts = dict(response.agreed)
        texts.pop(key, None)
        if text:
            texts[key] = AgreedText(position=position, text=text)
        return replace(response, agreed=texts), context

    return change


def writes(slug: str, text: str, key: str = "7.3", **facts: Any) -> Change:
    """Exchange a municipality's contribution."""

    def change(case: Case) -> Case:
        response, context = case
        value = Contribution(**{"position": Position.SUPPORT, "text": text} | facts)
        return replace(
            response, contributions={**response.contributions, (key, slug): value}
        ), context

    return change


def silent(slug: str) -> Change:
    """Take away everything that a municipality has contributed."""

    def change(case: Case) -> Case:
        response, context = case
        kept = {place: c for place, c in response.contributions.items() if place[1] != slug}
        return replace(response, contributions=kept), context

    return change


def decides(slug: str, **changes: Any) -> Change:
    return adopts(slug, Adoption(decision=decision(**changes)))


def expects(slug: str) -> Change:
    return adopts(slug, Adoption(expected=Expectation(stance=Stance.STANDS_BEHIND)))


def adopts(slug: str, adoption: Adoption | None) -> Change:
    def change(case: Case) -> Case:
        response, context = case
        adoptions: Mapping[str, Adoption] = {
            s: a for s, a in {**response.adoptions, slug: adoption}.items() if a is not None
        }
        return replace(response, adoptions=adoptions), context

    return change


def facts(**changes: Any) -> Change:
    def change(case: Case) -> Case:
        response, context = case
        return replace(response, facts=response.facts.model_copy(update=changes)), context

    return change


def referral(**changes: Any) -> Change:
    def change(case: Case) -> Case:
        return facts(referral=case[0].facts.referral.model_copy(update=changes))(case)

    return change


def about(**changes: Any) -> Change:
    def change(case: Case) -> Case:
        return facts(response=case[0].facts.response.model_copy(update=changes))(case)

    return change


def form(value: Form) -> Change:
    return about(form=value)


def party(slug: str, **changes: Any) -> Change:
    """Change what is known about one municipality."""

    def change(case: Case) -> Case:
        municipalities = tuple(
            m.model_copy(update=changes) if m.slug == slug else m
            for m in case[0].facts.municipalities
        )
        return facts(municipalities=municipalities)(case)

    return change


def everybody(**changes: Any) -> Change:
    return all_of(*(party(slug, **changes) for slug in NAMES))


def section(number: str, **changes: Any) -> Change:
    """Change one section of the outline, or add it."""

    def change(case: Case) -> Case:
        response, context = case
        known = response.outline.by_number
        section = known.get(number, Section(number=number, title="Rubrik")).model_copy(
            update=changes
        )
        sections = tuple({**known, number: section}.values())
        return replace(response, outline=Outline(sections=sections)), context

    return change


def told(**changes: Any) -> Change:
    """Change the context."""

    def change(case: Case) -> Case:
        return case[0], replace(case[1], **changes)

    return change


def find(change: Change) -> tuple[Finding, ...]:
    return check(*change(clean()))


def codes(change: Change) -> set[str]:
    return {finding.code for finding in find(change)}
