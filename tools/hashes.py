"""Write hashes.txt: what pip may download where CI runs, for `make hashes`.

PyTorch is left out: which of its files is right depends on the machine and on the index that is
asked, so pip installs it afterwards, when all that it brings is there.
"""

import json
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "hashes.txt"
PINS = ("requirements.txt", "constraints.txt")
UNHASHED = "torch"
PYTHONS = ("3.11.5", "3.14")  # of .github/workflows/site.yml
HEAD = "# The files of every package but PyTorch that CI may install. Made by `make hashes`.\n"


def main() -> None:
    """Ask pip for each Python which files it would install, and write their hashes."""
    with tempfile.TemporaryDirectory() as folder:
        pins = Path(folder, "pins.txt")
        pins.write_text("\n".join(pinned()), encoding="utf-8")
        found = defaultdict(set)
        for python in PYTHONS:
            for package, file_hash in asked(pins, python, Path(folder)):
                found[package].add(file_hash)
    FILE.write_text(HEAD + "".join(lines(found)), encoding="utf-8")


def pinned() -> list[str]:
    """Every pin but that of PyTorch, as `name==version`."""
    texts = [(ROOT / name).read_text(encoding="utf-8") for name in PINS]
    every = re.findall(r"^[\w.-]+==\S+", "\n".join(texts), re.MULTILINE)
    return [one for one in every if one.partition("==")[0] != UNHASHED]


def asked(pins: Path, python: str, folder: Path) -> list[tuple[str, str]]:
    """Each pin with the hash of the file that pip would take for a Python on this system."""
    report = folder / "report.json"
    options = ["--dry-run", "--ignore-installed", "--no-deps", "--quiet", "--report", str(report)]
    elsewhere = ["--python-version", python, "--target", str(folder / "target")]
    command = [sys.executable, "-m", "pip", "install", *options, *elsewhere, "-r", str(pins)]
    subprocess.run(command, check=True)
    files = json.loads(report.read_text(encoding="utf-8"))["install"]
    return [
        (
            f"{one['metadata']['name']}=={one['metadata']['version']}",
            one["download_info"]["archive_info"]["hashes"]["sha256"],
        )
        for one in files
    ]


def lines(found: dict[str, set[str]]) -> list[str]:
    """What pip reads, a package a line."""
    return [
        " ".join([package, *(f"--hash=sha256:{one}" for one in sorted(found[package]))]) + "\n"
        for package in sorted(found, key=str.lower)
    ]


if __name__ == "__main__":
    main()
