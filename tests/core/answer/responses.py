"""Responses made up for tests, small or random."""

import datetime as dt
from typing import Any

from hypothesis import strategies as st

from workbench.core.adoption import Adoption, Decision, Expectation, Level, Stance
from workbench.core.answer import AnswerOptions
from workbench.core.contribution import AgreedText, Contribution
from workbench.core.markdown import canonical
from workbench.core.outline import Outline, Proposal, ProposalKind, Section, TitleStatus
from workbench.core.party import Invited, Joins, Municipality, Officer
from workbench.core.position import Family, Position, family
from workbench.core.referral import Referral
from workbench.core.response import About, Facts, Form, Response

OPTIONS = AnswerOptions(dt.date(2021, 1, 22), version="utkast-3")

PLACES = {"falun": ("Falun", "Falu kommun"), "mora": ("Mora", "Mora kommun")}
PLACES |= {"orsa": ("Orsa", "Orsa kommun"), "sater": ("Säter", "Säters kommun")}

SECTIONS = (
    Section(number="7", title="Mål", level=1),
    Section(number="7.3", title="Ett förebyggande perspektiv", level=2, answered=True),
    Section(
        number="7.4",
        title="En tillgänglig socialtjänst",
        level=2,
        answered=True,
        proposals=(Proposal(kind=ProposalKind.ASSESSMENT, text="Ingen lag behövs."),),
    ),
    Section(
        number="10.3.5",
        title_status=TitleStatus.UNSEEN,
        topic="Särskild avgift upphävs",
        level=3,
        answered=True,
    ),
)


def municipality(slug: str, **changes: Any) -> Municipality:
    name, official = PLACES.get(slug, (slug.capitalize(), f"{slug.capitalize()} kommun"))
    facts: dict[str, Any] = {
        "slug": slug,
        "name": name,
        "official_name": official,
        "joins": Joins.YES,
        "decides": "Socialnämnden",
        "registration_number": f"SN 2020/{len(slug)}",
        "officers": (Officer(name="Utredare", email=f"utredare@{slug}.example"),),
    }
    return Municipality(**facts | changes)


def decided(stance: Stance = Stance.STANDS_BEHIND, **changes: Any) -> Adoption:
    facts: dict[str, Any] = {
        "stance": stance,
        "level": Level.BOARD,
        "body": "Socialnämnden",
        "date": dt.date(2021, 1, 18),
        "paragraph": "12",
    }
    return Adoption(decision=Decision(**facts | changes))


def expected(stance: Stance = Stance.STANDS_BEHIND) -> Adoption:
    return Adoption(expected=Expectation(stance=stance))


def says(text: str, position: Position | None = None, **changes: Any) -> Contribution:
    return Contribution(text=canonical(text), position=position, **changes)


def agreed(text: str, position: Position | None = None) -> AgreedText:
    return AgreedText(text=canonical(text), position=position)


def response(
    *, about: dict[str, Any] | None = None, referral: dict[str, Any] | None = None, **parts: Any
) -> Response:
    """Make a response: four municipalities, three sections; anything may be replaced."""
    asked: dict[str, Any] = {
        "report": "SOU 2020:47",
        "title": "Hållbar socialtjänst",
        "registration_number": "S2020/06592",
        "recipient": "Socialdepartementet",
        "emails": ("s.remissvar@regeringskansliet.se",),
        "deadline": dt.date(2021, 2, 1),
    }
    joint: dict[str, Any] = {
        "id": "svar",
        "name": "Kommunerna i Dalarna",
        "form": Form.WITH_DEVIATIONS,
        "coordinator": "falun",
    }
    municipalities = parts.pop("municipalities", tuple(municipality(slug) for slug in PLACES))
    facts = Facts(
        format=1,
        response=About(**joint | (about or {})),
        referral=Referral(**asked | (referral or {})),
        municipalities=municipalities,
    )
    given: dict[str, Any] = {
        "outline": Outline(sections=SECTIONS),
        "agreed": {
            "sammanfattning": agreed("Kommunerna är positiva."),
            "7.3": agreed("Kommunerna tillstyrker förslaget. Det behövs tid.", Position.SUPPORT),
            "7.4": agreed("Kommunerna delar bedömningen.", Position.AGREE),
            "10.3.5": agreed("Kommunerna tillstyrker förslaget om avgift.", Position.SUPPORT),
        },
        "adoptions": {slug: decided() for slug in PLACES},
    }
    return Response(facts, **given | parts)


# Random responses

WORDS = st.sampled_from(
    "kommunerna förslaget behövs tid för små “stöd” *lagen* 2 kap. 5 § & <b> [x] 🙂 öäå ÉÜ".split(
        " "
    )
)
SENTENCES = st.lists(WORDS, min_size=2, max_size=6).map(
    lambda words: " ".join(["Mening", *words, "slut."])
)
PARAGRAPHS = st.lists(SENTENCES, min_size=1, max_size=3).map(" ".join)
LISTS = st.lists(SENTENCES, min_size=1, max_size=3).map(lambda s: "\n".join(f"- {x}" for x in s))
TABLES = st.lists(st.tuples(SENTENCES, SENTENCES), min_size=1, max_size=2).map(
    lambda rows: "| A | B |\n|---|---|\n" + "\n".join(f"| {a} | {b} |" for a, b in rows)
)
TEXTS = st.lists(st.one_of(PARAGRAPHS, LISTS, TABLES), min_size=1, max_size=3).map("\n\n".join)
KEYS = ("7.3", "7.4", "10.3.5")


def positions(key: str) -> st.SearchStrategy[Position | None]:
    wrong = Family.PROPOSAL if key == "7.4" else Family.ASSESSMENT
    fitting = [p for p in Position if p is not Position.SPLIT and family(p) is not wrong]
    return st.none() | st.sampled_from(fitting)


@st.composite
def numbered(draw: st.DrawFn, texts: st.SearchStrategy[str], mark: str) -> str:
    """Make a text whose sentences are unlike every other text's."""
    return draw(texts).replace("Mening", f"Mening {mark}")


@st.composite
def responses(draw: st.DrawFn, form: Form | None = None) -> Response:
    """Make any response: who decided what, who says what, in which form."""
    count = draw(st.integers(0, 8))
    slugs = [f"kommun{chr(97 + n)}" for n in range(count)]
    adoptions: dict[str, Adoption] = {}
    contributions: dict[tuple[str, str], Contribution] = {}
    for slug in slugs:
        choice = draw(st.sampled_from(["none", "expected", *Stance]))
        if choice == "expected":
            adoptions[slug] = expected()
        elif isinstance(choice, Stance):
            adoptions[slug] = decided(
                choice,
                conditions="Att staten betalar.",
                reason="Skäl.",
                deviates_in=("7.3",) if choice is Stance.WITH_DEVIATION else (),
            )
        for key in KEYS:
            if draw(st.booleans()):
                position = draw(positions(key))
                text = draw(numbered(PARAGRAPHS, f"{slug} {key.replace('.', '-')}"))
                condition = "att" if position is Position.SUPPORT_ON_CONDITION else ""
                contributions[key, slug] = says(text, position, condition=condition)
    texts = {
        key: agreed(draw(numbered(TEXTS, key.replace(".", "-"))), draw(positions(key)))
        for key in KEYS
        if draw(st.booleans())
    }
    if draw(st.booleans()):
        texts["sammanfattning"] = agreed(draw(numbered(PARAGRAPHS, "sammanfattning")))
    invited = st.sampled_from(list(Invited))
    return response(
        about={"form": form or draw(st.sampled_from(list(Form))), "coordinator": None},
        municipalities=tuple(municipality(slug, invited=draw(invited)) for slug in slugs),
        agreed=texts,
        adoptions=adoptions,
        contributions=contributions,
    )
