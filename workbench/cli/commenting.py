"""The command `comment`: what is said beside the agreed text, in threads."""

from collections.abc import Sequence
from typing import Any

import click

from workbench.cli.options import folder_option, json_option, opened, party_options
from workbench.cli.output import as_json, say
from workbench.core.reviewing.comments import Thread
from workbench.core.reviewing.naming import meant
from workbench.errors import InputError
from workbench.workspace import Workspace
from workbench.workspace.commenting import Remark


@click.command("comment")
@click.argument("section", metavar="[AVSNITT]", default="")
@click.option("--text", default="", metavar="TEXT", help="Det som ska sägas.")
@click.option("--quote", default="", metavar="ORD", help="Meningen det gäller, eller ord ur den.")
@click.option("--reply", default="", metavar="ID", help="Svara på kommentaren.")
@click.option("--resolve", default="", metavar="ID", help="Kommentaren är löst.")
@click.option("--reopen", default="", metavar="ID", help="Öppna en löst kommentar igen.")
@party_options
@folder_option
@json_option
def comment(**given: Any) -> None:  # noqa: ANN401  click hands over one value a flag
    """Visa kommentarer till ett avsnitt eller alla, eller skriv en."""
    workspace = opened(given["folder"])
    section, written = _said(workspace, given)
    keys = [workspace.section_key(section)] if section else workspace.sections_on_review()
    found = {key: workspace.comments(key) for key in keys}
    if given["machine"]:
        rows = [{"section": key, **thread_json(one)} for key in found for one in found[key]]
        as_json({"threads": rows, "written": written or None})
        return
    for key, threads in found.items():
        if threads and not section:
            say(f"{key}:")
        say_threads(threads)
    if not any(found.values()):
        say("Inga kommentarer.")


def _said(workspace: Workspace, given: dict[str, Any]) -> tuple[str, str]:
    """Say what the flags ask for; returns the section, and the entry's id."""
    section = str(given["section"])
    named = [given[flag] for flag in ("reply", "resolve", "reopen") if given[flag]]
    if len(named) > 1:
        raise InputError("ange ett av --reply, --resolve och --reopen åt gången")
    if not (given["text"] or named):
        return section, ""
    section = section or _section_of(workspace, named[0] if named else "")
    remark = Remark(
        text=given["text"],
        quote=given["quote"],
        answers=named[0] if named else "",
        resolves=bool(given["resolve"]),
        reopens=bool(given["reopen"]),
    )
    written = workspace.comment(section, remark, party=given["party"], officer=given["officer"])
    return section, written


def _section_of(workspace: Workspace, thread_id: str) -> str:
    """Find the section that a thread is about."""
    for key in workspace.sections_on_review() if thread_id else ():
        if meant(thread_id, (thread.id for thread in workspace.comments(key))):
            return key
    wrong = (
        f"ingen kommentar heter ”{thread_id}”" if thread_id else "ange vilket avsnitt det gäller"
    )
    raise InputError(wrong, hint="Se kommentarerna med remiss comment.")


def thread_json(thread: Thread) -> dict[str, Any]:
    """Return a thread as JSON."""
    entries = [
        {
            "id": entry.comment.id,
            "municipality": entry.slug,
            "received": entry.received,
            "by": entry.comment.by,
            "at": entry.comment.at.isoformat(),
            "text": entry.comment.text,
            "resolves": entry.comment.resolves,
        }
        for entry in thread.entries
    ]
    return {
        "id": thread.id,
        "quote": thread.first.comment.quote or None,
        "line": thread.line,
        "orphan": thread.orphan,
        "resolved": thread.resolved,
        "entries": entries,
    }


def say_threads(threads: Sequence[Thread]) -> None:
    """Print threads: where, whether it is done, the sentence, and all that was said."""
    for thread in threads:
        place = f"rad {thread.line}" if thread.line else "hela avsnittet"
        place = "utan hemvist" if thread.orphan else place
        state = "löst" if thread.resolved else "öppen"
        say(f"  {thread.id}  Kommentar, {place} [{state}]  {thread.first.comment.quote}".rstrip())
        for entry in thread.entries:
            said = entry.comment
            say(f"    {said.by} {said.at:%Y-%m-%d}: {said.words}")
