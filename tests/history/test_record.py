"""Recording acts: one commit each, on its party's branch, all or none."""

import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.history.sample import ASA, BO, EPOCH, FALUNS, MORAS, NOON, RECEIVED, TEXT, act, git, head
from workbench.errors import HistoryError, InputError
from workbench.history import Act, History, Person
from workbench.history.acts import message, split_message
from workbench.history.runner import Answer, Command, Runner


def test_each_party_has_a_branch_with_its_own_folder_alone(history: History, folder: Path) -> None:
    assert set(history.heads()) == {"main", "falun", "mora"}
    assert git(folder, "ls-tree", "-r", "--name-only", "kommun/falun").split() == [FALUNS]
    assert git(folder, "ls-tree", "-r", "--name-only", "main").split() == ["response.toml", TEXT]
    assert git(folder, "rev-list", "--count", "kommun/falun").strip() == "1"


def test_a_mixed_batch_goes_to_each_branch_in_order(history: History, folder: Path) -> None:
    ids = history.record(
        [
            act("falun", {FALUNS: "Ett.\n"}, "f1"),
            act("main", {RECEIVED: "Inkommet.\n"}, "m1"),
            act("mora", {MORAS: "Två.\n"}, "o1"),
            act("falun", {FALUNS: None, "municipalities/falun/adoption.toml": "a"}, "f2"),
        ]
    )
    assert git(folder, "log", "--format=%H %s", "kommun/falun").splitlines()[:2] == [
        f"{ids[3]} f2",
        f"{ids[0]} f1",
    ]
    assert history.heads() == {"main": ids[1], "falun": ids[3], "mora": ids[2]}
    read = history.read()
    assert read[RECEIVED] == b"Inkommet.\n"
    assert read[MORAS] == "Två.\n".encode()
    assert FALUNS not in read


def test_says_who_when_and_what(history: History) -> None:
    (version,) = history.record([act("falun", {FALUNS: "Nytt.\n"}, "Ändrar 7.3", Avsnitt="7.3")])
    found = history.log(party="falun")[0]
    assert (found.id, found.party, found.author, found.at) == (version, "falun", ASA, NOON)
    assert (found.subject, found.trailers, found.paths) == (
        "Ändrar 7.3",
        {"Avsnitt": "7.3"},
        (FALUNS,),
    )


def test_the_same_acts_give_the_same_ids(tmp_path: Path) -> None:
    acts = [act("main", {TEXT: "a"}), act("falun", {FALUNS: "b"}), act("main", {TEXT: "c"})]
    first, second = (History.create(tmp_path / name).record(acts) for name in ("a", "b"))
    assert first == second


def test_an_act_that_changes_nothing_makes_no_commit(history: History, folder: Path) -> None:
    before = history.heads()
    ids = history.record(
        [act("falun", {FALUNS: "Falun.\n"}), act("mora", {"municipalities/mora/x.md": None})]
    )
    assert ids == (before["falun"], before["mora"])
    assert history.heads() == before
    assert history.record([act("rattvik", {"municipalities/rattvik/x.md": None})]) == ("",)
    assert "kommun/rattvik" not in git(folder, "branch", "--list", "kommun/*")


def test_a_party_may_take_back_everything(history: History, folder: Path) -> None:
    history.record([act("falun", {FALUNS: None})])
    again = History.open(folder)
    assert FALUNS not in again.paths()
    again.record([act("falun", {FALUNS: "Åter.\n"})])
    assert again.read([FALUNS]) == {FALUNS: "Åter.\n".encode()}


def test_an_act_that_undoes_the_one_before_it_in_a_batch_is_one_too(history: History) -> None:
    ids = history.record([act("main", {TEXT: "Ny.\n"}), act("main", {TEXT: "Kommunerna.\n"})])
    assert len(set(ids)) == 2
    assert history.read([TEXT]) == {TEXT: b"Kommunerna.\n"}


@pytest.mark.parametrize(
    ("party", "path"),
    [
        ("falun", MORAS),
        ("falun", TEXT),
        ("falun", RECEIVED),
        ("main", FALUNS),
        ("main", ".gitattributes"),
        ("main", "../x"),
        ("main", "text/å.md"),
        ("falun", "municipalities/falun/x\ny"),
        ("main", "municipalities/x.md"),
        ("Falun", "municipalities/Falun/x.md"),
    ],
)
def test_refuses_what_is_not_the_partys_and_records_nothing(
    history: History, party: str, path: str
) -> None:
    before = history.heads()
    with pytest.raises(HistoryError):
        history.record([act("mora", {MORAS: "Ny.\n"}), act(party, {path: "x"})])
    assert history.heads() == before


@pytest.mark.parametrize(
    "path", ["text/7.3.MD", "Text/7.3.md", "text/7.3.md/x.md", "text", "response.toml/a"]
)
def test_refuses_names_that_cannot_stand_beside_each_other(history: History, path: str) -> None:
    with pytest.raises(HistoryError, match="krockar"):
        history.record([act("main", {path: "x"})])
    assert history.record(
        [act("main", {TEXT: None, "response.toml": None}), act("main", {path: "x"})]
    )


@pytest.mark.parametrize("subject", ["", "  ", "två\nrader", "a\0b", "\ud800"])
def test_refuses_a_subject_that_would_not_be_read_back(history: History, subject: str) -> None:
    with pytest.raises(HistoryError):
        history.record([act("main", {TEXT: "x"}, subject)])


def test_refuses_a_time_without_a_zone(history: History) -> None:
    with pytest.raises(HistoryError, match="tidszon"):
        history.record([act("main", {TEXT: "x"}, at=NOON.replace(tzinfo=None))])


def test_a_clock_before_1970_does_not_stop_the_saving(history: History) -> None:
    history.record([act("main", {TEXT: "x"}, at=EPOCH.replace(year=1951))])
    assert history.log(limit=None, party="main")[0].at == EPOCH


@pytest.mark.parametrize(
    ("name", "email"), [("", "a@x"), ("A\nB", "a@x"), ("A <b>", "a@x"), ("A", "a@x>\n")]
)
def test_refuses_a_name_that_cannot_be_signed_with(name: str, email: str) -> None:
    with pytest.raises(InputError):
        Person(name, email)


def test_refuses_when_a_branch_moved_meanwhile_and_moves_none(
    history: History, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refs = history._refs
    move = refs.move
    foreign = git(folder, "commit-tree", "-m", "Annan", "kommun/mora^{tree}").strip()

    def move_late(moves: Any) -> None:
        git(folder, "update-ref", "refs/heads/kommun/mora", foreign)
        move(moves)

    before = history.heads()
    monkeypatch.setattr(refs, "move", move_late)
    with pytest.raises(HistoryError) as refusal:
        history.record([act("falun", {FALUNS: "Ny.\n"}), act("mora", {MORAS: "Ny.\n"})])
    assert "samtidigt" in str(refusal.value)
    assert history.heads() == {**before, "mora": foreign}


def test_a_damaged_branch_is_not_begun_anew(history: History, folder: Path) -> None:
    (folder / ".git/refs/heads/kommun/falun").write_text("")
    with pytest.raises(HistoryError, match="skadad"):
        history.record([act("falun", {FALUNS: "Ny.\n"})])


def test_a_branch_that_points_to_something_else_is_not_read_and_not_written(
    history: History, folder: Path
) -> None:
    blob = history.paths()[FALUNS]
    (folder / ".git/refs/heads/kommun/falun").write_text(f"{blob}\n")
    assert set(history.heads()) == {"main", "mora"}
    with pytest.raises(HistoryError):
        history.record([act("falun", {FALUNS: "Ny.\n"})])


def test_says_what_the_disk_refused(tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("")
    with pytest.raises(HistoryError, match="fil"):
        History.create(tmp_path / "fil" / "svar")


def test_a_version_of_the_whole_gathers_every_branch(history: History, folder: Path) -> None:
    heads = history.heads()
    version = history.record_version("Utkast 1", BO, NOON, milestone="utkast-1")
    parents = git(folder, "rev-list", "--parents", "-1", version).split()[1:]
    assert parents[0] == heads["main"]
    assert set(parents) == set(heads.values())
    assert history.paths(version) == history.paths()
    assert history.heads()["main"] == version
    assert git(folder, "cat-file", "-t", "utkast-1").strip() == "tag"
    assert [(m.name, m.version, m.title) for m in history.milestones()] == [
        ("utkast-1", version, "Utkast 1")
    ]


def test_a_version_stays_what_it_was_while_the_parties_go_on(history: History) -> None:
    version = history.record_version("Utkast 1", BO, NOON)
    history.record([act("falun", {FALUNS: None}), act("main", {TEXT: "Ny.\n", RECEIVED: "r"})])
    frozen = history.read(version=version)
    assert (frozen[FALUNS], frozen[TEXT]) == (b"Falun.\n", b"Kommunerna.\n")
    assert FALUNS not in history.read()
    later = history.record_version("Utkast 2", BO, NOON)
    assert FALUNS not in history.paths(later)
    assert history.verify() == []


def test_an_act_shows_its_own_party_as_it_was(history: History) -> None:
    (version,) = history.record([act("falun", {FALUNS: "Ny.\n"})])
    history.record([act("falun", {FALUNS: "Nyare.\n"})])
    assert history.read(version=version) == {FALUNS: b"Ny.\n"}


@pytest.mark.parametrize("name", ["Utkast", "a b", "-x", "a/b", "å", "a..b", "x.lock/", "0" * 40])
def test_refuses_a_milestone_that_cannot_be_named(history: History, name: str) -> None:
    before = history.heads()
    with pytest.raises(InputError):
        history.record_version("V", BO, NOON, milestone=name)
    assert history.heads() == before


def test_refuses_to_name_two_versions_the_same(history: History) -> None:
    history.record_version("V", BO, NOON, milestone="v1")
    with pytest.raises(InputError, match="redan"):
        history.record_version("V", BO, NOON, milestone="v1")


def test_no_version_before_the_coordinator_has_begun(folder: Path) -> None:
    history = History.create(folder)
    history.record([act("falun", {FALUNS: "x"})])
    with pytest.raises(HistoryError, match="samordnaren"):
        history.record_version("V", BO, NOON)


LINE = st.text(st.characters(blacklist_categories=["Cc", "Cs"]), min_size=1, max_size=40).filter(
    lambda text: text.strip() == text
)
TRAILERS = st.dictionaries(
    st.from_regex(r"[A-Z][a-z]+(-[a-z]+)?", fullmatch=True), LINE, max_size=3
)


@given(LINE, TRAILERS)
def test_a_message_is_read_back_as_it_was_written(subject: str, trailers: dict[str, str]) -> None:
    assert split_message(message(subject, trailers).decode()) == (subject, trailers)


@given(st.text())
def test_any_message_can_be_read(text: str) -> None:
    subject, _ = split_message(text)
    assert "\n" not in subject


def test_git_hands_back_every_text_as_it_was(tmp_path: Path) -> None:
    """One repository for many cases: the law is about each commit by itself."""
    history = History.create(tmp_path)
    subjects = [
        "Citat \"'`$(x) %H %x00",
        "æ 漢字 🙂 \u202e",
        "--flagga",
        "data 3",
        "x" * 500,
        ": a",
    ]
    acts = [
        Act(
            "main",
            {f"text/{number}.md": content},
            subject,
            Person(f"{subject} N", "a b@x"),
            NOON,
            {"Avsnitt": f"{subject}!"},
        )
        for number, subject in enumerate(subjects)
        for content in (b"", b"\n\ndone\n", b"\0\xff data 4\n", "å\r\n".encode())
    ]
    ids = history.record(acts)
    log = {version.id: version for version in history.log()}
    for recorded, given_act in zip(ids, acts, strict=True):
        found = log[recorded]
        assert (found.subject, found.trailers) == (given_act.subject, dict(given_act.trailers))
        assert found.author == given_act.author
        assert history.read(given_act.changes, version=recorded) == given_act.changes
    assert head(tmp_path, "main") == ids[-1]


def test_sees_at_once_what_another_process_recorded(history: History, folder: Path) -> None:
    other = History.open(folder)
    for number in range(12):  # faster than a file system's clock ticks
        writer, reader = (history, other) if number % 2 else (other, history)
        before = reader.heads()
        (made,) = writer.record([act("falun", {FALUNS: f"{number}\n"})])
        assert reader.heads() == before | {"falun": made}
        assert reader.heads() == before | {"falun": made}


def test_asks_git_once_where_the_branches_stand(
    history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    time.sleep(0.15)  # what was written this lately is never trusted
    heads = history.heads()
    asked: list[Command] = []
    ask = Runner.ask

    def counted(
        self: Runner, command: Command, stdin: bytes = b"", limit: int | None = None
    ) -> Answer:
        asked.append(command)
        return ask(self, command, stdin, limit=limit)

    monkeypatch.setattr(Runner, "ask", counted)
    assert [history.heads() for _ in range(3)] == [heads] * 3
    assert asked == []
