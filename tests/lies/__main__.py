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
from importlib.metadata import version
from pathlib import Path
from queue import Empty, SimpleQueue

from tests.lies.judge import Judge
from tests.lies.planting import KINDS, drawn
from tests.project import ROOT

RECORD = ROOT / "facts" / "lies.json"
LEAST = 0.95  # of all lies must be noticed, and every one of the kinds that say `all`


def main():
    """Draw, judge, report."""
    parser = argparse.ArgumentParser(prog="make lies", description=__doc__)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--kind", action="append", help="only this kind; may be given again")
    parser.add_argument("--report", help="a file for every verdict, as JSON")
    parser.add_argument("--real", type=int, default=0, help="so many also by the real commands")
    parser.add_argument("--record", action="store_true", help=f"write {RECORD.name}, for a page")
    asked = parser.parse_args()
    begin = time.monotonic()
    kinds = [one for one in KINDS if not asked.kind or one["kind"] in asked.kind]
    lies = drawn(random.Random(asked.seed), asked.count, kinds)
    verdicts = judged(lies, asked.workers)
    print(report(verdicts))
    apart = compared(verdicts[:: max(1, len(verdicts) // asked.real)]) if asked.real else []
    minutes = (time.monotonic() - begin) / 60
    print(f"{len(lies)} lies, seed {asked.seed}, {minutes:.1f} min")
    if asked.record:
        RECORD.write_text(
            json.dumps(record(verdicts), indent=1, ensure_ascii=False) + "\n", "utf-8"
        )
    if asked.report:
        Path(asked.report).write_text(json.dumps(rows(verdicts), indent=1, ensure_ascii=False))
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


def judged(lies, workers):
    """The verdict on every lie; each worker has a copy of its own."""
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
        alarm = judges[0].false_alarm(sorted(noticing(found)))
        for judge in judges:
            judge.end()
    if alarm:
        sys.exit(f"This fails without any lie, and so nothing was shown: {alarm}")
    return found


def noticing(verdicts):
    """The tests that noticed something."""
    return {one.noticed for one in verdicts if one.noticed.startswith("tests/")}


def rows(verdicts):
    return [
        {
            "kind": one.lie.kind,
            "room": one.lie.room,
            "language": one.lie.language,
            "lie": one.sentence,
            "noticed": one.noticed,
            "seconds": round(one.seconds, 2),
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
        noticed = sum(bool(one.noticed) for one in mine)
        names = {"en": kind["kind"], "zh": kind["zh"]}
        found.append({**names, "planted": len(mine), "noticed": noticed, **versions})
    return found


def good(verdicts):
    strict = {one["kind"] for one in KINDS if one.get("all")}
    survivors = [one for one in verdicts if not one.noticed]
    share = 1 - len(survivors) / len(verdicts)
    return share >= LEAST and not any(one.lie.kind in strict for one in survivors)


def survivor(verdict):
    lie = verdict.lie
    where = f"{lie.kind}, {lie.room} {lie.language}"
    return f"NOT NOTICED {where}, {verdict.seconds:.0f} s: {verdict.sentence}"


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
