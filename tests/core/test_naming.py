"""Which id is meant by how it begins."""

import pytest

from workbench.core.reviewing.naming import meant

IDS = ["ab12-cd", "ab12", "ab13", "c1", "c1"]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("ab13", ("ab13",)),
        ("ab12", ("ab12",)),  # whole, though another begins so
        ("ab12-", ("ab12-cd",)),
        ("ab", ("ab12-cd", "ab12", "ab13")),
        ("c", ("c1",)),  # twice there, but one
        ("x", ()),
        ("", ()),
    ],
)
def test_an_id_is_meant_by_how_it_begins(name: str, found: tuple[str, ...]) -> None:
    assert meant(name, IDS) == found
