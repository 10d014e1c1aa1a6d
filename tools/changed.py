"""Which numbers of the pages changed since the last release: `make snapshots` writes them down.

Compares tests/snapshots with what they were in the commit that released the version, page by page:
a value of the prose under the same name, or a result of the same block that differs in nothing but
its numbers. `facts/changed.json` keeps them for `about/changes`.
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from engine.offered import version

ROOT = Path(__file__).resolve().parent.parent
SNAPSHOTS = ROOT / "tests" / "snapshots"
RECORD = ROOT / "facts" / "changed.json"
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
RESULTS = ("formulas", "code", "table", "numbers")
Facts = dict[str, Any]


def main() -> int:
    """Write the record anew; 1 when it says something else, as then a page shows another table."""
    release = released(version())
    if not release:
        print(f"The history does not go back to {version()}: {RECORD.name} stays as it is.")
        return 0
    rows = list(changed(release))
    text = json.dumps(rows, indent=1, ensure_ascii=False) + "\n"
    print(f"{len(rows)} numbers changed since {version()}.")
    if RECORD.is_file() and RECORD.read_text(encoding="utf-8") == text:
        return 0
    RECORD.write_text(text, encoding="utf-8")
    return 1


def released(number: str) -> str:
    """The commit in which CHANGELOG.md first had the heading of a version.

    Nothing where the history begins with it: in a shallow clone the first commit has everything.
    """
    found = _git("log", "--format=%H %P", "--reverse", f"-S## [{number}]", "--", "CHANGELOG.md")
    commit, _, parents = found.split("\n", 1)[0].partition(" ")
    return commit if parents else ""


def changed(release: str) -> Iterator[dict[str, str]]:
    """Every number that is another one than it was in a commit."""
    for path in sorted(SNAPSHOTS.rglob("*.json")):
        before = _git("show", f"{release}:{path.relative_to(ROOT).as_posix()}")
        if before:
            page = path.relative_to(SNAPSHOTS).with_suffix("").as_posix()
            now = json.loads(path.read_text(encoding="utf-8"))
            for place, old, new in differences(json.loads(before), now):
                yield {"page": page, "place": place, "before": old, "after": new}


def differences(before: Facts, now: Facts) -> Iterator[tuple[str, str, str]]:
    """Place, old and new numbers, wherever two snapshots of a page say another number."""
    for name, old in before["values"].items():
        new = now["values"].get(name, old)
        if new != old:
            yield name, old[0], new[0]
    for block, run in before["runs"].items():
        for kind in RESULTS:
            pair = run.get(kind), now["runs"].get(block, {}).get(kind)
            old, new = (json.dumps(one, ensure_ascii=False) for one in pair)
            if old != new and NUMBER.sub("#", old) == NUMBER.sub("#", new):
                apart = [
                    two for two in zip(NUMBER.findall(old), NUMBER.findall(new)) if two[0] != two[1]
                ]
                yield block, *(" ".join(numbers) for numbers in zip(*apart))


def _git(*words: str) -> str:
    """What git answers; nothing where it knows nothing."""
    done = subprocess.run(
        ["git", *words], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    return done.stdout if not done.returncode else ""


if __name__ == "__main__":
    sys.exit(main())
