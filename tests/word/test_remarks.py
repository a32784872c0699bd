"""What one is told of a file itself."""

from tests.word.wml import NAMESPACES, entries, opened, zipped
from workbench.word.package import Package, open_package
from workbench.word.remarks import SIGNATURE_LOST, list_remarks
from workbench.word.settle import Decision, settle


def with_entry(name: str, data: str = "x") -> Package:
    return open_package(zipped({**entries("a{+F b}"), name: data}), "svar.docx")


def test_most_files_are_not_remarkable() -> None:
    assert list_remarks(opened("a{+F b}")) == ()


def test_a_signature_is_told_before_and_after_it_is_lost() -> None:
    package = with_entry("_xmlsignatures/sig1.xml", "<Signature/>")
    (remark,) = list_remarks(package)
    assert "signerad" in remark
    report = settle(package, Decision.ACCEPT)
    assert report.remarks == (SIGNATURE_LOST,)
    assert package.data("_xmlsignatures/sig1.xml") == b"<Signature/>"
    assert not settle(package, Decision.ACCEPT).remarks, "nothing was changed"


def test_names_that_word_removes() -> None:
    for value, told in ((' w:val="true"', 1), ("", 1), (' w:val="0"', 0)):
        setting = f"<w:removePersonalInformation{value}/>"
        parts = {"settings": f"<w:settings {NAMESPACES}>{setting}</w:settings>"}
        assert len(list_remarks(opened("a", parts))) == told


def test_what_would_be_fetched_is_told_without_acting_on_a_terminal() -> None:
    parts = entries("a")
    name = "word/_rels/document.xml.rels"
    relations = "".join(
        f'<Relationship Id="x{kind}" Type="http://t/{kind}" Target="{target}" '
        'TargetMode="External"/>'
        for kind, target in (
            ("attachedTemplate", "http://ond.example/&#x202E;"),
            ("hyperlink", "h"),
        )
    )
    parts[name] = parts[name].replace("</Relationships>", f"{relations}</Relationships>")
    (remark,) = list_remarks(open_package(zipped(parts), "x"))
    assert "en mall från http://ond.example/⟨U+202E⟩. Inget hämtades" in remark


def test_embedded_files_are_told() -> None:
    (remark,) = list_remarks(with_entry("word/embeddings/oleObject1.bin"))
    assert remark.endswith("som inte läses: word/embeddings/oleObject1.bin.")
