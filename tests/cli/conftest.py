"""A response to run commands on, and no settings of whoever runs the tests."""

from pathlib import Path

import pytest

from tests.builder import contribution, make_response
from tests.cli.running import Remiss


@pytest.fixture
def remiss(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Remiss:
    """The program, standing in a small response with two contributions."""
    folder = tmp_path / "svar"
    make_response(
        folder,
        {
            "municipalities/falun/contributions/7.3.4.md": contribution(
                "tillstyrker", "Falu kommun tillstyrker förslaget."
            ),
            "municipalities/borlange/contributions/10.3.5.md": contribution(
                "avstyrker", "Borlänge kommun avstyrker förslaget."
            ),
        },
    )
    monkeypatch.setenv("REMISS_CONFIG", str(tmp_path / "inga-inställningar.toml"))
    monkeypatch.chdir(folder)
    return Remiss(folder, capsys)
