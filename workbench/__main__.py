"""The program `remiss`."""

import os
import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    # No other installed package is to look into the values; and looking for one costs a start.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

    from workbench.cli.main import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
