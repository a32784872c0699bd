"""The program `remiss`."""

import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    from workbench.cli.main import run  # noqa: PLC0415  --version must not pay for more

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
