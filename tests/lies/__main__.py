"""`make lies`: plant small falsehoods at random, accept each, name those that nobody noticed."""

import argparse
import contextlib
import datetime
import json
import platform
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from queue import Empty, SimpleQueue

import yaml

from tests.lies.checking import PATIENCE
from tests.lies.judge import Judge, Verdict
from tests.lies.lie import Lie, found_again
from tests.lies.planting import KINDS, drawn
from tests.project import ROOT

# Survivors that change nothing, each with the reason; found by hand.
HARMLESS = yaml.safe_load(Path(__file__).with_name("harmless.yml").read_text("utf-8"))
RECORD = ROOT / "facts" / "lies.json"
MORE = 4  # times as long, for a lie that not all tests had met in time
LEAST = 0.95  # of all lies must be noticed, and every one of the kinds that say `all`


def main():
    """Draw, judge, report."""
    parser = argparse.ArgumentParser(prog="make lies", description=__doc__)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--kind", action="append", help="only this kind; may be given again")
    parser.add_argument("--report", help="a file for every verdict, as JSON")
    parser.add_argument(
        "--again", help="a report: judge what it does not call noticed, as it is now"
    )
    parser.add_argument("--real", type=int, default=0, help="so many also by the real commands")
    parser.add_argument("--record", action="store_true", help=f"write {RECORD.name}, for a page")
    asked = parser.parse_args()
    begin = time.monotonic()
    if asked.again:
        verdicts = again(json.loads(Path(asked.again).read_text("utf-8")), asked.workers)
    else:
        kinds = [one for one in KINDS if not asked.kind or one["kind"] in asked.kind]
        lies = drawn(random.Random(asked.seed), asked.count, kinds)
        verdicts = judged(lies, asked.workers)
    print(report(verdicts))
    if asked.report:
        Path(asked.report).write_text(json.dumps(rows(verdicts), indent=1, ensure_ascii=False))
    if alarm := false_alarm(verdicts):
        sys.exit(f"This fails without any lie, and so nothing was shown: {alarm}")
    apart = compared(verdicts[:: max(1, len(verdicts) // asked.real)]) if asked.real else []
    minutes = (time.monotonic() - begin) / 60
    print(f"{len(verdicts)} lies, seed {asked.seed}, {minutes:.1f} min")
    if asked.record:
        RECORD.write_text(
            json.dumps(record(verdicts), indent=1, ensure_ascii=False) + "\n", "utf-8"
        )
    return 0 if good(verdicts) and not apart else 1


def compared(verdicts):
    """The lies on which the real commands of CONTRIBUTING decide otherwise."""
    apart = []
    with tempfile.TemporaryDirectory(prefix="lies-") as folder:
        judge = Judge(Path(folder, "real"))
        for one in verdicts:
            by = judge.by_commands(one.lie)
            print(f"by the commands: {by or 'nothing'}; before: {one.noticed or 'nothing'}")
            if bool(by) != bool(one.noticed):
                apart.append(one)
                print(f"APART {one.lie.kind}: {one.sentence}")
        judge.end()
    return apart


def again(report, workers):
    """The verdicts of a report, and new ones where nothing was noticed then."""
    known, left = [], []
    for row in report:
        lie = found_again(row, ROOT)
        told = lie or Lie(row["kind"], row["room"], row["language"], row["what"], ())
        before = Verdict(told, row["lie"], row["noticed"], row["seconds"], late=row["late"])
        if row["noticed"] or is_harmless(before) or lie is None:  # what is not there is not judged
            known.append(before)
        else:
            left.append(lie)
    return known + [replace(one, late=True) for one in judged(left, workers)]


def judged(lies, workers):
    """The verdict on every lie; each worker has a copy of its own.

    Where the time was over before every test had run, one worker judges alone, with more time.
    """
    waiting, found, judges = SimpleQueue(), [], []
    for lie in lies:
        waiting.put(lie)

    def work(folder):
        judge = Judge(Path(folder))
        while not waiting.empty():
            with contextlib.suppress(Empty):
                found.append(judge.judge(waiting.get_nowait()))
                print(
                    "." if found[-1].noticed else f"\n{survivor(found[-1])}\n", end="", flush=True
                )
        judges.append(judge)

    with tempfile.TemporaryDirectory(prefix="lies-") as folder:
        threads = [
            threading.Thread(target=work, args=(Path(folder, str(number)),))
            for number in range(workers)
        ]
        for one in threads:
            one.start()
        for one in threads:
            one.join()
        for at, one in enumerate(found):
            if not one.finished:
                found[at] = judges[0].judge(one.lie, MORE * PATIENCE)
        for judge in judges:
            judge.end()
    return found


def false_alarm(verdicts):
    """What fails where nothing was planted, of the tests that noticed something."""
    with tempfile.TemporaryDirectory(prefix="lies-") as folder:
        judge = Judge(Path(folder, "true"))
        found = judge.false_alarm(sorted(noticing(verdicts)))
        judge.end()
    return found


def noticing(verdicts):
    """The tests that noticed something, with all their cases: a lie can change the name of one."""
    found = (one.noticed.partition("[")[0] for one in verdicts)
    return {test for test in found if test.startswith("tests/")}


def rows(verdicts):
    return [
        {
            "kind": one.lie.kind,
            "room": one.lie.room,
            "language": one.lie.language,
            "lie": one.sentence,
            "noticed": one.noticed,
            "late": one.late,
            "seconds": round(one.seconds, 2),
            "what": one.lie.what,
            "places": list(one.lie.places(ROOT)),
        }
        for one in verdicts
    ]


def record(verdicts):
    """What a page says of this run."""
    versions = {
        "date": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "python": platform.python_version(),
        "torch": version("torch").partition("+")[0],
    }
    found = []
    for kind in KINDS:
        mine = [one for one in verdicts if one.lie.kind == kind["kind"]]
        noticed = sum(bool(one.noticed) and not one.late for one in mine)
        later = sum(bool(one.noticed) and one.late for one in mine)
        names = {"en": kind["kind"], "zh": kind["zh"]}
        idle = sum(is_harmless(one) for one in mine)
        counts = {"planted": len(mine), "noticed": noticed, "later": later, "harmless": idle}
        found.append({**names, **counts, **versions})
    return found


def is_harmless(verdict):
    """Whether nothing noticed it because nothing is false."""
    return not verdict.noticed and any(one["lie"] == verdict.sentence for one in HARMLESS)


def good(verdicts):
    strict = {one["kind"] for one in KINDS if one.get("all")}
    survivors = [one for one in verdicts if not (one.noticed or is_harmless(one))]
    share = 1 - len(survivors) / len(verdicts)
    return share >= LEAST and not any(one.lie.kind in strict for one in survivors)


def survivor(verdict):
    lie = verdict.lie
    where = f"{lie.kind}, {lie.room} {lie.language}"
    said = "HARMLESS" if is_harmless(verdict) else "NOT NOTICED"
    return f"{said} {where}, {verdict.seconds:.0f} s: {verdict.sentence}"


def report(verdicts):
    """How many of each kind were noticed, and by what; and every survivor."""
    lines = [""]
    for kind in (one["kind"] for one in KINDS):
        mine = [one for one in verdicts if one.lie.kind == kind]
        by = Counter(one.noticed.partition(":")[0] for one in mine if one.noticed)
        most = ", ".join(f"{name} {count}" for name, count in by.most_common(3))
        lines.append(f"{kind:16} {sum(by.values()):4} of {len(mine):4}  {most}")
    for one in verdicts:
        if not one.noticed:
            lines.append(survivor(one))
    noticed = sum(bool(one.noticed) for one in verdicts)
    lines.append(f"noticed {noticed} of {len(verdicts)}: {noticed / max(1, len(verdicts)):.1%}")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
