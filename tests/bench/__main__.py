"""Benchmarks: `python -m tests.bench [NAME…]` runs every `bench_NAME.py` here, or those named.

Each prints ratios that were measured in this very run against the peers that are installed;
a peer that is missing is named as missing. They are never part of the test suite.
"""

import importlib
import sys
from pathlib import Path


def main(names: list[str]) -> None:
    """Run the named benchmarks, or all in the order of their names."""
    known = sorted(p.stem.removeprefix("bench_") for p in Path(__file__).parent.glob("bench_*.py"))
    for name in names or known:
        if name not in known:
            raise SystemExit(f"no benchmark {name!r}; known: {', '.join(known)}")
        print(f"== {name}")
        importlib.import_module(f"tests.bench.bench_{name}").main()


if __name__ == "__main__":
    main(sys.argv[1:])
