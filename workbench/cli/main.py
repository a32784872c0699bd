"""The root of the command line, and the one place that turns an error into an exit code."""

import errno
import os
import sys
from collections.abc import Sequence

import click

from workbench import __version__
from workbench.cli.group import CommandTable
from workbench.cli.language import speak_swedish
from workbench.cli.output import speak_any_encoding, tell
from workbench.errors import WorkbenchError

BAD_INPUT, OUTSIDE = 2, 4

COMMANDS = {
    "demo": ("response:demo", "Skapa Dalarnas exempel med historik och ett färdigt Worddokument."),
    "new": ("response:new", "Skapa ett nytt remissvar, från en remissida och ett betänkande."),
    "facts": ("facts:facts", "Visa och sätt uppgifterna om remissen och kommunerna."),
    "answer": ("facts:answer", "Välj vilka avsnitt som besvaras, och vem som bereder dem."),
    "open": ("response:open_response", "Öppna arbetsbänken i terminalen."),
    "status": ("status:status", "Visa vem som har svarat på vad, och hur lång tid som är kvar."),
    "contribute": ("writing:contribute", "Skriv en kommuns bidrag till ett avsnitt."),
    "save": ("writing:save", "Spara ändringar som gjorts i ett annat program."),
    "merge": ("merging:merge", "Sammanfoga bidragen till gemensam text."),
    "propose": ("reviewing:propose", "Föreslå ändringar i den gemensamma texten."),
    "review": ("reviewing:review", "Visa, godkänn och avslå föreslagna ändringar."),
    "conflicts": ("conflicts:conflicts", "Visa olösta konflikter, med varje sidas lydelse."),
    "settle": ("conflicts:settle", "Avgör en konflikt, eller öppna den igen."),
    "comment": ("commenting:comment", "Läs och skriv kommentarer till den gemensamma texten."),
    "blame": ("merging:blame", "Visa vem som skrev varje mening, och hur den kom in."),
    "adopt": ("writing:adopt", "För in en kommuns beslut om svaret."),
    "log": ("versions:log", "Visa vad som har gjorts, av vem och när."),
    "diff": ("versions:diff", "Jämför två versioner, ord för ord."),
    "restore": ("versions:restore", "Hämta tillbaka ett avsnitt ur en tidigare version."),
    "milestone": ("versions:milestone", "Sätt ett märke på hela svaret som det står nu."),
    "check": ("checking:check", "Kontrollera allt som ska vara rätt innan svaret skickas."),
    "export": ("sending:export", "Gör dokumenten som ska skickas."),
    "template": ("templates:template", "Se vad en Word-mall saknar, och gör brevpapper till mall."),
    "package": (
        "packaging:package",
        "Gör paketet som skickas, med mejl, eller anteckna det skickat.",
    ),
    "letter": (
        "packaging:letter",
        "Gör ett tillägg till, eller återkalla delar av, ett skickat svar.",
    ),
    "archive": ("packaging:archive", "Lägg historik, dokument och diarielista i en mapp."),
    "verify": ("sending:verify", "Tala om vilken version ett dokument är."),
    "word": ("word:word", "Spårade ändringar och kommentarer i Worddokument."),
    "merge-file": ("merging:merge_file", "Sammanfoga textfiler som utgår från samma text."),
    "merge-driver": ("merging:merge_driver", "Samma sak åt git, som anropar det själv."),
    "page": ("reading:page", "Läs en remissida eller ett missiv, utan att spara något."),
    "outline": ("reading:outline", "Läs ett betänkandes disposition, utan att spara något."),
}
"""Every command in the order of the work."""

_HELP = """Ett gemensamt remissvar från länets kommuner.

Skriv avsnitt för avsnitt, sammanfoga kommunernas bidrag, granska ändringar, följ versionerna och
gör Worddokumentet som skickas till departementet. Utan kommando öppnas arbetsbänken i terminalen.
"""


def _root() -> CommandTable:
    speak_swedish()
    root = CommandTable("remiss", COMMANDS, about=_HELP, default="open")
    root.context_settings = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
    return click.version_option(__version__, prog_name="remiss")(root)


def run(arguments: Sequence[str]) -> int:
    """Run one command.

    Returns:
        The exit code: 0 done, 1 a bug, 2 bad input, 3 wrong stage, 4 the outside refused.
    """
    # No other installed package is to look into the values; and looking for one costs a start.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    speak_any_encoding()
    try:
        code = _run(arguments)
        if sys.stdout is not None:
            sys.stdout.flush()  # a full disk is found here and not when Python shuts down
    except BrokenPipeError:
        _forget_output()  # the reader of it has left (`remiss log | head`): that is no error
        return 0
    except OSError as refused:
        if refused.filename is not None:
            raise  # some file's, which its room should have told of
        _forget_output()
        reason = "disken är full" if refused.errno == errno.ENOSPC else refused.strerror
        tell(f"Fel: utskriften gick inte att skriva: {reason}")
        return OUTSIDE
    return code


def _run(arguments: Sequence[str]) -> int:
    try:
        result = _root().main(args=list(arguments), prog_name="remiss", standalone_mode=False)
    except WorkbenchError as error:
        tell(f"Fel: {error}")
        if error.hint:
            tell(f"     {error.hint}")
        return error.exit_code
    except click.exceptions.Exit as left:
        return left.exit_code
    except click.UsageError as wrong:
        if wrong.ctx is not None:
            tell(wrong.ctx.get_usage())
        tell(f"Fel: {wrong.format_message()}")
        return BAD_INPUT
    except (click.Abort, KeyboardInterrupt):
        tell("Avbrutet.")
        return 130
    return result if isinstance(result, int) else 0


def _forget_output() -> None:
    """Drop what is still buffered, which Python would try to write again when it shuts down."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
