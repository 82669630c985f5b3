"""`python -m portal.cli`: the `portal` command."""

from portal.cli import main

if __name__ == "__main__":
    main()
