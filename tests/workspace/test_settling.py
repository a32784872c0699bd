"""A conflict that stands in several places of a text is settled like any other."""

from dataclasses import replace

import pytest

from tests.workspace.builders import KEY, agreed
from workbench.core.contribution import AgreedText
from workbench.core.reviewing.decisions import Way
from workbench.core.reviewing.pending import Dispute
from workbench.workspace.settling import Settling
from workbench.workspace.workspace import Workspace

FIRST = "Kommunerna tillstyrker förslaget.\n"
WHOLE = "Perspektivet bör omfatta hela socialtjänsten.\n"
MONEY = "Arbetet kräver medel från staten.\n"
WATCH = "Tillsynen bör samordnas nationellt.\n"
YEARLY = "Uppföljningen ska ske varje år.\n"
MERGED = "Perspektivet bör omfatta hela regionen och arbetet kräver medel från staten.\n"

TEXT = f"{FIRST}{WHOLE}{MONEY}\n{WATCH}{YEARLY}"
SHORTER = f"{FIRST}{WHOLE}{MONEY}"
ONE_OF_TWO = f"{FIRST}{MERGED}\n{WATCH}{YEARLY}"
TURNED = f"{FIRST}{MONEY}\n{WHOLE}{WATCH}{YEARLY}"


@pytest.fixture
def disputed(written: Workspace) -> Workspace:
    written.write_text(KEY, AgreedText(text=TEXT))
    for party, text in (("Falun", SHORTER), ("Malung-Sälen", ONE_OF_TWO), ("Borlänge", TURNED)):
        written.propose_change(KEY, text, party=party)
    return written


def dispute(workspace: Workspace) -> Dispute:
    (found,) = workspace.review(KEY).review.conflicts
    return found


def test_the_conflict_stands_in_several_places(disputed: Workspace) -> None:
    assert len(dispute(disputed).places) > 1


@pytest.mark.parametrize(
    ("settling", "said"),
    [
        pytest.param(Settling(Way.CHOSE, slug="falun"), SHORTER, id="shorter"),
        pytest.param(Settling(Way.CHOSE, slug="malung-salen"), ONE_OF_TWO, id="one of two"),
        pytest.param(Settling(Way.CHOSE, slug="borlange"), TURNED, id="turned"),
        pytest.param(Settling(Way.KEPT), TEXT, id="kept"),
        pytest.param(
            Settling(Way.REWROTE, text="Allt detta bör utredas."),
            f"{FIRST}Allt detta bör utredas.\n",
            id="one new sentence for all of it",
        ),
        pytest.param(
            Settling(Way.REWROTE, text="Ett.\nTvå.\nTre.\nFyra."),
            f"{FIRST}Ett.\nTvå.\n\nTre.\nFyra.\n",
            id="each sentence anew",
        ),
    ],
)
def test_it_is_settled(disputed: Workspace, settling: Settling, said: str) -> None:
    disputed.settle(dispute(disputed).id, settling)
    assert agreed(disputed) == said
    assert disputed.open_conflicts() == {}


def test_all_wordings_can_stand(disputed: Workspace) -> None:
    disputed.settle(dispute(disputed).id, Settling(Way.COMBINED))
    text = agreed(disputed)
    assert all(sentence in text for sentence in (FIRST, WHOLE, MONEY, WATCH, YEARLY, MERGED))
    assert disputed.open_conflicts() == {}


def test_it_is_opened_again(disputed: Workspace) -> None:
    conflict = dispute(disputed)
    disputed.settle(conflict.id, Settling(Way.COMBINED))
    disputed.reopen(conflict.id)
    assert agreed(disputed) == TEXT
    again = dispute(disputed)
    assert replace(again, earlier=None) == conflict
    assert again.earlier is not None
    assert again.earlier.way is Way.COMBINED
