import pytest

from tests.workspace.builders import KEY, TEXT
from workbench.core.contribution import AgreedText
from workbench.errors import InputError
from workbench.workspace.commenting import Remark
from workbench.workspace.workspace import Workspace

MONEY = "Arbetet kräver medel i inledningsskedet."


def test_a_thread_is_put_together_from_each_partys_own_files(written: Workspace) -> None:
    first = written.comment(KEY, Remark("Behövs belopp?", quote="kräver medel"), party="Falun")
    written.comment(KEY, Remark("Se 27.3.", answers=first))
    written.comment(KEY, Remark("Tack.", answers=first, resolves=True), party="Malung-Sälen")
    (thread,) = written.comments(KEY)
    assert (thread.id, thread.line, thread.resolved) == (first, 4, True)
    assert thread.first.comment.quote == MONEY
    assert [entry.comment.text for entry in thread.answers] == ["Se 27.3.", "Tack."]
    assert {path for path in written.desk.files() if "comments" in path} == {
        f"municipalities/falun/comments/{KEY}.toml",
        f"municipalities/falun/received/comments/{KEY}.toml",
        f"municipalities/malung-salen/comments/{KEY}.toml",
    }


def test_a_thread_follows_its_sentence_and_outlives_it(written: Workspace) -> None:
    written.comment(KEY, Remark("Hur mycket?", quote=MONEY), party="Falun")
    text = TEXT.replace(MONEY, "Arbetet kräver stora medel i hela inledningsskedet.")
    written.write_text(KEY, AgreedText(text=f"Ny inledning.\n\n{text}"))
    (thread,) = written.comments(KEY)
    assert (thread.line, thread.orphan) == (6, False)
    written.write_text(KEY, AgreedText(text="Något helt annat."))
    (thread,) = written.comments(KEY)
    assert (thread.line, thread.orphan) == (None, True)


def test_an_answer_opens_a_resolved_thread_again(written: Workspace) -> None:
    first = written.comment(KEY, Remark("Klart?"), party="Falun")
    written.comment(KEY, Remark(answers=first, resolves=True))
    assert written.comments(KEY)[0].resolved
    written.comment(KEY, Remark("Nej.", answers=first), party="Falun")
    assert not written.comments(KEY)[0].resolved


@pytest.mark.parametrize(
    ("remark", "wrong"),
    [
        (Remark(), "kommentaren är tom"),
        (Remark("x", quote="finns inte i texten"), "finns inte"),
        (Remark("x", quote="ö"), "på flera ställen"),
        (Remark("x", answers="c0"), "ingen kommentar"),
    ],
)
def test_what_cannot_be_said_is_refused(written: Workspace, remark: Remark, wrong: str) -> None:
    with pytest.raises(InputError, match=wrong):
        written.comment(KEY, remark, party="Falun")


def test_a_whole_sentence_is_quoted_though_others_hold_its_words(written: Workspace) -> None:
    short = "Det är bra."
    written.write_text(KEY, AgreedText(text=f"{short}\nMånga anser det. {short}\n\n{short}\n"))
    written.comment(KEY, Remark("Är det?", quote=short), party="Falun")
    assert written.comments(KEY)[0].first.comment.quote == short


def test_a_thread_is_opened_again_without_words_and_only_when_it_is_resolved(
    written: Workspace,
) -> None:
    first = written.comment(KEY, Remark("Klart?"), party="Falun")
    for remark in (Remark(answers=first, reopens=True), Remark(reopens=True)):
        with pytest.raises(InputError, match=r"redan öppen|tom"):
            written.comment(KEY, remark)
    written.comment(KEY, Remark(answers=first, resolves=True))
    written.comment(KEY, Remark(answers=first, reopens=True), party="Malung-Sälen")
    (thread,) = written.comments(KEY)
    assert not thread.resolved
    assert [entry.comment.words for entry in thread.answers] == ["(löst)", "(öppnad igen)"]
    assert written.log(municipality="Malung-Sälen", limit=1)[0].subject.startswith("Öppnade")
