"""`remiss facts` and `remiss answer`."""

from tests.cli.running import Remiss


def test_facts_are_shown_and_set(remiss: Remiss) -> None:
    assert "referral.deadline             2021-02-01" in remiss("facts").out
    outcome = remiss("facts", "deadline", "2021-03-01", "falun.joins", "nej")
    assert outcome.code == 0
    assert "referral.deadline  2021-03-01" in outcome.out
    assert remiss("facts", "deadline", "--json").json == {"referral.deadline": "2021-03-01"}
    assert "falun.joins" in remiss("facts", "Falu kommun").out
    known = remiss("facts", "--json").json
    assert known["falun.joins"] == "nej"
    assert known["referral.page"] is None


def test_what_was_set_is_told_as_json(remiss: Remiss) -> None:
    found = remiss("facts", "recipient", "Socialdepartementet", "--json").json
    assert len(found["version"]) == 40
    assert found["facts"]["referral.recipient"] == "Socialdepartementet"


def test_a_wrong_fact_changes_nothing(remiss: Remiss) -> None:
    for arguments in (["dedline", "x"], ["deadline", "x"], ["deadline", "2021-01-01", "joins"]):
        outcome = remiss("facts", *arguments)
        assert (outcome.code, outcome.out) == (2, "")
        assert outcome.err.startswith("Fel: ")
    assert remiss("facts", "deadline", "--json").json == {"referral.deadline": "2021-02-01"}


def test_sections_are_chosen(remiss: Remiss) -> None:
    assert remiss("answer", "5", "--no").code == 0
    listed = remiss("answer", "--json").json["answered"]
    assert [section["number"] for section in listed] == ["7.3.4", "10.3.5", "20.4.1"]
    remiss("answer", "5", "7.3.4", "--lead", "Falun")
    out = remiss("answer").out
    assert out.count("Falun") == 2
    assert "4 avsnitt av 4 i betänkandet besvaras." in out


def test_a_section_that_is_not_there_can_be_added(remiss: Remiss) -> None:
    refused = remiss("answer", "8.1")
    assert refused.code == 2
    assert "--title" in refused.err
    assert remiss("answer", "8.1", "--title", "Ny rubrik").code == 0
    assert remiss("contribute", "8.1", "--as", "Falun", "--text", "Bra.").code == 0
    assert remiss("answer", "--lead", "Falun").code == 2
