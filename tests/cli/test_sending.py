"""The commands before, at and after sending, as a user runs them."""

import pytest

from tests.cli.running import Remiss


def packed(remiss: Remiss) -> None:
    assert remiss("package", "--despite-errors", "prov").code == 0


def test_one_variant_at_a_time(remiss: Remiss) -> None:
    outcome = remiss("export", "--draft", "--tracked")
    assert outcome.code == 2
    assert "--draft" in outcome.err
    assert "--tracked" in outcome.err


@pytest.mark.parametrize(
    ("flag", "ending"),
    [("--tracked", "med spårade ändringar"), ("--alternatives", "med alternativ")],
)
def test_working_copies_are_made_in_spite_of_errors(remiss: Remiss, flag: str, ending: str) -> None:
    outcome = remiss("export", flag, "--json")
    assert outcome.code == 0
    assert outcome.json["files"][0]["path"].endswith(f"{ending}.docx")


def test_the_way_of_an_answer(remiss: Remiss) -> None:
    """Package, record, verify, withdraw, archive."""
    packed(remiss)
    outcome = remiss("package", "--sent", "--at", "2021-01-29T14:05")
    assert outcome.code == 0
    assert "yttrande skickat 2021-01-29 14:05 till s.remissvar@regeringskansliet.se" in outcome.out
    file = next((remiss.folder / "export" / "paket").glob("*Provlän.docx"))
    outcome = remiss("verify", str(file))
    assert outcome.code == 0
    assert "Filen skickades 2021-01-29 14:05" in outcome.out
    assert remiss("letter", "--withdraw", "7.3.4", "--as", "Falun").code == 0
    assert remiss("letter", "--withdraw", "7.3.4", "--as", "Falun", "--sent").code == 0
    archived = remiss("archive", "--json").json
    assert any(path.endswith("SHA256SUMS") for path in archived["files"])


def test_package_as_json(remiss: Remiss) -> None:
    made = remiss("package", "--despite-errors", "prov", "--json").json
    assert made["subject"] == "S2020/06592 Kommunerna i Provlän"
    assert made["to"] == ["s.remissvar@regeringskansliet.se"]
    assert made["message"].endswith(".eml")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("package", "--sent"), 3, "inget att anteckna"),
        (("package", "--date", "igår"), 2, "inget datum"),
        (("package", "--sent", "--at", "nyss"), 2, "ingen tid"),
        (("package", "--sent", "--at", "2021-01-29T14:05+01:00"), 2, "tidszon"),
        (("letter", "7.3.4"), 2, "--addendum eller --withdraw"),
        (("letter", "--withdraw", "7.3.4"), 3, "inget yttrande är antecknat"),
        (("letter", "--withdraw"), 2, "AVSNITT"),
        (("package", "--despite-errors", "x", "--to", "ingen"), 2, "e-postadress"),
        (("verify", "finns-inte.docx"), 2, "finns inte"),
    ],
)
def test_mistakes_are_told(
    remiss: Remiss, arguments: tuple[str, ...], code: int, said: str
) -> None:
    outcome = remiss(*arguments)
    assert outcome.code == code
    assert said in outcome.err
    assert "Traceback" not in outcome.err
