"""Commands on the facts and the outline: `facts`, `answer`."""

from pathlib import Path

import click

from workbench.cli.options import folder_option, json_option, opened
from workbench.cli.output import as_json, say, table
from workbench.core import facts as by_key
from workbench.core.language.swedish import counted
from workbench.core.outline import Outline
from workbench.core.response import Response
from workbench.errors import InputError
from workbench.workspace.facts import Choice


@click.command("facts")
@click.argument("given", nargs=-1, metavar="[NYCKEL VÄRDE]…")
@folder_option
@json_option
def facts(given: tuple[str, ...], folder: Path, machine: bool) -> None:
    """Visa uppgifterna om remissen, eller sätt en eller flera.

    Exempel: remiss facts deadline 2021-02-01 falun.joins ja. Ett tomt värde tar bort uppgiften.
    Flera rader eller adresser skiljs med semikolon. Utan värden visas allt som är känt; med bara
    en nyckel, eller en kommun, visas den.
    """
    if len(given) == 1:
        _show_some(opened(folder).response, given[0], machine)
        return
    if len(given) % 2:
        raise InputError(
            f"”{given[-1]}” saknar värde",
            hint="Skriv NYCKEL VÄRDE; ett värde med mellanslag skrivs inom citattecken.",
        )
    workspace = opened(folder)
    pairs = tuple(zip(given[::2], given[1::2], strict=True))
    version = workspace.set_facts(pairs) if pairs else ""
    known = by_key.values(workspace.response.facts)
    if machine:
        as_json({"version": version, "facts": known} if pairs else known)
    elif pairs:
        _show({key: known[key] for key in _named(workspace.response, pairs)})
        say(f"Sparade (version {version[:10]}).")
    else:
        _show({key: value for key, value in known.items() if _matters(key, value)})


def _show_some(response: Response, words: str, machine: bool) -> None:
    known = by_key.values(response.facts)
    municipality = response.municipality(words)
    if municipality is not None:
        chosen = {
            key: value for key, value in known.items() if key.startswith(municipality.slug + ".")
        }
    else:
        key = by_key.find(response.facts, words)
        chosen = {key: known[key]}
    if machine:
        as_json(chosen)
    else:
        _show(chosen)


def _named(response: Response, pairs: tuple[tuple[str, str], ...]) -> list[str]:
    return [by_key.find(response.facts, key) for key, _ in pairs]


def _matters(key: str, value: object) -> bool:
    """Tell whether to show a fact: the referral's even when they are missing, else what is set."""
    about_referral = key.startswith("referral.") and key.count(".") == 1
    return value is not None or about_referral


def _show(known: dict[str, object]) -> None:
    table((key, _words(value)) for key, value in known.items())


def _words(value: object) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, list):
        return "; ".join(str(part) for part in value)
    return "saknas" if value is None else str(value)


@click.command("answer")
@click.argument("sections", nargs=-1, metavar="[AVSNITT]…")
@click.option("--lead", default="", metavar="KOMMUN", help="Kommunen som bereder texten.")
@click.option("--title", default="", metavar="RUBRIK", help="Rubriken, om den saknas eller är fel.")
@click.option("--no", "skip", is_flag=True, help="Avsnittet ska inte besvaras.")
@folder_option
@json_option
def answer(
    sections: tuple[str, ...], lead: str, title: str, skip: bool, folder: Path, machine: bool
) -> None:
    """Välj vilka avsnitt som ska besvaras, eller visa dem.

    Exempel: remiss answer 7.3.4 10.3.5 --lead Falun. Ett avsnitt som saknas i dispositionen
    läggs till med --title.
    """
    workspace = opened(folder)
    if not sections and (lead or title or skip):
        raise InputError("inget avsnitt är angivet", hint="Skriv remiss answer 7.3.4.")
    version = ""
    if sections:
        choice = Choice(answered=not skip, lead=lead, title=title)
        version = workspace.choose_sections(sections, choice)
    outline = workspace.response.outline
    if machine:
        listed = [_as_json(outline, section.number) for section in outline.answered]
        as_json({"version": version or None, "answered": listed})
        return
    if sections:
        done = "besvaras inte" if skip else "besvaras"
        say(f"{', '.join(sections)} {done} (version {version[:10]}).")
    else:
        names = workspace.response.municipalities
        table(
            (section.number, section.heading, names[section.lead].name if section.lead else "")
            for section in outline.answered
        )
    say(
        f"{counted(len(outline.answered), ('avsnitt', 'avsnitt'))} av "
        f"{len(outline.sections)} i betänkandet besvaras."
    )


def _as_json(outline: Outline, number: str) -> dict[str, object]:
    section = outline.by_number[number]
    return {"number": number, "title": section.title or None, "lead": section.lead}
