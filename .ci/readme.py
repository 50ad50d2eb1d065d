"""Prints the commands of a README section: `python3 .ci/readme.py test`."""

import re
import sys
from pathlib import Path

HEADINGS = {"run": "Run it", "ask": "Ask it", "test": "Test it"}


def commands(section: str) -> str:
    """Return the first shell block below a heading of README.

    Raises KeyError for an unknown section, ValueError if README has no such block.
    """
    readme = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    pattern = rf"^## {HEADINGS[section]}\n.*?^```sh\n(.*?)^```$"
    found = re.search(pattern, readme, re.MULTILINE | re.DOTALL)
    if found is None:
        raise ValueError(f"README has no shell block below “{HEADINGS[section]}”")
    return found[1]


if __name__ == "__main__":
    sys.stdout.write(commands(sys.argv[1]))
