"""Choosing one of a few things, with a search that knows å, ä and ö; asking yes or no; a line."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.events import Key
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from workbench.core.text import visible
from workbench.tui.screen import Box


class Choice(Box[str | None]):
    """A list to choose from; gives the chosen thing's id, or None when it was left.

    Args:
        title: What is chosen.
        options: Id and label of each.
        chosen: Id of the one that holds now.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Avbryt", id="choice.leave"),
        Binding("down", "down", "Ner", show=False, id="choice.down"),
        Binding("up", "up", "Upp", show=False, id="choice.up"),
    ]

    def __init__(self, title: str, options: Sequence[tuple[str, str]], chosen: str = "") -> None:
        super().__init__()
        self._title = title
        self._options = options
        self._chosen = chosen

    def compose(self) -> ComposeResult:
        """Lay out the box."""
        with Vertical(classes="box"):
            yield Static(visible(self._title), classes="box-title", markup=False)
            yield Input(placeholder="Sök", id="filter")
            yield OptionList(id="options", markup=False)

    def on_mount(self) -> None:
        """Show every option."""
        self._fill("")
        self.query_one(Input).focus()

    @on(Input.Changed)
    def _filter(self, event: Input.Changed) -> None:
        self._fill(event.value)

    def _fill(self, words: str) -> None:
        wanted = words.casefold()
        shown = [(id_, label) for id_, label in self._options if wanted in label.casefold()]
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options([Option(Content(visible(label)), id=id_) for id_, label in shown])
        ids = [id_ for id_, _ in shown]
        options.highlighted = ids.index(self._chosen) if self._chosen in ids else 0 if ids else None

    @on(Input.Submitted)
    def _take(self) -> None:
        self.query_one(OptionList).action_select()

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_id)

    def action_down(self) -> None:
        """Move in the list while the search has the focus."""
        self.query_one(OptionList).action_cursor_down()

    def action_up(self) -> None:
        """Move in the list while the search has the focus."""
        self.query_one(OptionList).action_cursor_up()

    def action_leave(self) -> None:
        """Choose nothing."""
        self.dismiss(None)


class Question(Box[str | None]):
    """A question with a few answers, each with its key.

    Args:
        question: What is asked.
        answers: Key and words of each; the first is what Enter gives.
        shown: Something to look at before one answers.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Avbryt", id="question.leave"),
        *(
            Binding(key, act, words, show=False, priority=True, id=f"question.{key}")
            for key, act, words in (
                ("pagedown", "page(1)", "Sida ner"),
                ("pageup", "page(-1)", "Sida upp"),
                ("down", "line(1)", "Ner"),
                ("up", "line(-1)", "Upp"),
            )
        ),
    ]

    def __init__(
        self, question: str, answers: Sequence[tuple[str, str]], shown: Content | None = None
    ) -> None:
        super().__init__()
        self._question = question
        self._answers = answers
        self._shown = shown

    def compose(self) -> ComposeResult:
        """Lay out the box."""
        with Vertical(classes="box"):
            yield Static(
                visible(self._question, keep_newlines=True), classes="box-title", markup=False
            )
            if self._shown is not None:
                with VerticalScroll(id="looked-at", classes="box-shown", can_focus=False):
                    yield Static(self._shown, markup=False)
            options = [
                Option(Content.assemble((f" {key} ", "bold $accent"), f" {visible(words)}"), id=key)
                for key, words in self._answers
            ]
            yield OptionList(*options, id="options", markup=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Scroll where there is something to look at, by lines where nothing is to be chosen."""
        del parameters
        if action == "page":
            return self._shown is not None
        if action == "line":
            return self._shown is not None and len(self._answers) == 1
        return True

    def action_page(self, pages: int) -> None:
        """Scroll what there is to look at by what is seen of it."""
        shown = self.query_one("#looked-at")
        shown.scroll_relative(y=pages * max(1, shown.size.height - 1), animate=False)

    def action_line(self, lines: int) -> None:
        """Scroll what there is to look at by lines."""
        self.query_one("#looked-at").scroll_relative(y=lines, animate=False)

    def on_key(self, event: Key) -> None:
        """Answer by the answer's own key."""
        if event.character in {known for known, _ in self._answers}:
            event.stop()
            self.dismiss(event.character)

    def on_mount(self) -> None:
        """Let Enter give the first answer."""
        self.query_one(OptionList).highlighted = 0
        self.query_one(OptionList).focus()

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_id)

    def action_leave(self) -> None:
        """Answer nothing."""
        self.dismiss(None)


class LineInput(Box[str | None]):
    """One line to write; gives it, or None when it was left.

    Args:
        title: What is asked for.
        value: What stands there from the start.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Avbryt", id="line.leave")]

    def __init__(self, title: str, value: str = "") -> None:
        super().__init__()
        self._title = title
        self._value = value

    def compose(self) -> ComposeResult:
        """Lay out the box."""
        with Vertical(classes="box small"):
            yield Static(visible(self._title), classes="box-title", markup=False)
            yield Input(self._value, id="line")

    @on(Input.Submitted)
    def _take(self, event: Input.Submitted) -> None:
        self.dismiss(event.value.strip() or None)

    def action_leave(self) -> None:
        """Give nothing."""
        self.dismiss(None)


class Form(Box[dict[str, str] | None]):
    """Several lines to fill in; gives what stands in each by its name, or None when it was left.

    Args:
        title: What is asked for.
        fields: Name, label and first value of each.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "Spara", id="form.save", priority=True),
        Binding("escape", "leave", "Avbryt", id="form.leave"),
        Binding("down", "app.focus_next", "Ner", show=False, id="form.down"),
        Binding("up", "app.focus_previous", "Upp", show=False, id="form.up"),
    ]

    def __init__(self, title: str, fields: Sequence[tuple[str, str, str]]) -> None:
        super().__init__()
        self._title = title
        self._fields = fields

    def compose(self) -> ComposeResult:
        """Lay out the box."""
        with VerticalScroll(classes="box", can_focus=False):
            yield Static(visible(self._title), classes="box-title", markup=False)
            for name, label, value in self._fields:
                yield Static(label, classes="form-label", markup=False)
                yield Input(value, id=name)
            yield Static("\nEnter nästa · Ctrl+S för in · Esc avbryter", markup=False)

    @on(Input.Submitted)
    def _next(self, event: Input.Submitted) -> None:
        if event.input.id == self._fields[-1][0]:
            self.action_save()
        else:
            self.focus_next()

    def action_save(self) -> None:
        """Give what was filled in."""
        self.dismiss({name: self.query_one(f"#{name}", Input).value for name, _, _ in self._fields})

    def action_leave(self) -> None:
        """Give nothing."""
        self.dismiss(None)
