"""Lighthouse, mobile preset, over gzip: each kind of page beside a bare page of the theme.

`make lighthouse` installs it and runs this. Every round visits every page once, so that a busy
moment of the machine spoils one round of all pages and not all rounds of one. The bare page is
Material as it comes, with one heading and one sentence; performance is compared with it because a
score moves with the machine. A visit takes a quarter of a minute; `--rounds 1` for a first look.
"""

import argparse
import json
import os
import tempfile
from pathlib import Path
from statistics import median

from benchmarks.built import built
from benchmarks.compressed import sending
from engine import scripts
from tests.browser.browser import FLAGS, find_chromium
from tests.project import run, said, write

LIGHTHOUSE = Path(__file__).with_name("lighthouse") / "node_modules/lighthouse/cli/index.js"
PAGES = (
    "",
    "zh/",
    "learn/transposed-convolution/",
    "zh/learn/transposed-convolution/",
    "tools/explorer/",
    "zh/tools/explorer/",
    "tools/layers/",
    "zh/tools/layers/",
    "tools/sizes/",
    "zh/tools/sizes/",
    "labs/the-article/",
    "zh/labs/the-article/",
)
FULL = ("accessibility", "best-practices", "seo")
LEAST, BELOW_BARE = 97, 2  # points of performance
TIMES = {
    "FCP": "first-contentful-paint",
    "LCP": "largest-contentful-paint",
    "TBT": "total-blocking-time",
    "CLS": "cumulative-layout-shift",
}
BARE = "site_name: Bare\nsite_url: http://127.0.0.1/\ntheme: { name: material, font: false }\n"


def bare_site(folder):
    """A site of the theme as it comes, with one page that says nearly nothing."""
    write(folder / "mkdocs.yml", BARE)
    write(folder / "docs" / "index.md", "# A bare page\n\nIt has one sentence.\n")
    done = run("-m", "mkdocs", "build", "--quiet", cwd=folder)
    if done.returncode:
        raise SystemExit(f"The bare page does not build:\n{said(done)}")
    return folder / "site"


def visited(address):
    """What Lighthouse says of a page: points of each category, and times."""
    done = scripts.run(
        "node",
        str(LIGHTHOUSE),
        address,
        "--quiet",
        "--output=json",
        f"--chrome-flags=--headless {' '.join(FLAGS)}",
        f"--only-categories={','.join(('performance', *FULL))}",
    )
    if done.returncode:
        raise SystemExit(f"Lighthouse fails on {address}:\n{done.stderr}")
    report = json.loads(done.stdout)
    points = {name: round(100 * one["score"]) for name, one in report["categories"].items()}
    times = {name: report["audits"][audit]["numericValue"] for name, audit in TIMES.items()}
    return points | times | {"failed": failures(report)}


def failures(report):
    """The audits that cost points, performance apart."""
    return {
        one["id"]
        for category in FULL
        for one in report["categories"][category]["auditRefs"]
        if one["weight"] and report["audits"][one["id"]]["score"] not in (1, None)
    }


def middle(visits, name):
    """The median of what some visits found."""
    return median(one[name] for one in visits)


def line(path, visits):
    """What is printed of a page."""
    points = "/".join(f"{middle(visits, name):.0f}" for name in ("performance", *FULL))
    seconds = " ".join(f"{name} {middle(visits, name) / 1000:.2f} s" for name in ("FCP", "LCP"))
    failed = ", ".join(sorted(set().union(*(one["failed"] for one in visits))))
    return (
        f"{path:<36} {points:<16} {seconds}, TBT {middle(visits, 'TBT'):.0f} ms, "
        f"CLS {middle(visits, 'CLS'):.3f} {failed}"
    )


def holds(visits, bare):
    """Whether a page has full points, and is nearly as quick as the bare one."""
    least = max(LEAST, middle(bare, "performance") - BELOW_BARE)
    full = all(middle(visits, name) == 100 for name in FULL)
    return full and middle(visits, "performance") >= least


def main():
    """Print the medians of every page; exit with 1 when one is below its limit."""
    parser = argparse.ArgumentParser()
    parser.add_argument("site", nargs="?", type=Path, help="a built site; else it is built")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--pages", nargs="*", default=PAGES)
    asked = parser.parse_args()
    chrome = find_chromium()
    if not chrome or not LIGHTHOUSE.exists():
        raise SystemExit("Chromium and `make lighthouse` are needed.")
    os.environ["CHROME_PATH"] = chrome
    with tempfile.TemporaryDirectory() as folder:
        site = built(asked.site, folder)
        bare, visits = [], {path: [] for path in asked.pages}
        with sending(bare_site(Path(folder, "bare"))) as (plain, _), sending(site) as (ours, _):
            for n in range(asked.rounds):
                print(f"round {n + 1} of {asked.rounds}", flush=True)
                bare.append(visited(plain))
                for path, found in visits.items():
                    found.append(visited(ours + path))
                    print(line(f"  /{path}", found[-1:]), flush=True)
    print("points: performance/accessibility/best practices/SEO, medians")
    print(line("a bare page of the theme", bare))
    for path, found in visits.items():
        print(line(f"/{path}", found) + ("" if holds(found, bare) else "  BELOW"))
    raise SystemExit(not all(holds(found, bare) for found in visits.values()))


if __name__ == "__main__":
    main()
