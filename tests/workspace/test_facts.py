"""Setting facts and choosing sections: one act or nothing, and comments are kept."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builder import FACTS
from workbench.core import facts as by_key
from workbench.core.response import Facts
from workbench.errors import InputError, StageError
from workbench.storage import toml
from workbench.workspace import Workspace
from workbench.workspace.facts import Choice

SET = {
    "report": ("DS 2020:1", "DS 2020:1"),
    "deadline": ("2021-03-01", "2021-03-01"),
    "emails": ("a@x.se, b@x.se", ["a@x.se", "b@x.se"]),
    "contact": ("Rådhuset; 781 81 Borlänge", ["Rådhuset", "781 81 Borlänge"]),
    "fictional": ("nej", False),
    "response.registration_number": ("KS 2020/1", "KS 2020/1"),
    "falun.joins": ("avvaktar", "avvaktar"),
    "falun.meeting": ("2021-01-12", "2021-01-12"),
    "malung-salen.officers": ("Å Ö <a@m.se>; Bo <b@m.se>", ["Å Ö <a@m.se>", "Bo <b@m.se>"]),
}


@pytest.mark.parametrize("key", SET)
def test_a_fact_is_set_and_read_back(workspace: Workspace, key: str) -> None:
    words, value = SET[key]
    workspace.set_facts([(key, words)])
    facts = workspace.response.facts
    assert by_key.values(facts)[by_key.find(facts, key)] == value
    assert "# en måndag" in (workspace.folder / "response.toml").read_text(encoding="utf-8")
    assert workspace.outside_edits().own == ()


def test_all_or_nothing_in_one_act(workspace: Workspace) -> None:
    before = workspace.log()
    with pytest.raises(InputError, match=r"falun\.joins"):
        workspace.set_facts([("deadline", "2021-03-01"), ("falun.joins", "kanske")])
    assert workspace.log() == before
    workspace.set_facts([("deadline", "2021-03-01"), ("falun.joins", "nej")])
    (act, *rest) = workspace.log()
    assert tuple(rest) == before
    assert act.subject == "Ändrade uppgifter: referral.deadline och falun.joins"


WRONG = {
    "unknown": ("dedline", "2021-03-01", "okänd uppgift"),
    "ambiguous": ("registration_number", "1", "flera"),
    "date": ("deadline", "1 mars", "inget datum"),
    "impossible date": ("deadline", "2021-02-30", "inget datum"),
    "yes or no": ("fictional", "kanske", "ja eller nej"),
    "choice": ("form", "ihop", "kan inte stå"),
    "mail": ("emails", "inte en adress", "kan inte stå"),
    "nobody": ("coordinator", "lund", "finns inte"),
    "officer": ("falun.officers", "Utredaren", "ingen handläggare"),
    "incomplete": ("extension.deadline", "2021-03-01", "saknas"),
    "table": ("joint_headings", "x", "tabell"),
    "slug": ("falun.slug", "x", "okänd"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_fact_is_refused(workspace: Workspace, name: str) -> None:
    key, words, message = WRONG[name]
    before = (workspace.folder / "response.toml").read_bytes()
    with pytest.raises(InputError, match=message):
        workspace.set_facts([(key, words)])
    assert (workspace.folder / "response.toml").read_bytes() == before


def test_an_extension_is_set_whole_and_taken_away_whole(workspace: Workspace) -> None:
    keys = ("extension.deadline", "agreed_with", "agreed_on")
    workspace.set_facts(list(zip(keys, ("2021-03-01", "Anna", "2021-01-10"), strict=True)))
    assert workspace.response.facts.referral.due == dt.date(2021, 3, 1)
    workspace.set_facts([(key, "") for key in keys])
    assert workspace.response.facts.referral.extension is None


def test_only_the_coordinator_sets_facts(workspace: Workspace) -> None:
    with pytest.raises(StageError):
        workspace.set_facts([("deadline", "2021-03-01")], party="Falun")
    with pytest.raises(StageError):
        workspace.choose_sections(["5"], Choice(), party="Falun")


@given(st.text(max_size=30))
def test_no_words_break_the_file(words: str) -> None:
    facts = toml.read(Facts, FACTS.encode(), "response.toml")
    raw = facts.model_dump()
    try:
        by_key.put(raw, "referral.title", words)
        after = Facts.model_validate(raw)
    except (InputError, ValueError):
        return
    written = toml.updated(FACTS.encode(), after)
    assert toml.read(Facts, written, "response.toml") == after


def test_sections_are_chosen_with_a_lead_and_left_out_again(workspace: Workspace) -> None:
    workspace.choose_sections(["avsnitt 5", "10.3.5"], Choice(lead="Falu kommun"))
    outline = workspace.response.outline
    assert {key: outline.by_number[key].lead for key in ("5", "10.3.5")} == {
        "5": "falun",
        "10.3.5": "falun",
    }
    workspace.choose_sections(["5"], Choice(answered=False))
    section = workspace.response.outline.by_number["5"]
    assert (section.answered, section.lead) == (False, None)


def test_a_section_that_is_missing_comes_where_the_report_has_it(workspace: Workspace) -> None:
    workspace.choose_sections(["7.3.5"], Choice(title="Ny  rubrik"))
    numbers = [section.number for section in workspace.response.outline.sections]
    assert numbers == ["5", "7.3.4", "7.3.5", "10.3.5", "20.4.1"]
    added = workspace.response.outline.by_number["7.3.5"]
    assert (added.title, added.level, added.answered) == ("Ny rubrik", 3, True)
    proposals = [len(s.proposals) for s in workspace.response.outline.sections]
    assert proposals == [1, 1, 0, 1, 1]


@pytest.mark.parametrize("words", ["8.1", "allmant", "x.y"])
def test_a_section_that_cannot_be_chosen_is_refused(workspace: Workspace, words: str) -> None:
    before = workspace.log()
    with pytest.raises(InputError):
        workspace.choose_sections(["5", words], Choice(answered=False))
    assert workspace.log() == before
