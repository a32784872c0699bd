"""The round trip with people who only have Word: working copies out, and back in."""

from itertools import permutations
from pathlib import Path

import pytest

from tests.builder import make_response
from tests.workspace.returned import Word
from workbench.core import places
from workbench.core.exchange import Purpose
from workbench.core.markdown import canonical
from workbench.errors import InputError, StageError, WorkbenchError
from workbench.storage import reviewing
from workbench.word.comments import list_comments
from workbench.word.package import read_package
from workbench.word.returning.labels import read_labels
from workbench.word.revisions import list_revisions
from workbench.word.settle import Decision
from workbench.workspace.exchange import SendOptions, SentCopy, read_exchange, send
from workbench.workspace.returning import Received, ReceiveOptions, receive, received
from workbench.workspace.reviewing import SectionReview, propose_change
from workbench.workspace.workspace import Workspace

TEXT = """\
Kommunerna tillstyrker förslaget.
Det är viktigt att **alla** kommuner får stöd i arbetet.[^lag]

- Staten bör betala.
- Kommunerna bör få tid, minst 2 år.

| Avsnitt | Kostnad |
| --- | --- |
| 7.3.4 | 12 miljoner |

Till sist en mening om *uppföljning* av reformen.

[^lag]: Se 2 kap. 2 § socialtjänstlagen (2001:453).
"""
OTHER = "Kommunerna delar bedömningen i denna del.\nIngen ny lag behövs för äldre.\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return make_response(
        tmp_path / "svar",
        {
            "text/7.3.4.md": canonical(TEXT),
            "text/20.4.1.md": f'+++\nposition = "delar bedömningen"\n+++\n\n{OTHER}',
        },
    )


def sent(workspace: Workspace, *to: str, **options: object) -> tuple[SentCopy, ...]:
    chosen = SendOptions(municipalities=to, **options)  # type: ignore[arg-type]
    return send(workspace.desk, workspace.seat(), chosen)


def copy_for(workspace: Workspace, to: str, author: str) -> Word:
    (copy,) = sent(workspace, to)
    return Word(copy.path.read_bytes(), author)


def take_in(workspace: Workspace, word: Word, **options: object) -> Received:
    file = workspace.folder.parent / "svar.docx"
    file.write_bytes(word.data)
    chosen = ReceiveOptions(**options)  # type: ignore[arg-type]
    return receive(workspace.desk, workspace.seat(), file, chosen)


def wanted(workspace: Workspace, slug: str, key: str = "7.3.4") -> str:
    path = received(places.change(slug, key))
    return reviewing.read_wanted(workspace.desk.files()[path], path).text


# -- out ---------------------------------------------------------------------------------------


def test_a_copy_says_what_it_is(workspace: Workspace) -> None:
    (copy,) = sent(workspace, "Falun")
    labels = read_labels(read_package(copy.path))
    assert labels["remiss.response"] == "prov"
    assert labels["remiss.municipality"] == "falun"
    assert {name for name in labels if "section" in name} == {
        "remiss.section.7.3.4", "remiss.section.20.4.1",
    }  # fmt: skip
    settings = read_package(copy.path).data("word/settings.xml").decode()
    assert settings.index("trackRevisions") < settings.index('w:edit="trackedChanges"')
    assert b"ARBETSMATERIAL" in b"".join(
        read_package(copy.path).data(p) for p in read_package(copy.path).stories
    )


def test_a_copy_can_be_left_open(workspace: Workspace) -> None:
    (copy,) = sent(workspace, "Falun", unlocked=True)
    assert b"documentProtection" not in read_package(copy.path).data("word/settings.xml")


def test_a_copy_of_some_sections_only(workspace: Workspace) -> None:
    (copy,) = sent(workspace, "Falun", sections=("20.4.1",))
    assert "remiss.section.7.3.4" not in read_labels(read_package(copy.path))


def test_everybody_but_the_coordinator_gets_one(workspace: Workspace) -> None:
    assert [copy.slug for copy in sent(workspace)] == ["falun", "malung-salen"]


def test_the_message_says_what_is_asked(workspace: Workspace) -> None:
    (copy,) = sent(workspace, "Falun", purpose=Purpose.BASIS)
    message = workspace.folder.joinpath(copy.message)
    from workbench import mail

    read = mail.read(message.read_bytes(), "kopia.eml")
    assert read.to == ("utredare@falun.example",)
    assert "S2020/06592" in read.subject
    assert read.subject.endswith("beslutsunderlag (ARBETSMATERIAL – UTKAST)")
    assert "underlag för ert beslut" in read.body
    assert "ARBETSMATERIAL – UTKAST. Detta är arbetsmaterial" in read.body
    assert [a.data for a in read.attachments] == [copy.path.read_bytes()]


def test_sending_is_remembered_in_one_act(workspace: Workspace) -> None:
    copies = sent(workspace)
    (version, *_) = workspace.desk.history.log(limit=1)
    assert version.trailers["Remiss-To"] == "falun malung-salen"
    rows = read_exchange(workspace.desk).sent
    assert [(row.municipality, row.sha256) for row in rows] == [
        (copy.slug, copy.sha256) for copy in copies
    ]


def test_others_proposals_go_out_as_their_own_marks(workspace: Workspace) -> None:
    seat = workspace.seat("Malung-Sälen")
    changed = TEXT.replace("Staten bör betala.", "Staten ska betala.")
    propose_change(workspace.desk, seat, "7.3.4", changed)
    (copy,) = sent(workspace, "Falun")
    authors = {r.author for r in list_revisions(read_package(copy.path))}
    assert authors == {"Malung-Sälens kommun"}


def test_only_the_coordinator_sends(workspace: Workspace) -> None:
    with pytest.raises(StageError):
        send(workspace.desk, workspace.seat("Falun"), SendOptions())


# -- back --------------------------------------------------------------------------------------


def test_a_file_that_nobody_touched_changes_nothing(workspace: Workspace) -> None:
    got = take_in(workspace, copy_for(workspace, "Falun", "Falu kommun"))
    assert got.sections == ()
    assert not [path for path in workspace.desk.files() if "/received/" in path]


def test_a_tracked_change_becomes_a_pending_one(workspace: Workspace) -> None:
    word = copy_for(workspace, "Falun", "Falu kommun").rewrite("minst 2 år", "minst 3 år")
    got = take_in(workspace, word)
    assert [(s.key, s.changes, s.untracked) for s in got.sections] == [("7.3.4", 1, 0)]
    assert wanted(workspace, "falun") == canonical(TEXT.replace("minst 2 år", "minst 3 år"))
    (pending,) = SectionReview(workspace.desk, "7.3.4").review.pending
    assert pending.slugs == ("falun",)
    assert pending.undisputed


def test_an_edit_without_tracking_is_found_and_told_apart(workspace: Workspace) -> None:
    word = copy_for(workspace, "Falun", "Falu kommun")
    word.rewrite("minst 2 år", "minst 3 år").rewrite("Ingen ny lag", "En ny lag", tracked=False)
    got = take_in(workspace, word)
    assert [(s.key, s.changes, s.untracked) for s in got.sections] == [
        ("7.3.4", 1, 0), ("20.4.1", 1, 1),
    ]  # fmt: skip
    assert workspace.desk.history.log(limit=1)[0].trailers["Remiss-Untracked"] == "20.4.1"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("alla", "alla små", "att **alla små** kommuner"),
        ("12 miljoner", "14 miljoner", "| 7.3.4 | 14 miljoner |"),
        ("uppföljning", "utvärdering", "om *utvärdering* av"),
        ("Staten bör betala", "Staten bör betala allt", "- Staten bör betala allt."),
    ],
)
def test_the_text_keeps_its_shape(workspace: Workspace, old: str, new: str, expected: str) -> None:
    take_in(workspace, copy_for(workspace, "Falun", "Falu kommun").rewrite(old, new))
    assert expected in wanted(workspace, "falun")
    assert wanted(workspace, "falun") == canonical(TEXT.replace(old, new))


def test_a_new_paragraph(workspace: Workspace) -> None:
    word = copy_for(workspace, "Falun", "Falu kommun")
    take_in(workspace, word.add_paragraph("Ingen ny lag", "Ett nytt stycke."))
    assert wanted(workspace, "falun", "20.4.1") == canonical(f"{OTHER}\nEtt nytt stycke.\n")


def test_another_municipalitys_proposal_is_not_taken_for_theirs(workspace: Workspace) -> None:
    changed = TEXT.replace("Staten bör betala.", "Staten ska betala.")
    propose_change(workspace.desk, workspace.seat("Malung-Sälen"), "7.3.4", changed)
    word = copy_for(workspace, "Falun", "Falu kommun").rewrite("minst 2 år", "minst 3 år")
    take_in(workspace, word)
    assert "Staten bör betala." in wanted(workspace, "falun")


def test_to_accept_anothers_proposal_is_to_want_it(workspace: Workspace) -> None:
    changed = TEXT.replace("Staten bör betala.", "Staten ska betala.")
    propose_change(workspace.desk, workspace.seat("Malung-Sälen"), "7.3.4", changed)
    word = copy_for(workspace, "Falun", "Falu kommun")
    take_in(workspace, word.settle("Malung-Sälens kommun", Decision.ACCEPT))
    (pending,) = SectionReview(workspace.desk, "7.3.4").review.pending
    assert pending.slugs == ("falun", "malung-salen")


def test_comments_become_threads(workspace: Workspace) -> None:
    word = copy_for(workspace, "Falun", "Falu kommun").remark("Ingen ny lag", "Är det säkert?")
    got = take_in(workspace, word)
    assert [(s.key, s.comments) for s in got.sections] == [("20.4.1", 1)]
    (thread,) = workspace.comments("20.4.1")
    assert thread.first.comment.text == "Är det säkert?"
    assert thread.first.comment.quote == "Kommunerna delar bedömningen i denna del."
    assert thread.first.received
    (copy,) = sent(workspace, "Malung-Sälen")
    assert [c.text for c in list_comments(read_package(copy.path))] == ["Är det säkert?"]
    assert take_in(workspace, copy_for(workspace, "Falun", "Falu kommun")).sections == ()


@pytest.mark.parametrize(
    ("lose", "how"),
    [
        (("lose_controls",), "bokmärke"),
        (("lose_controls", "lose_bookmarks"), "rubrik"),
    ],
)
def test_sections_are_found_when_anchors_are_lost(
    workspace: Workspace, lose: tuple[str, ...], how: str
) -> None:
    word = copy_for(workspace, "Falun", "Falu kommun").rewrite("minst 2 år", "minst 3 år")
    for loss in lose:
        getattr(word, loss)()
    got = take_in(workspace, word)
    assert [(s.key, s.changes, s.found_by) for s in got.sections] == [("7.3.4", 1, how)]


# -- who ---------------------------------------------------------------------------------------


def test_an_unknown_name_stops_everything(workspace: Workspace) -> None:
    word = copy_for(workspace, "Falun", "Admin").rewrite("minst 2 år", "minst 3 år")
    before = workspace.desk.history.heads()
    with pytest.raises(InputError, match="Admin") as refused:
        take_in(workspace, word)
    assert "--map" in refused.value.hint
    assert workspace.desk.history.heads() == before


def test_a_name_is_mapped_once_and_remembered(workspace: Workspace) -> None:
    word = copy_for(workspace, "Falun", "Admin").rewrite("minst 2 år", "minst 3 år")
    take_in(workspace, word, authors={"Admin": "Falun: Eva Ek"})
    assert [a.person for a in read_exchange(workspace.desk).author] == ["Eva Ek"]
    again = copy_for(workspace, "Falun", "Admin").remark("Ingen ny lag", "Säkert?")
    take_in(workspace, again)
    (thread,) = workspace.comments("20.4.1")
    assert thread.first.comment.by == "Eva Ek, Falu kommun"


# -- once, late, wrong -------------------------------------------------------------------------


def test_the_same_file_twice_is_taken_in_once(workspace: Workspace) -> None:
    word = copy_for(workspace, "Falun", "Falu kommun").rewrite("minst 2 år", "minst 3 år")
    take_in(workspace, word)
    before = workspace.desk.history.heads()
    assert take_in(workspace, word).again
    assert workspace.desk.history.heads() == before


def test_a_second_file_adds_to_the_first(workspace: Workspace) -> None:
    first = copy_for(workspace, "Falun", "Falu kommun")
    second = copy_for(workspace, "Falun", "Falu kommun")
    take_in(workspace, first.rewrite("minst 2 år", "minst 3 år"))
    take_in(workspace, second.rewrite("12 miljoner", "14 miljoner"))
    assert "minst 3 år" in wanted(workspace, "falun")
    assert "14 miljoner" in wanted(workspace, "falun")


def test_a_second_file_that_says_otherwise_is_refused_until_told(workspace: Workspace) -> None:
    first = copy_for(workspace, "Falun", "Falu kommun")
    second = copy_for(workspace, "Falun", "Falu kommun").rewrite("minst 2 år", "minst 4 år")
    take_in(workspace, first.rewrite("minst 2 år", "minst 3 år"))
    with pytest.raises(StageError, match=r"7\.3\.4"):
        take_in(workspace, second)
    take_in(workspace, second, replace=True)
    assert "minst 4 år" in wanted(workspace, "falun")


def test_a_copy_of_an_older_text_is_a_change_to_that_text(workspace: Workspace) -> None:
    word = copy_for(workspace, "Falun", "Falu kommun").rewrite("minst 2 år", "minst 3 år")
    agreed = workspace.response.agreed["7.3.4"]
    newer = agreed.model_copy(update={"text": agreed.text.replace("Till sist", "Slutligen")})
    workspace.write_text("7.3.4", newer)
    got = take_in(workspace, word)
    assert [section.older for section in got.sections] == [True]
    (pending,) = SectionReview(workspace.desk, "7.3.4").review.pending
    assert pending.undisputed
    assert "Slutligen" in pending.result
    assert "minst 3 år" in pending.result


def test_another_responses_file_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    word = copy_for(workspace, "Falun", "Falu kommun")
    other = make_response(tmp_path / "annat", {"text/7.3.4.md": "Annat.\n"})
    facts = other.folder / "response.toml"
    facts.write_text(facts.read_text().replace('id = "prov"', 'id = "annat"'))
    other.save_outside_edits()
    with pytest.raises(InputError, match="annat remissvar"):
        take_in(other, word)


def test_any_other_word_file_is_refused(workspace: Workspace) -> None:
    from tests.word import wml

    file = workspace.folder.parent / "svar.docx"
    file.write_bytes(wml.docx("Hej på er."))
    for options in (ReceiveOptions(), ReceiveOptions(municipality="Falun")):
        with pytest.raises(WorkbenchError):
            receive(workspace.desk, workspace.seat(), file, options)


# -- order -------------------------------------------------------------------------------------


def test_the_order_of_files_never_matters(tmp_path: Path) -> None:
    edits = {
        "Falun": ("minst 2 år", "minst 3 år"),
        "Malung-Sälen": ("12 miljoner", "14 miljoner"),
        "Borlänge": ("minst 2 år", "minst 4 år"),
    }
    files: dict[str, bytes] = {}
    seen = set()
    for number, order in enumerate(list(permutations(edits))[::2]):
        workspace = make_response(tmp_path / str(number), {"text/7.3.4.md": canonical(TEXT)})
        if not files:  # the same response has the same versions, so its copies fit them all
            names = {m.name: m.official_name for m in workspace.response.facts.municipalities}
            words = {name: copy_for(workspace, name, names[name]) for name in edits}
            files = {name: word.rewrite(*edits[name]).data for name, word in words.items()}
        for name in order:
            file = tmp_path / "svar.docx"
            file.write_bytes(files[name])
            receive(workspace.desk, workspace.seat(), file, ReceiveOptions())
        found = SectionReview(workspace.desk, "7.3.4").review
        pending = tuple((change.id, change.slugs) for change in found.pending)
        seen.add((pending, tuple(dispute.id for dispute in found.conflicts)))
    assert len(seen) == 1


def test_an_edit_of_a_heading_is_told_of(workspace: Workspace) -> None:
    word = copy_for(workspace, "Falun", "Falu kommun")
    got = take_in(workspace, word.rewrite("förebyggande perspektiv", "nytt perspektiv"))
    assert got.sections == ()
    assert "utanför avsnittens texter" in got.remarks[0]
