"""The table of commands: each is loaded when it is called, so that a start pays for one only."""

import difflib
import importlib

import click

_FLAGS = "[FLAGGOR]"


class CommandTable(click.Group):
    """A group whose commands live in modules that are not loaded for the list of them.

    Args:
        name: The group's own name.
        table: By command name: `module:attribute` below `workbench.cli`, and the line of help.
        about: What the group is for, shown above the list.
        default: The command that is meant when none is given.
    """

    def __init__(
        self,
        name: str,
        table: dict[str, tuple[str, str]],
        *,
        about: str,
        default: str = "",
    ) -> None:
        super().__init__(
            name,
            help=about,
            invoke_without_command=bool(default),
            options_metavar=_FLAGS,
            subcommand_metavar="KOMMANDO [ARGUMENT]…",
        )
        self._table = table
        self._default = default

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        """Return the names in the order of the table: the order of the work."""
        return list(self._table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Load the module of one command."""
        if cmd_name not in self._table:
            return None
        module, _, attribute = self._table[cmd_name][0].partition(":")
        command = getattr(importlib.import_module(f"workbench.cli.{module}"), attribute)
        if not isinstance(command, click.Command):
            return None
        command.options_metavar = _FLAGS
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the list of commands from the table alone."""
        with formatter.section("Kommandon"):
            formatter.write_dl([(name, line) for name, (_, line) in self._table.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that was asked for, or say which is nearest."""
        name = args[0]
        if name not in self._table:
            near = difflib.get_close_matches(name, self._table, 1)
            meant = f" Menade du {near[0]}?" if near else ""
            ctx.fail(f"Kommandot ”{name}” finns inte.{meant}")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command, or the default one when none was named."""
        if not ctx.args and not ctx._protected_args and self._default:  # noqa: SLF001  no public way
            command = self.get_command(ctx, self._default)
            if command is not None:
                with command.make_context(self._default, [], parent=ctx) as inner:
                    return command.invoke(inner)
        return super().invoke(ctx)
