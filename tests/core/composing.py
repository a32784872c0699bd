"""Made-up contributions for the laws of composing."""

from hypothesis import strategies as st

from workbench.core.composing import Composition, compose_contributions
from workbench.core.contribution import Contribution
from workbench.core.markdown import canonical
from workbench.core.outline import Section
from workbench.core.party import Municipality
from workbench.core.position import Position

NAMES = {
    "avesta": ("Avesta", "Avesta kommun"),
    "borlange": ("Borlänge", "Borlänge kommun"),
    "falun": ("Falun", "Falu kommun"),
    "leksand": ("Leksand", "Leksands kommun"),
    "mora": ("Mora", "Mora kommun"),
    "orsa": ("Orsa", "Orsa kommun"),
    "alvdalen": ("Älvdalen", "Älvdalens kommun"),
}
MUNICIPALITIES = {
    slug: Municipality(slug=slug, name=name, official_name=official)
    for slug, (name, official) in NAMES.items()
}
POSITIONS = [
    None,
    Position.SUPPORT,
    Position.SUPPORT,
    Position.SUPPORT_IN_PART,
    Position.SUPPORT_ON_CONDITION,
    Position.NO_OBJECTION,
    Position.REJECT,
    Position.ABSTAIN,
]
SENTENCES = [
    "Det som inte står uttryckligen i lagen prioriteras ner när resurserna är knappa.",
    "Det som inte uttryckligen står i lagen prioriteras ned när resurserna är knappa.",
    "Kostnaderna ska ersättas fullt ut av staten.",
    "Kostnaderna ska inte ersättas fullt ut av staten.",
    "Uppföljningen bör ske efter 3 år.",
    "Uppföljningen bör ske efter 5 år.",
    "Vi anser att tiden är för kort.",
    "Kommunen anser att tiden är för kort.",
    "Hos oss följer nämnden besluten varje månad.",
    "Det är bra.",
    "Enligt 2 kap. 5 § ska nämnden pröva ansökan utan dröjsmål.",
    "Detta gäller bl.a. äldreomsorgen.",
    "Barnens rätt stärks av förslaget.[^1]",
    "Rubrik utan punkt",
    "Kommunen saknar följande:",
]
BLOCKS = [
    "- ett\n- två",
    "1. först\n2. sedan",
    "| a | b |\n| --- | --- |\n| 1 | 2 |",
    "> citat",
    "### Mellanrubrik",
    "```\nkod [^1]\n\nmer\n```",
    "[^1]: En not.",
    "[^not]: En annan not.\n\n    Mer av den.",
]


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Write a contribution as a municipality might."""
    paragraphs = []
    for _ in range(draw(st.integers(0, 4))):
        if draw(st.integers(0, 4)) == 0:
            paragraphs.append(draw(st.sampled_from(BLOCKS)))
        else:
            said = draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4))
            paragraphs.append("\n".join(said))
    return canonical("\n\n".join(paragraphs))


@st.composite
def contributions(draw: st.DrawFn, slug: str) -> Contribution:
    """Take a stand, perhaps with a sentence that says so, perhaps with reasons."""
    position = draw(st.sampled_from(POSITIONS))
    text = draw(texts())
    stated = {Position.SUPPORT: "tillstyrker förslaget", Position.REJECT: "avstyrker förslaget"}
    if position in stated and draw(st.booleans()):
        text = canonical(f"{NAMES[slug][1]} {stated[position]}.\n\n{text}")
    condition = "Att staten betalar." if position is Position.SUPPORT_ON_CONDITION else ""
    return Contribution(position=position, condition=condition, text=text)


@st.composite
def given(draw: st.DrawFn) -> dict[str, Contribution]:
    """Let some municipalities speak."""
    slugs = draw(st.lists(st.sampled_from(list(NAMES)), min_size=1, max_size=7, unique=True))
    return {slug: draw(contributions(slug)) for slug in slugs}


def composed(
    contributions: dict[str, Contribution],
    section: Section | None = None,
    *,
    all_spoke: bool = False,
) -> Composition | None:
    """Compose, whoever speaks."""
    return compose_contributions(
        {slug: (one,) for slug, one in contributions.items()},
        MUNICIPALITIES,
        section,
        all_spoke=all_spoke,
    )


def saying(**said: str) -> dict[str, Contribution]:
    """Let each municipality support and say something."""
    return {slug: Contribution(position=Position.SUPPORT, text=text) for slug, text in said.items()}
