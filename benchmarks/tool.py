"""What the benchmarks of the tools share: the size of a script, and a built site in Chromium."""

import gzip
import sys
import tempfile

from benchmarks.built import built
from engine import scripts
from tests.browser.browser import find_chromium, served


def print_size(room, most):
    """Bytes of a room's scripts, gzipped; whether the budget of a page holds."""
    scripts.ensure()
    sizes = {one.name: len(gzip.compress(one.read_bytes(), 9)) for one in scripts.scripts_of(room)}
    for name, size in sizes.items():
        print(f"{name}  {size:,} of {most:,} bytes gzipped")
    return max(sizes.values()) <= most


def main(room, most, print_times):
    """Print sizes and times; exit with 1 when a budget is broken."""
    right = print_size(room, most)
    if not find_chromium():
        raise SystemExit("No Chromium is installed here, so the times were not measured.")
    with tempfile.TemporaryDirectory() as folder:
        site = built(sys.argv[1] if len(sys.argv) > 1 else None, folder)
        with served(site) as address:
            right &= print_times(address)
    raise SystemExit(not right)
