"""The matrix draws what is seen, however large it is."""

from textual.app import App, ComposeResult

from tests.tui.conftest import Running
from tests.tui.running import press, settled, shown
from workbench.core.position import Position
from workbench.core.status import Row
from workbench.tui.widgets.matrix import Matrix, MatrixContent


def content(sections: int, municipalities: int) -> MatrixContent:
    """Return a matrix where every other cell is answered."""
    slugs = tuple(f"kommun-{n}" for n in range(municipalities))
    rows = tuple(
        Row(
            key=f"{n}",
            heading=f"Rubrik {n}",
            positions=dict.fromkeys(slugs[n % 2 :: 2], Position.SUPPORT),
            missing=slugs[(n + 1) % 2 :: 2],
            agreed=None,
            has_text=False,
            words=0,
        )
        for n in range(sections)
    )
    return MatrixContent(
        rows=rows,
        labels=tuple(f"{n} En rubrik som är ganska lång" for n in range(sections)),
        slugs=slugs,
        names=tuple(f"K{n:02}"[-3:] for n in range(municipalities)),
        marks=tuple("!2" if n == 1 else "" for n in range(sections)),
    )


class OnlyMatrix(App[None]):
    drawn = 0

    def compose(self) -> ComposeResult:
        yield Matrix(id="matrix")


async def test_the_whole_country_is_drawn_line_by_line() -> None:
    async with OnlyMatrix().run_test(size=(80, 24)) as pilot:
        matrix = pilot.app.query_one(Matrix)
        matrix.show(content(300, 290))
        matrix.focus()
        await settled(pilot)
        assert "1 En rubrik som är g… !2" in shown(pilot.app)
        await press(pilot, "end", *["right"] * 3)
        matrix.column = 289
        await settled(pilot)
        assert matrix.key == "299"
        lines = shown(pilot.app).split("\n")
        (last,) = [line for line in lines if "▸299 En rubrik" in line]
        assert "289" in lines[0] + lines[1]
        assert last.endswith("145")
        assert len(matrix.children) == 0


async def test_a_click_puts_the_cursor_in_the_cell() -> None:
    async with OnlyMatrix().run_test(size=(120, 24)) as pilot:
        matrix = pilot.app.query_one(Matrix)
        matrix.show(content(5, 4))
        await settled(pilot)
        await pilot.click(Matrix, offset=(1 + 64 + 4 * 2, 3))
        assert (matrix.row, matrix.column) == (2, 2)


async def test_an_empty_matrix_can_be_shown() -> None:
    async with OnlyMatrix().run_test(size=(80, 24)) as pilot:
        matrix = pilot.app.query_one(Matrix)
        matrix.show(content(0, 0))
        matrix.focus()
        await press(pilot, "down", "right", "end", "enter")
        assert (matrix.key, matrix.slug) == ("", "")


async def test_where_the_rows_shown_want_nothing_the_others_are_told_of(running: Running) -> None:
    async with running() as pilot:
        await press(pilot, "f", *"olösta", "enter", "n")
        assert "Inget saknas i urvalet" in shown(pilot.app)
