"""The log: everyone's acts in the order of history, and finding a version by its name."""

import random
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.history.sample import BO, EPOCH, FALUNS, MORAS, NOON, TEXT, act, git
from workbench.errors import InputError
from workbench.history import History
from workbench.history.versions import parse_time


def test_an_empty_response_has_no_log(folder: Path) -> None:
    assert History.create(folder).log() == []


def test_lists_everyone_newest_first_with_milestones(history: History) -> None:
    history.record_version("Utkast 1", BO, NOON.replace(hour=13), milestone="utkast-1")
    history.record([act("falun", {FALUNS: "b"}, "Falun igen", NOON.replace(hour=14))])
    log = history.log()
    assert [v.subject for v in log[:2]] == ["Falun igen", "Utkast 1"]
    assert {v.subject for v in log[2:]} == {"Skapar svaret", "Falun skriver", "Mora skriver"}
    assert [v.milestone for v in log] == ["", "utkast-1", "", "", ""]
    assert log[1].paths == ()
    assert history.log(limit=2) == log[:2]


def test_lists_one_party_or_one_path(history: History) -> None:
    history.record_version("Utkast 1", BO, NOON)
    history.record([act("falun", {FALUNS: "b", "municipalities/falun/x.md": "x"}, "Falun igen")])
    assert [v.subject for v in history.log(party="main")] == ["Utkast 1", "Skapar svaret"]
    assert [v.subject for v in history.log(party="main", limit=1)] == ["Utkast 1"]
    assert [v.subject for v in history.log(party="falun")] == ["Falun igen", "Falun skriver"]
    assert [v.subject for v in history.log(path=FALUNS)] == ["Falun igen", "Falun skriver"]
    assert history.log(path=FALUNS, limit=1)[0].paths == (FALUNS, "municipalities/falun/x.md")
    assert [v.subject for v in history.log(path="municipalities/falun")] == [
        "Falun igen",
        "Falun skriver",
    ]
    assert [v.subject for v in history.log(path=TEXT)] == ["Skapar svaret"]
    assert history.log(path=MORAS, party="falun") == []
    assert history.log(party="orsa") == []
    with pytest.raises(InputError):
        history.log(path="../x")


@pytest.mark.parametrize("seed", range(3))
def test_order_and_party_do_not_depend_on_the_clocks(folder: Path, seed: int) -> None:
    rng = random.Random(seed)
    history = History.create(folder)
    history.record([act("main", {TEXT: "0"})])
    done: dict[str, list[str]] = {"main": [history.heads()["main"]], "falun": [], "mora": []}
    before: dict[str, set[str]] = {}
    for number in range(16):
        at = datetime.fromtimestamp(rng.randrange(0, 4_102_444_800), UTC)
        party = rng.choice(["main", "falun", "mora", "version"])
        if party == "version":
            version = history.record_version("V", BO, at)
            before[version] = {i for ids in done.values() for i in ids}
            done["main"].append(version)
        else:
            path = {"main": TEXT, "falun": FALUNS, "mora": MORAS}[party]
            done[party] += history.record([act(party, {path: f"{number} {party}"}, at=at)])
    log = history.log()
    order = {version.id: number for number, version in enumerate(log)}
    assert len(order) == len(log) == sum(map(len, done.values()))
    for party, ids in done.items():
        assert [v.id for v in history.log(party=party)] == ids[::-1]
        assert [v.id for v in log if v.party == party] == ids[::-1]
    assert all(order[version] < order[old] for version, olds in before.items() for old in olds)


def test_a_branch_begun_on_main_does_not_claim_the_coordinators_acts(
    history: History, folder: Path
) -> None:
    begun = git(folder, "commit-tree", "-m", "Orsa", "-p", "main", "main^{tree}").strip()
    git(folder, "update-ref", "refs/heads/kommun/orsa", begun)
    assert [v.subject for v in history.log(party="orsa")] == ["Orsa"]
    assert [v.subject for v in history.log(party="main")] == ["Skapar svaret"]


def test_reads_acts_made_by_anything(history: History, folder: Path) -> None:
    stream = (
        b"commit refs/heads/kommun/falun\nauthor  <> 99999999999999 +9959\n"
        b"committer \xff\x1b[31m <x\xe5> 1600000000 -0130\ndata 14\n\n\nA\x1b]\xff\n\nb: c\n\n"
        b'M 100644 inline "a\\nb\\377"\ndata 0\n\n'
    )
    git(folder, "fast-import", "--quiet", "--force", "--date-format=raw-permissive", stdin=stream)
    (version,) = history.log(party="falun")
    assert version.author.name == "okänd"
    assert version.at == EPOCH
    assert version.trailers == {"b": "c"}
    assert version.paths == ("a\nb\\xff",)


@given(st.from_regex(r"-?[0-9]{0,20} [+-]?[0-9]{0,5}", fullmatch=True) | st.text(max_size=20))
def test_any_time_can_be_read(raw: str) -> None:
    assert parse_time(raw).tzinfo is not None


def test_finds_a_version_by_milestone_and_by_the_beginning_of_its_id(history: History) -> None:
    version = history.record_version("Utkast 1", BO, NOON, milestone="utkast-1")
    assert history.resolve("utkast-1") == version
    assert history.resolve(version) == version
    assert history.resolve(version[:12]) == version
    for head in history.heads().values():
        assert history.resolve(head[:12]) == head


NO_VERSIONS = [
    "HEAD",
    "HEAD~1",
    "main",
    "kommun/falun",
    "utkast-1^",
    "utkast-1:text",
    "@{-1}",
    "--all",
    "",
    "abc",
    "0" * 40,
    "refs/remiss/settled",
    "utkast-1\n",
]


def test_takes_no_other_name_for_a_version(history: History) -> None:
    history.record_version("Utkast 1", BO, NOON, milestone="utkast-1")
    for name in NO_VERSIONS:
        with pytest.raises(InputError):
            history.resolve(name)


def test_names_the_nearest_milestone(history: History) -> None:
    history.record_version("Utkast 1", BO, NOON, milestone="utkast-1")
    with pytest.raises(InputError) as refusal:
        history.resolve("utkst-1")
    assert refusal.value.hint == "Menade du utkast-1?"


def test_the_work_copy_is_no_version(history: History, folder: Path) -> None:
    copy = git(folder, "rev-parse", "HEAD").strip()
    with pytest.raises(InputError):
        history.resolve(copy)
    with pytest.raises(InputError):
        history.paths(copy)


def test_milestones_come_in_the_order_of_history(history: History, folder: Path) -> None:
    years = (2030, 1980, 2020)
    for number, year in enumerate(years):
        history.record_version("V", BO, NOON.replace(year=year), milestone=f"v{number}")
    git(folder, "tag", "-a", "-m", "främmande", "foreign", "kommun/falun^{tree}")
    git(folder, "tag", "lightweight", "main")
    git(folder, "tag", "-a", "-m", "x", "Å", "main")
    spoof = f"object {history.heads()['main']}\ntype commit\ntag x\n\nv9 1 +0000 v9\n"
    tag = git(
        folder, "hash-object", "-w", "-t", "tag", "--literally", "--stdin", stdin=spoof.encode()
    )
    git(folder, "update-ref", "refs/tags/X", tag.strip())
    assert [m.name for m in history.milestones()] == ["v2", "v1", "v0"]
    assert [v.milestone for v in history.log(party="main")] == ["v2", "v1", "v0", ""]


def test_an_ambiguous_beginning_is_refused(history: History) -> None:
    history.record([act("main", {TEXT: str(n)}) for n in range(600)])
    ids = [v.id for v in history.log()]
    beginnings = [i[:4] for i in ids]
    doubled = next(b for b in beginnings if beginnings.count(b) > 1)
    with pytest.raises(InputError, match="flera"):
        history.resolve(doubled)
