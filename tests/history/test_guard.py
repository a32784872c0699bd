"""A hostile `.git` is refused by name, and none of it is ever run."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.history.sample import FALUNS, act, git, write_out
from workbench.errors import HistoryError
from workbench.history import History
from workbench.history.guard import CONFIG, parse_config

Planter = Callable[[Path, str], object]


def setting(section: str, name: str, value: str = "{run}") -> Planter:
    """Return what adds a setting; `{run}` in it is a program that leaves a trace."""

    def plant(folder: Path, run: str) -> None:
        with (folder / ".git/config").open("a") as config:
            config.write(f"[{section}]\n\t{name} = {value.format(run=run)}\n")

    return plant


def text(name: str, content: str) -> Planter:
    """Return what writes a file of git's."""

    def plant(folder: Path, run: str) -> None:
        file = folder / ".git" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content.format(run=run, folder=folder))
        file.chmod(0o755)

    return plant


def redirect(folder: Path, _run: str) -> None:
    (folder / ".git").rename(folder.parent / "real.git")
    (folder / ".git").write_text(f"gitdir: {folder.parent}/real.git\n")


def link_all(folder: Path, _run: str) -> None:
    (folder / ".git").rename(folder.parent / "real.git")
    (folder / ".git").symlink_to(folder.parent / "real.git")


def link_one(name: str) -> Planter:
    def plant(folder: Path, _run: str) -> None:
        part = folder / ".git" / name
        part.rename(folder.parent / "moved")
        part.symlink_to(folder.parent / "moved")

    return plant


def pipe_config(folder: Path, _run: str) -> None:
    (folder / ".git/config").unlink()
    os.mkfifo(folder / ".git/config")


def give_away(folder: Path, _run: str) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can give a folder to somebody else")
    os.chown(folder, 12345, 12345)


HOOK = "#!/bin/sh\n{run}\n"
# By what the refusal must name, and after a colon which case of it.
VECTORS: dict[str, Planter] = {
    "core.fsmonitor": setting("core", "fsmonitor"),
    "core.hookspath": setting("core", "hooksPath", "/elsewhere"),
    "core.sshcommand": setting("core", "sshCommand"),
    "core.gitproxy": setting("core", "gitProxy"),
    "core.editor": setting("core", "editor"),
    "core.pager": setting("core", "pager"),
    "core.askpass": setting("core", "askPass"),
    "core.worktree": setting("core", "worktree", "/elsewhere"),
    "core.attributesfile": setting("core", "attributesFile", "/elsewhere"),
    "core.alternaterefscommand": setting("core", "alternateRefsCommand"),
    "core.bare": setting("core", "bare", "true"),
    "core.repositoryformatversion": setting("core", "repositoryformatversion", "1"),
    "sequence.editor": setting("sequence", "editor"),
    "include.path": setting("include", "path", "/elsewhere"),
    "lita på: includeif": setting('includeIf "gitdir:/"', "path", "/elsewhere"),
    "filter.x.clean": setting('filter "x"', "clean"),
    "filter.x.process": setting('filter "x"', "process"),
    "diff.external": setting("diff", "external"),
    "diff.x.textconv": setting('diff "x"', "textconv"),
    "merge.x.driver": setting('merge "x"', "driver"),
    "gpg.program": setting("gpg", "program"),
    "log.showsignature": setting("log", "showSignature", "true"),
    "alias.status": setting("alias", "status", "!{run}"),
    "credential.helper": setting("credential", "helper", "!{run}"),
    "pager.log": setting("pager", "log"),
    "lita på: url": setting('url "ext::x"', "insteadOf", "https://"),
    "protocol.ext.allow": setting('protocol "ext"', "allow", "always"),
    "extensions.worktreeconfig": setting("extensions", "worktreeConfig", "true"),
    "uploadpack.packobjectshook": setting("uploadpack", "packObjectsHook"),
    "trailer.x.command": setting('trailer "x"', "command"),
    "remote.origin.uploadpack": setting('remote "origin"', "uploadpack"),
    "remote.origin.receivepack": setting('remote "origin"', "receivepack"),
    "remote.origin.vcs": setting('remote "origin"', "vcs", "ext"),
    "remote.origin.pushurl": setting('remote "origin"', "pushurl", "https://evil.example/x"),
    "remote.origin.promisor": setting('remote "origin"', "promisor", "true"),
    "remote.origin.url: ext": setting('remote "origin"', "url", "ext::sh -c {run}"),
    "remote.origin.url: option": setting('remote "origin"', "url", "--upload-pack={run}"),
    "remote.origin.url: host": setting('remote "origin"', "url", "ssh://-oProxyCommand=x/y"),
    "remote.origin.url: http": setting('remote "origin"', "url", "http://example.org/x"),
    "lita på: quoted": setting("user", "name", '"a\\nb"'),
    "lita på: continued": setting("user", "name", "a\\\n[core]\n\tfsmonitor = x"),
    "lita på: same line": text("config", f"{CONFIG}[core] fsmonitor = x\n"),
    "lita på: no value": text("config", f"{CONFIG}[core]\n\tbare\n"),
    "lita på: carriage return": text("config", f"{CONFIG}[user]\n\tname = x\r\n"),
    "lita på: old subsection": text("config", f"{CONFIG}[remote.origin]\n\turl = /x\n"),
    "lita på: huge": text("config", CONFIG + "# " + "x" * 70_000),
    "hooks/pre-commit": text("hooks/pre-commit", HOOK),
    "hooks/post-index-change": text("hooks/post-index-change", HOOK),
    "hooks/reference-transaction": text("hooks/reference-transaction", HOOK),
    "config.worktree": text("config.worktree", "[core]\n\tfsmonitor = {run}\n"),
    "commondir": text("commondir", "/elsewhere\n"),
    "objects/info/alternates": text("objects/info/alternates", "/elsewhere\n"),
    "info/grafts": text("info/grafts", ""),
    "info/attributes": text("info/attributes", "* filter=x\n"),
    "info/sparse-checkout": text("info/sparse-checkout", "x\n"),
    "shallow": text("shallow", ""),
    "modules": text("modules/x/config", ""),
    "worktrees": text("worktrees/x/gitdir", "/elsewhere\n"),
    "refs/replace": text("refs/replace/" + "1" * 40, "2" * 40),
    ".git är en fil": redirect,
    ".git är en länk": link_all,
    "objects": link_one("objects"),
    "refs/heads": link_one("refs/heads"),
    "refs/heads/main": link_one("refs/heads/main"),
    "HEAD": link_one("HEAD"),
    "config": pipe_config,
    "ägs": give_away,
}


@pytest.fixture
def copy(clean: Path, tmp_path: Path) -> Path:
    """A copy of the harmless response."""
    return Path(shutil.copytree(clean, tmp_path / "svar"))


@pytest.fixture
def witness(tmp_path: Path) -> Path:
    """A file that is there only if something planted was run."""
    return tmp_path / "witness"


@pytest.fixture
def run(tmp_path: Path, witness: Path) -> str:
    """A program to plant."""
    program = tmp_path / "planted"
    program.write_text(f"#!/bin/sh\ntouch {witness}\nexit 1\n")
    program.chmod(0o755)
    return str(program)


@pytest.mark.parametrize("name", VECTORS)
def test_refuses_by_name_and_runs_nothing(copy: Path, witness: Path, run: str, name: str) -> None:
    VECTORS[name](copy, run)
    with pytest.raises(HistoryError) as refusal:
        History.open(copy)
    assert name.partition(": ")[0] in str(refusal.value)
    assert refusal.value.hint
    assert not witness.exists()


def test_the_vectors_are_real(copy: Path, witness: Path, run: str) -> None:
    VECTORS["core.fsmonitor"](copy, run)
    git(copy, "status")
    assert witness.exists()


# What a hand or an editor may plant while the response is open, after the guard has looked.
LATE = [
    "core.fsmonitor",
    "core.pager",
    "core.editor",
    "core.askpass",
    "core.sshcommand",
    "core.alternaterefscommand",
    "filter.x.clean",
    "filter.x.process",
    "diff.external",
    "diff.x.textconv",
    "merge.x.driver",
    "gpg.program",
    "log.showsignature",
    "alias.status",
    "pager.log",
    "trailer.x.command",
    "uploadpack.packobjectshook",
    "hooks/pre-commit",
    "hooks/post-index-change",
    "hooks/reference-transaction",
]


@pytest.mark.parametrize("name", LATE)
def test_runs_nothing_that_was_planted_after_opening(
    copy: Path, witness: Path, run: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    history = History.open(copy)
    VECTORS[name](copy, run)
    with pytest.raises(HistoryError):
        history.record([act("falun", {FALUNS: "Ny.\n"})])
    monkeypatch.setattr("workbench.history.guard.inspect", lambda _root: None)
    (copy / ".gitattributes").write_text("* filter=x diff=x merge=x\n")
    (copy / FALUNS).write_text("För hand.\n")
    history.changed_outside()
    history.record([act("falun", {FALUNS: "Ny.\n"})])
    write_out(history, copy)
    history.log()
    history.verify()
    assert not witness.exists()


@pytest.mark.parametrize(
    "url",
    [
        "https://git.dalarna.example/remiss/sou-2020-47.git",
        "ssh://git@git.dalarna.example:2222/srv/svar.git",
        "git@git.dalarna.example:remiss/svar.git",
        "/srv/gemensamt/Remisser 2020/svar.git",
        "file:///srv/svar.git",
    ],
)
def test_takes_a_plain_remote(copy: Path, url: str) -> None:
    git(copy, "remote", "add", "origin", url)
    git(copy, "config", "user.name", "Åsa Öberg")
    History.open(copy)


def test_takes_a_plain_clone(copy: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--branch", "main", str(copy), "klon")
    history = History.open(tmp_path / "klon")
    assert set(history.heads()) == {"main"}
    assert (tmp_path / "klon/.git/info/attributes").exists()


def test_refuses_what_is_no_response(tmp_path: Path) -> None:
    with pytest.raises(HistoryError, match="inget remissvar"):
        History.open(tmp_path)
    with pytest.raises(HistoryError):
        History.open(tmp_path / "saknas")
    assert not History.is_repository(tmp_path)


def test_refuses_to_make_one_where_there_is_one(copy: Path) -> None:
    assert History.is_repository(copy)
    with pytest.raises(HistoryError, match="redan"):
        History.create(copy)


def test_never_climbs_to_a_repository_further_up(copy: Path) -> None:
    inner = copy / "inner"
    history = History.create(inner)
    shutil.rmtree(inner / ".git")
    with pytest.raises(HistoryError):
        history.heads()


LINES = st.lists(
    st.sampled_from(
        [
            "[core]",
            '[remote "a.b"]',
            '[Remote "A"]',
            "[core]  ",
            "\tbare = false",
            "  Name=Åsa  Öberg  ",
            "\tx = a = b",
            "\tempty =",
            "# comment",
            "; [core]",
            "",
            '\tq = "a"',
            "\tc = a # b",
            "\tc = a\\",
            "[core",
            "\tbare",
            "[a.b]",
            "\t1x = a",
            "\tx = a\tb",
            "\ufeff[core]",
            "\tx = a\x0bb",
        ]
    ),
    max_size=8,
)


@given(LINES)
def test_reads_a_configuration_as_git_does_or_not_at_all(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str]
) -> None:
    content = "\n".join([*lines, ""])
    try:
        settings = parse_config(content)
    except ValueError:
        return
    file = tmp_path_factory.getbasetemp() / "config"
    file.write_text(content)
    listed = git(file.parent, "config", "--file", str(file), "--list", "-z")
    gits = [entry.partition("\n") for entry in listed.split("\0") if entry]
    assert list(settings) == [(name, value) for name, _, value in gits]
