"""Size of the explorer's script, and time from a changed parameter to the painted figure.

Run `python -m benchmarks.explorer` in the project's folder; it builds the site and needs Chromium.
The script time is what the main thread works for one change; painted is when the next frame is out.
"""

from benchmarks import tool
from tests.browser.browser import chromium

MOST_BYTES = 40_000
BUDGETS = {12: 8.0, 32: 16.0}  # input size -> milliseconds of script
ROUNDS = 60

MEASURE = """
async ({ view, mode, size, rounds }) => {
  const element = document.querySelector("conv-explorer");
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  element.state = { mode, view, i: size, k: 3, s: 1, p: 1 };
  const slider = element.querySelector('[data-parameter="p"]');
  const script = [], painted = [];
  for (let round = 0; round < rounds + 5; round++) {
    await frame();
    slider.value = 1 + (round % 2);
    const start = performance.now();
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    const worked = performance.now() - start;
    await frame();
    if (round >= 5) { script.push(worked); painted.push(performance.now() - start); }
  }
  const middle = (all) => all.sort((a, b) => a - b)[Math.floor(all.length / 2)];
  return { script: middle(script), slow: script[Math.floor(script.length * 0.95)],
           painted: middle(painted) };
}
"""


def print_times(address):
    """Median, slow and painted time of an update, for every view and size."""
    right = True
    with chromium() as browser:
        tab = browser.new_page(viewport={"width": 1280, "height": 900})
        tab.goto(f"{address}tools/explorer/")
        for mode, views in (
            ("transposed", ("stamp", "slide", "matrix")),
            ("conv", ("slide", "matrix")),
        ):
            for view in views:
                for size, budget in BUDGETS.items():
                    options = {"mode": mode, "view": view, "size": size, "rounds": ROUNDS}
                    took = tab.evaluate(MEASURE, options)
                    right &= took["script"] <= budget
                    print(
                        f"{mode:>10} {view:>6} {size:>2}×{size:<2}  script "
                        f"{took['script']:5.1f} ms (95 %: {took['slow']:5.1f}) of {budget:.0f}, "
                        f"painted after {took['painted']:5.1f} ms"
                    )
    return right


if __name__ == "__main__":
    tool.main("explorer", MOST_BYTES, print_times)
