"""A conflict settled as a deviation is read in the answer, and gone when it is opened again."""

import datetime as dt

from tests.workspace.builders import KEY, propose
from workbench.core import document as doc
from workbench.core.answer import AnswerOptions, joint_answer
from workbench.core.reviewing.decisions import Way
from workbench.workspace.settling import Settling
from workbench.workspace.workspace import Workspace


def answer(workspace: Workspace) -> str:
    document = joint_answer(workspace.response, AnswerOptions(dt.date(2021, 1, 29)))
    return "\n".join(doc.texts(document.body))


def test_the_other_wordings_stand_beside_the_text(written: Workspace) -> None:
    propose(written, "Falun", ("hela socialtjänsten", "hela äldreomsorgen"))
    propose(written, "Borlänge", ("hela socialtjänsten", "alla verksamheter"))
    (conflict,) = written.review(KEY).review.conflicts
    written.settle(conflict.id, Settling(Way.DEVIATION))
    shown = answer(written)
    assert "Avvikande lydelse (Borlänge kommun): " in shown
    assert "Avvikande lydelse (Falu kommun): " in shown
    assert "hela äldreomsorgen" in shown
    assert "alla verksamheter" in shown
    written.reopen(conflict.id)
    assert "Avvikande lydelse" not in answer(written)


def test_a_chosen_wording_is_not_shown_as_deviating(written: Workspace) -> None:
    propose(written, "Falun", ("hela socialtjänsten", "hela äldreomsorgen"))
    propose(written, "Borlänge", ("hela socialtjänsten", "alla verksamheter"))
    (conflict,) = written.review(KEY).review.conflicts
    written.settle(conflict.id, Settling(Way.DEVIATION, slug="falun"))
    shown = answer(written)
    assert "Avvikande lydelse (Borlänge kommun): " in shown
    assert "Avvikande lydelse (Falu kommun)" not in shown
