"""What check_here.py says with other releases: python -m tools.checked_here PYTHON...

Each PYTHON is an interpreter that has NumPy and a PyTorch of its own. The snippet is copied into an
empty folder, as a reader would, and run there; facts/checked_here.json is the record, which a page
shows.
"""

import argparse
import datetime
import json
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from facts.tables import sealed

ROOT = Path(__file__).resolve().parent.parent
SNIPPET = ROOT / "snippets" / "check_here.py"
RECORD = ROOT / "facts" / "checked_here.json"
ASK = """
import json, platform, sys
sys.path[:0] = ["."]
import check_here as here
print(json.dumps({
    "torch": here.torch.__version__.partition("+")[0],
    "numpy": here.np.__version__,
    "python": platform.python_version(),
    "formulas": [one._asdict() for one in here.check_formulas()],
    "texts": [one._asdict() for one in here.check_texts()],
}))
"""


def asked(python: str) -> dict[str, Any]:
    """What the snippet says when this interpreter runs it alone in an empty folder."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(SNIPPET, folder)
        command = [python, "-I", "-c", ASK]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{python} could not run it: {done.stdout}{done.stderr}")
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


def row(answer: dict[str, Any], date: str) -> dict[str, Any]:
    """The record of one release."""
    formulas, texts = answer["formulas"], answer["texts"]
    found = {
        **{name: answer[name] for name in ("torch", "numpy", "python")},
        "date": date,
        "cases": sum(one["cases"] for one in formulas),
        "hold": named(formulas, lambda one: not (one["differs"] or one["not_tried"])),
        "differ": named(formulas, lambda one: one["differs"]),
        "not_tried": named(formulas, lambda one: one["not_tried"]),
        "same_texts": tuple(one["id"] for one in texts if one["site"] == one["here"]),
        "other_texts": tuple(one["id"] for one in texts if one["site"] != one["here"]),
    }
    return {**found, "seal": sealed(found)}


def named(formulas: list[dict[str, Any]], which: Any) -> tuple[str, ...]:
    """The names of some formulas."""
    return tuple(one["formula"] for one in formulas if which(one))


def release(one: dict[str, Any]) -> list[int]:
    """Releases by number, as 1.12 comes after 1.4."""
    return [int(part) for part in one["torch"].split(".")]


def main() -> None:
    """Ask every interpreter, print what differs, and write the record."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("python", nargs="+", help="an interpreter with a PyTorch of its own")
    date = datetime.date.today().isoformat()
    record = [row(asked(python), date) for python in parser.parse_args().python]
    record.sort(key=release)
    for one in record:
        print(f"PyTorch {one['torch']}: {len(one['hold'])} formulas hold in {one['cases']} cases")
        for name in ("differ", "not_tried", "other_texts"):
            print(f"  {name}: {', '.join(one[name]) or 'none'}")
    lines = ",\n".join(f"  {json.dumps(one, ensure_ascii=False)}" for one in record)
    RECORD.write_text(f"[\n{lines}\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main()
