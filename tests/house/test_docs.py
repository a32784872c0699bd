"""What the documents say is held against the code."""

import re
from pathlib import Path

import pytest

from workbench.core.adoption import Decision, Expectation, Level, Source, Stance
from workbench.core.contribution import AgreedText, Contribution
from workbench.core.outline import Proposal, Section, TitleStatus
from workbench.core.party import Invited, Joins, Municipality, Officer
from workbench.core.position import Position
from workbench.core.referral import Extension, Referral
from workbench.core.response import About, Facts, Form, Headings, JointHeading, Round
from workbench.core.reviewing.comments import Comment
from workbench.core.reviewing.decisions import DecisionRow, SideRow, Verdict, Way
from workbench.core.reviewing.wanted import WantedText
from workbench.core.stored import Stored

DOCS = Path(__file__).parents[2] / "docs"

MODELS: tuple[type[Stored], ...] = (
    Facts,
    About,
    JointHeading,
    Referral,
    Extension,
    Round,
    Municipality,
    Officer,
    Section,
    Proposal,
    Contribution,
    AgreedText,
    Expectation,
    Decision,
    WantedText,
    DecisionRow,
    SideRow,
    Comment,
)
VOCABULARIES = (
    Form,
    Headings,
    Invited,
    Joins,
    TitleStatus,
    Position,
    Stance,
    Level,
    Source,
    Verdict,
    Way,
)


@pytest.mark.parametrize("model", MODELS, ids=lambda m: m.__name__)
def test_every_key_on_disk_is_described(model: type[Stored]) -> None:
    described = (DOCS / "format.md").read_text(encoding="utf-8")
    missing = [
        name
        for name in model.model_fields
        if name != "text"
        and f"`{name}`" not in described
        and f"{name}]" not in described
        and f"{name} =" not in described
    ]
    assert not missing


@pytest.mark.parametrize("words", VOCABULARIES, ids=lambda v: v.__name__)
def test_every_word_on_disk_is_described(words: type) -> None:
    described = (DOCS / "format.md").read_text(encoding="utf-8")
    assert not [word.value for word in words if f"`{word.value}`" not in described]  # type: ignore[attr-defined]


def named_in_code(pattern: str) -> set[str]:
    """Return what a pattern finds in the program's own files."""
    found: set[str] = set()
    for path in sorted((DOCS.parent / "workbench").rglob("*.py")):
        found.update(re.findall(pattern, path.read_text(encoding="utf-8")))
    return found


def test_every_trailer_of_an_act_is_described_and_no_other() -> None:
    described = (DOCS / "format.md").read_text(encoding="utf-8")
    trailers = named_in_code(r'"(Remiss-[A-Z][a-z]+)"')
    assert len(trailers) > 8
    assert set(re.findall(r"`(Remiss-[A-Z][a-z]+)`", described)) == trailers


def test_every_act_is_described() -> None:
    described = (DOCS / "format.md").read_text(encoding="utf-8")
    [row] = re.findall(r"^\| `Remiss-Act` \|.*$", described, re.MULTILINE)
    acts = named_in_code(r'"Remiss-Act": "([a-z-]+)"') | {"adopt", "expect"}
    assert set(re.findall(r"`([a-z-]+)`", row)) == acts
