"""Commands of those who write: `contribute`, `save`, `adopt`."""

import sys
from pathlib import Path
from typing import TypeVar

import click

from workbench.cli.dates import day
from workbench.cli.options import folder_option, json_option, opened, party_options
from workbench.cli.output import as_json, say
from workbench.core import position as positions
from workbench.core.adoption import Decision, Expectation, Level, Source, Stance
from workbench.core.contribution import Contribution, ContributionKind
from workbench.core.language.swedish import join_names
from workbench.errors import InputError
from workbench.workspace import Workspace, text_files

E = TypeVar("E", Stance, Level, Source)

MAX_TEXT = 1_000_000
"""Bytes of one contribution; a longer one is surely the wrong file."""


@click.command("contribute")
@click.argument("section", metavar="AVSNITT")
@party_options
@click.option("--position", "words", default="", metavar="ORD", help="Ställningstagande.")
@click.option("--condition", default="", metavar="TEXT", help="Villkor, vid ”med förbehåll”.")
@click.option(
    "--file", "file", default="", metavar="FIL", help="Texten (Markdown); – läser från rör."
)
@click.option("--text", "text", default="", metavar="TEXT", help="Texten, för korta bidrag.")
@click.option("--message", is_flag=True, help="Bidraget är ett medskick utanför förslagen.")
@click.option("--agree", is_flag=True, help="Kommunen instämmer i den gemensamma texten.")
@click.option("--withdraw", is_flag=True, help="Dra tillbaka kommunens bidrag.")
@folder_option
@json_option
def contribute(**given: str | bool | Path) -> None:
    """Skriv en kommuns bidrag till ett avsnitt.

    Utelämnas ställningstagande eller text behålls det som redan är sparat.
    """
    folder, section, party = Path(str(given["folder"])), str(given["section"]), str(given["party"])
    workspace = opened(folder, party)
    officer = str(given["officer"])
    view = workspace.section(section, party)
    if given["withdraw"]:
        _refuse_beside_withdrawal(given)
        version = workspace.withdraw(section, party=party, officer=officer)
    else:
        contribution = _contribution(view.own or Contribution(), given)
        version = workspace.contribute(section, contribution, party=party, officer=officer)
    if given["machine"]:
        as_json({"section": view.key, "version": version})
    else:
        done = "Drog tillbaka" if given["withdraw"] else "Sparade"
        say(f"{done} bidrag till {view.label} (version {version[:10]}).")


def _refuse_beside_withdrawal(given: dict[str, str | bool | Path]) -> None:
    """Refuse to throw away what somebody writes and withdraws in one breath."""
    beside = [
        flag for flag in ("words", "condition", "file", "text", "message", "agree") if given[flag]
    ]
    if beside:
        flags = join_names(f"--{'position' if flag == 'words' else flag}" for flag in beside)
        raise InputError(
            f"--withdraw och {flags} går inte ihop",
            hint="Dra tillbaka bidraget, eller skriv det; inte båda på en gång.",
        )


def _contribution(old: Contribution, given: dict[str, str | bool | Path]) -> Contribution:
    """Return what is to be saved: what was given over what was there."""
    update: dict[str, object] = {}
    if given["words"]:
        update["position"] = _position(str(given["words"]))
        update["condition"] = ""
    if given["condition"]:
        update["condition"] = str(given["condition"])
    if given["file"] and given["text"]:
        raise InputError("ange --file eller --text, inte båda")
    if given["file"]:
        update["text"] = read_text(str(given["file"]))
    elif given["text"]:
        update["text"] = str(given["text"])
    if given["message"]:
        update["kind"] = ContributionKind.MESSAGE
    if given["agree"]:
        update["agrees"] = True
    if not update:
        raise InputError(
            "inget att spara", hint="Ange --position, --file, --text, --agree eller --withdraw."
        )
    return old.model_copy(update=update)


def _position(words: str) -> positions.Position:
    found = positions.parse(words)
    if found is None:
        known = ", ".join(p.value for p in positions.Position if p is not positions.Position.SPLIT)
        raise InputError(f"”{words}” är inget ställningstagande", hint=f"Välj mellan: {known}.")
    return found


def read_text(name: str) -> str:
    """Read a text file that the user named; `-` is standard input.

    Raises:
        InputError: There is no such file, or it is no text in UTF-8.
    """
    if name in {"-", "–"}:
        name = "standard in"
        if sys.stdin is None:
            raise InputError("det finns inget att läsa", file=name, hint="Ange en fil.")
        data = sys.stdin.buffer.read(MAX_TEXT + 1)
        if len(data) > MAX_TEXT:
            raise InputError("texten är för stor: den får vara högst 1 MB", file=name)
        text = text_files.decode(data, name)
    else:
        text = text_files.read(Path(name), limit=MAX_TEXT)
    if not text.removeprefix("\ufeff").strip():
        raise InputError("filen är tom", file=name)
    return text.removeprefix("\ufeff")


@click.command("save")
@click.argument("names", nargs=-1, metavar="[FIL]…")
@click.option(
    "--discard", is_flag=True, help="Kasta ändringarna i stället, och ta fram det sparade."
)
@party_options
@folder_option
@json_option
def save(
    names: tuple[str, ...],
    discard: bool,
    party: str,
    officer: str,
    folder: Path,
    machine: bool,
) -> None:
    """Spara ändringar som gjorts i ett annat program, i dina egna filer.

    Med --discard tas det sparade fram igen; det som kastas läggs undan i .git/remiss/discarded.
    """
    workspace = opened(folder, party, remind=False, strict=False)
    paths = [_in_folder(workspace.folder, name) for name in names]
    if discard:
        _discard(workspace, paths, party, officer, machine)
        return
    saved = workspace.save_outside_edits(paths, party=party, officer=officer)
    left = workspace.outside_edits(party).others
    unread = workspace.unread_files()
    if machine:
        as_json({"saved": list(saved), "others": list(left), "unread": list(unread)})
        return
    say(f"Sparade {', '.join(saved)}." if saved else "Inget att spara.")
    if left:
        say(f"Andras filer, som inte sparades: {', '.join(left)}")
    if unread:
        say(f"Filer som inte läses, för att namnet eller platsen är fel: {', '.join(unread)}")


def _in_folder(folder: Path, name: str) -> str:
    """Return a file's path in the response, named from there or from where the user stands."""
    path = Path.cwd() / name
    if path.is_relative_to(folder) and not (folder / name).exists():
        return path.relative_to(folder).as_posix()
    return Path(name).as_posix()


def _discard(
    workspace: Workspace, paths: list[str], party: str, officer: str, machine: bool
) -> None:
    thrown = workspace.discard_outside_edits(paths, party=party, officer=officer)
    if machine:
        as_json({"discarded": list(thrown.paths), "kept": str(thrown.kept)})
    elif thrown.paths:
        say(f"Tog fram det sparade: {', '.join(thrown.paths)}.")
        say(f"Det som kastades ligger i {thrown.kept}.")
    else:
        say("Inget att kasta.")


@click.command("adopt")
@party_options
@click.option("--stance", default="", metavar="ORD", help="Vad kommunen beslutade.")
@click.option("--level", default="", metavar="NIVÅ", help="nämnd, kommunstyrelse, utskott …")
@click.option("--body", default="", metavar="ORGAN", help="Det organ som beslutade.")
@click.option("--date", "day", default="", metavar="ÅÅÅÅ-MM-DD", help="Beslutets datum.")
@click.option("--paragraph", default="", metavar="NR", help="Paragrafen i protokollet.")
@click.option("--dnr", default="", metavar="DNR", help="Kommunens diarienummer.")
@click.option("--conditions", default="", metavar="TEXT", help="Förbehåll.")
@click.option("--deviates", multiple=True, metavar="AVSNITT", help="Avvikelse i avsnittet.")
@click.option("--reason", default="", metavar="TEXT", help="Skäl, vid återremiss.")
@click.option("--returns", default="", metavar="ÅÅÅÅ-MM-DD", help="Nytt datum, vid återremiss.")
@click.option("--version", "version", default="", metavar="MÄRKE", help="Versionen som antogs.")
@click.option("--source", default="", metavar="KÄLLA", help="protokoll, mejl eller muntligt.")
@click.option("--expected", is_flag=True, help="Beslutet är väntat, inte fattat.")
@folder_option
@json_option
def adopt(**given: str | bool | tuple[str, ...] | Path) -> None:
    """För in vad en kommun har beslutat om det gemensamma svaret.

    Med --expected antecknas ett väntat beslut, som aldrig räknas som fattat.
    """
    party, officer = str(given["party"]), str(given["officer"])
    workspace = opened(Path(str(given["folder"])), party)
    stance = _choice(Stance, str(given["stance"]), "--stance")
    source = str(given["source"])
    if given["expected"]:
        expectation = Expectation(
            stance=stance,
            source=_choice(Source, source or "mejl", "--source"),
            noted=workspace.now().date(),
        )
        version = workspace.expect(expectation, party=party)
    else:
        decision = _decision(given, stance, _choice(Source, source or "protokoll", "--source"))
        version = workspace.adopt(decision, party=party, officer=officer)
    if given["machine"]:
        as_json({"version": version, "stance": stance.value, "expected": bool(given["expected"])})
    else:
        what = "väntat beslut" if given["expected"] else "beslut"
        say(f"Förde in {what}: {workspace.seat(party).label} {stance.value}.")


def _decision(
    given: dict[str, str | bool | tuple[str, ...] | Path], stance: Stance, source: Source
) -> Decision:
    deviates = given["deviates"]
    try:
        return Decision(
            stance=stance,
            level=_choice(Level, str(given["level"]), "--level"),
            body=str(given["body"]),
            date=day(str(given["day"]), "--date"),
            paragraph=str(given["paragraph"]).removeprefix("§").strip(),
            registration_number=str(given["dnr"]),
            conditions=str(given["conditions"]),
            deviates_in=deviates if isinstance(deviates, tuple) else (),
            reason=str(given["reason"]),
            returns=day(str(given["returns"]), "--returns") if given["returns"] else None,
            version=str(given["version"]),
            source=source,
        )
    except ValueError as wrong:  # pydantic's error is one
        raise InputError(
            _incomplete(stance), hint="Se remiss adopt --help för flaggorna."
        ) from wrong


def _incomplete(stance: Stance) -> str:
    return {
        Stance.WITH_CONDITIONS: "”står bakom med förbehåll” kräver --conditions",
        Stance.WITH_DEVIATION: "”står bakom med avvikelse” kräver --deviates med ett avsnitt",
        Stance.SENT_BACK: "”återremiss” kräver --reason",
    }.get(stance, "beslutet kan inte föras in: en uppgift har fel form")


def _choice(kind: type[E], words: str, flag: str) -> E:
    wanted = " ".join(words.casefold().split())
    for choice in kind:
        if choice.value == wanted:
            return choice
    known = ", ".join(choice.value for choice in kind)
    message = f"{flag} saknas" if not words else f"”{words}” kan inte stå som {flag}"
    raise InputError(message, hint=f"Välj mellan: {known}.")
