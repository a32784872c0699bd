"""Who acts: by any of a municipality's names, with the officer's or the user's own name."""

import pytest

from workbench.config import Settings
from workbench.errors import InputError
from workbench.workspace import Workspace
from workbench.workspace.seat import seat

FALUN = ["falun", "Falun", "FALUN", "Falu kommun", "falu", "Fal", " falun "]
COORDINATOR = ["", "samordnaren", "Samordnare", "main"]


@pytest.mark.parametrize("words", FALUN)
def test_a_municipality_by_any_of_its_names(workspace: Workspace, words: str) -> None:
    assert seat(workspace.response, Settings(), party=words).party == "falun"


@pytest.mark.parametrize("words", COORDINATOR)
def test_the_coordinator(workspace: Workspace, words: str) -> None:
    found = seat(workspace.response, Settings(), party=words)
    assert found.is_coordinator
    assert found.person.name == "Samordnare, Borlänge kommun"


def test_a_name_in_decomposed_letters_is_the_same(workspace: Workspace) -> None:
    assert seat(workspace.response, Settings(), party="Malung-Sa\u0308len").party == "malung-salen"


def test_the_users_own_name_comes_first_unless_an_officer_is_named(workspace: Workspace) -> None:
    own = Settings(name="Åsa", email="asa@falun.example", municipality="falun")
    assert seat(workspace.response, own).person.name == "Åsa, Falu kommun"
    named = seat(workspace.response, own, officer="utredare@falun.example")
    assert named.person.name == "Utredare, Falu kommun"


def test_whoever_writes_for_another_signs_with_the_own(workspace: Workspace) -> None:
    own = Settings(name="Åsa", email="asa@falun.example", municipality="falun")
    assert seat(workspace.response, own, party="Malung-Sälen").person.name == "Åsa, Falu kommun"
    assert seat(workspace.response, own, party="samordnaren").person.name == "Åsa, Falu kommun"
    coordinator = Settings(name="Bo", email="bo@borlange.example")
    assert seat(workspace.response, coordinator, party="Falun").person.name == "Bo, Borlänge kommun"


def test_one_without_officers_acts_in_its_own_name(workspace: Workspace) -> None:
    person = seat(workspace.response, Settings(), party="malung-salen").person
    assert (person.name, person.email) == ("Malung-Sälens kommun", "malung-salen@localhost")


def test_nobody_is_refused_with_who_there_is(workspace: Workspace) -> None:
    with pytest.raises(InputError) as refused:
        seat(workspace.response, Settings(), party="Fallun")
    assert refused.value.hint.startswith("Menade du Falun?")
    with pytest.raises(InputError) as refused:
        seat(workspace.response, Settings(), party="falun", officer="Kalle")
    assert "Utredare" in refused.value.hint
