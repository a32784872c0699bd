"""What every test shares: hypothesis profiles, and outside material if it is there."""

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "suite",
    max_examples=200,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.register_profile(
    "long", parent=settings.get_profile("suite"), max_examples=10_000, derandomize=False
)
settings.load_profile("long" if os.environ.get("REMISS_LONG") else "suite")

PROJECT = Path(__file__).parents[1]

# Every act is forced out to the disk before it is acknowledged, and the suite makes thousands of
# them: its files lie in memory where the machine has room for them.
MEMORY = Path("/dev/shm")
if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > 2 << 30:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


@pytest.fixture
def shared() -> Path:
    """Material beside the project (`../shared/`); the test is skipped where it is missing."""
    folder = PROJECT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("../shared/ finns inte här")
    return folder
