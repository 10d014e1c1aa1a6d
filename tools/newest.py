"""Raise NumPy, PyTorch and what builds the site to their newest releases: `make newest`.

Prints as Markdown what it raised. Then `make build` tells whether the site still comes out, and
`make diff` what it shows otherwise. For a copy that is thrown away.
"""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "requirements.txt"
# What decides what pages say: all that stands above the tests.
ABOVE = "# Tests"
PIN = re.compile(r"^([\w.-]+)==(\S+)", re.MULTILINE)


def main() -> None:
    """Let pip find what fits together, pin that, and say it."""
    text = FILE.read_text(encoding="utf-8")
    head, _, _ = text.partition(ABOVE)
    before = dict(PIN.findall(head))
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--upgrade"]
    subprocess.run([*pip, "--upgrade-strategy", "eager", *before], check=True)
    after = {name: asked(name) for name in before}
    FILE.write_text(PIN.sub(lambda pin: raised(pin, after), text), encoding="utf-8")
    print(table(before, after))


def asked(name: str) -> str:
    """Which version a new Python finds; a local part such as +cpu is no part of a pin."""
    code = f"from importlib.metadata import version; print(version({name!r}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip().partition("+")[0]


def raised(pin: re.Match[str], after: dict[str, str]) -> str:
    """A line's pin with the version that is installed now."""
    return f"{pin[1]}=={after.get(pin[1], pin[2])}"


def table(before: dict[str, str], after: dict[str, str]) -> str:
    """What was raised."""
    apart = [name for name in before if before[name] != after[name]]
    rows = [f"| {name} | {before[name]} | {after[name]} |" for name in apart]
    head = f"### Packages: {len(rows)} of {len(before)} have a newer release"
    return "\n".join([head, "", "| package | pinned | newest |", "| --- | --- | --- |", *rows])


if __name__ == "__main__":
    main()
