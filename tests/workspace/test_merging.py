import pytest

from tests.workspace.builders import KEY, agreed, propose
from workbench.core.contribution import AgreedText, Contribution, ContributionKind
from workbench.core.position import Position
from workbench.errors import StageError
from workbench.workspace.merging import composed_file
from workbench.workspace.workspace import Workspace

COMPOSED = """Kommunerna tillstyrker förslaget, Malung-Sälens kommun under förutsättning att statlig finansiering följer.

Arbetet prioriteras ned när resurserna är knappa.

Borlänge kommun tillägger följande.
Förskola och skola är minst lika viktiga.

Falun vill att ordalydelsen skärps.

Malung-Sälens kommun anför följande.
Vi har svårt att rekrytera.
"""  # noqa: E501  a sentence stands on one line


def test_a_section_without_text_is_composed(contributed: Workspace) -> None:
    (found,) = contributed.merge(KEY)
    assert agreed(contributed) == COMPOSED
    assert contributed.response.agreed[KEY].position is Position.SUPPORT_WITH_COMMENTS
    assert found.contributions == 3
    assert contributed.log(municipality="samordnare")[0].subject == "Sammanfogade 7.3.4 (3 bidrag)"


def test_a_preview_saves_nothing(contributed: Workspace) -> None:
    before = contributed.desk.history.heads()
    (found,) = contributed.merge(KEY, preview=True)
    assert found.composed is not None
    assert found.composed.text == COMPOSED
    assert contributed.desk.history.heads() == before


def test_only_sections_with_something_to_merge_are_touched(contributed: Workspace) -> None:
    done = [one.key for one in contributed.merge() if one.version]
    assert done == [KEY]
    assert not any(one.version for one in contributed.merge())


def test_the_coordinators_text_is_never_overwritten(contributed: Workspace) -> None:
    contributed.merge(KEY)
    contributed.write_text(KEY, AgreedText(text="Vi skriver själva."))
    contributed.merge()
    assert agreed(contributed) == "Vi skriver själva.\n"


def test_only_the_coordinator_merges(contributed: Workspace) -> None:
    with pytest.raises(StageError, match="Falun kan inte sammanfoga"):
        contributed.merge(KEY, party="Falun")


def test_what_is_contributed_later_is_listed_until_the_text_says_it(
    contributed: Workspace,
) -> None:
    contributed.merge(KEY)
    text = "Arbetet prioriteras ned när resurserna är knappa.\nEn tidplan saknas i betänkandet."
    contributed.contribute(KEY, Contribution(position=Position.DOUBTFUL, text=text), party="Falun")
    (found,) = contributed.merge(KEY)
    (new,) = found.new
    assert (new.slug, new.position) == ("falun", Position.DOUBTFUL)
    assert new.sentences == ("En tidplan saknas i betänkandet.",)
    said = AgreedText(text=COMPOSED + "En tidplan saknas i betänkandet.\n")
    contributed.write_text(KEY, said)
    (found,) = contributed.merge(KEY)
    assert [new.sentences for new in found.new] == [()]
    contributed.consider(KEY, "Falun")
    assert contributed.merge(KEY)[0].new == ()


def test_the_undisputed_is_taken_in_and_the_rest_waits(written: Workspace) -> None:
    propose(written, "Falun", ("hela socialtjänsten", "hela äldreomsorgen"), ("Arbetet", "Det"))
    propose(written, "Malung-Sälen", ("hela socialtjänsten", "alla verksamheter"))
    (found,) = written.merge(KEY)
    assert [change.after for change in found.taken_in] == ["Det kräver medel i inledningsskedet."]
    assert "Det kräver medel" in agreed(written)
    assert "hela socialtjänsten" in agreed(written)
    (conflict,) = found.conflicts
    assert [side.text for side in conflict.sides] == [
        "Perspektivet bör omfatta hela äldreomsorgen.",
        "Perspektivet bör omfatta alla verksamheter.",
    ]
    assert {change.slugs for change in found.pending} == {("falun",), ("malung-salen",)}
    assert (
        written.log(municipality="samordnare")[0].subject == "Tog in ostridigt i 7.3.4 (1 ändring)"
    )
    assert written.open_conflicts() == {KEY: 1}
    assert next(row for row in written.status().rows if row.key == KEY).conflicts == 1


def test_messages_go_to_the_general_points(contributed: Workspace) -> None:
    message = Contribution(kind=ContributionKind.MESSAGE, text="Staten bör ge stöd vid kriser.")
    contributed.contribute("5", message, party="Falun")
    assert composed_file(contributed.response, "5") is None
    general = composed_file(contributed.response, "allmant")
    assert general is not None
    assert general.data.decode() == (
        "Falu kommun anför följande.\nStaten bör ge stöd vid kriser.\n"
    )
    assert general.trailers["Remiss-Sources"].startswith("falun/5:")
