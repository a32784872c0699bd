"""A small response whose contributions, text and changes can be written in a line each."""

from pathlib import Path

from tests.builder import contribution, make_response
from workbench.workspace.workspace import Workspace

KEY = "7.3.4"
TEXT = """Kommunerna tillstyrker förslaget.
Perspektivet bör omfatta hela socialtjänsten.

Arbetet kräver medel i inledningsskedet.
Kommunerna efterfrågar långsiktiga villkor.
Uppföljningen bör samordnas nationellt.
"""

CONTRIBUTIONS = {
    "borlange": contribution(
        "tillstyrker",
        "Borlänge kommun tillstyrker förslaget.\n\n"
        "Arbetet prioriteras ner när resurserna är knappa.\n"
        "Förskola och skola är minst lika viktiga.",
    ),
    "falun": contribution(
        "tillstyrker",
        "Arbetet prioriteras ned när resurserna är knappa.\nFalun vill att ordalydelsen skärps.",
    ),
    "malung-salen": contribution(
        "tillstyrker med förbehåll",
        "Vi har svårt att rekrytera.",
        condition="Att statlig finansiering följer.",
    ),
}


def with_contributions(folder: Path) -> Workspace:
    """Make a response in which three municipalities have said something about one section."""
    return make_response(
        folder,
        {
            f"municipalities/{slug}/contributions/{KEY}.md": text
            for slug, text in CONTRIBUTIONS.items()
        },
    )


def with_text(folder: Path, text: str = TEXT) -> Workspace:
    """Make a response with an agreed text of one section."""
    return make_response(
        folder, {f"text/{KEY}.md": f'+++\nposition = "tillstyrker"\n+++\n\n{text}'}
    )


def propose(workspace: Workspace, party: str, *replacements: tuple[str, str]) -> None:
    """Let a municipality want the present text with some words replaced."""
    text = agreed(workspace)
    for before, after in replacements:
        assert before in text, before
        text = text.replace(before, after)
    workspace.propose_change(KEY, text, party=party)


def agreed(workspace: Workspace) -> str:
    """Return the agreed text as it is saved."""
    return workspace.response.agreed[KEY].text
