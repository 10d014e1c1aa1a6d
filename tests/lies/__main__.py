"""`make lies`: plant small falsehoods at random, accept each, name those that nobody noticed."""

import argparse
import json
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path
from queue import Empty, SimpleQueue

from tests.lies.judge import Judge
from tests.lies.planting import KINDS, drawn

LEAST = 0.95  # of all lies must be noticed, and every one of the kinds that say `all`


def main():
    """Draw, judge, report."""
    parser = argparse.ArgumentParser(prog="make lies", description=__doc__)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--kind", help="only this kind")
    parser.add_argument("--report", help="a file for every verdict, as JSON")
    asked = parser.parse_args()
    begin = time.monotonic()
    kinds = [one for one in KINDS if asked.kind in (None, one["kind"])]
    lies = drawn(random.Random(asked.seed), asked.count, kinds)
    verdicts = judged(lies, asked.workers)
    print(report(verdicts))
    minutes = (time.monotonic() - begin) / 60
    print(f"{len(lies)} lies, seed {asked.seed}, {minutes:.1f} min")
    if asked.report:
        Path(asked.report).write_text(json.dumps(rows(verdicts), indent=1, ensure_ascii=False))
    return 0 if good(verdicts) else 1


def judged(lies, workers):
    """The verdict on every lie; each worker has a copy of its own."""
    waiting, found = SimpleQueue(), []
    for lie in lies:
        waiting.put(lie)

    def work(folder):
        judge = Judge(Path(folder))
        while True:
            try:
                lie = waiting.get_nowait()
            except Empty:
                return judge.end()
            found.append(judge.judge(lie))
            one = found[-1]
            mark = "." if one.noticed else f"\n{one.lie.kind} in {one.lie.room}: {one.sentence}\n"
            print(mark, end="", flush=True)

    with tempfile.TemporaryDirectory(prefix="lies-") as folder:
        threads = [
            threading.Thread(target=work, args=(Path(folder, str(number)),))
            for number in range(workers)
        ]
        for one in threads:
            one.start()
        for one in threads:
            one.join()
    return found


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


def good(verdicts):
    strict = {one["kind"] for one in KINDS if one.get("all")}
    survivors = [one for one in verdicts if not one.noticed]
    share = 1 - len(survivors) / len(verdicts)
    return share >= LEAST and not any(one.lie.kind in strict for one in survivors)


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
            lie = one.lie
            lines.append(f"NOT NOTICED {lie.kind}, {lie.room} {lie.language}: {one.sentence}")
    noticed = sum(bool(one.noticed) for one in verdicts)
    lines.append(f"noticed {noticed} of {len(verdicts)}: {noticed / max(1, len(verdicts)):.1%}")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
