"""``python -m specsmith``."""

from specsmith.cli.main import main

if __name__ == "__main__":
    main()
