"""Size of the calculator's script, and what the main thread works when a model was changed.

Run `python -m benchmarks.calculator [SITE]` in the project's folder; it builds the site if none is
given, and needs Chromium. Beside each time stands a fixed loop of the same run: machines are noisy.
"""

from benchmarks import tool
from tests.browser.browser import chromium
from tests.web.models import models

MOST_BYTES = 90_000
BUDGETS = {  # model: milliseconds of script
    "pytorch_unet": 50,
    "dcgan_generator": 50,
    "tcn": 50,
    "torchvision: ResNet(Bottleneck, [3, 4, 6, 3])": 200,
}
ROUNDS = 15

MEASURE = """
async ({ code, input, rounds }) => {
  const element = document.querySelector("layer-stack");
  const middle = (all) => all.sort((a, b) => a - b)[Math.floor(all.length / 2)];
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  element.input = input;
  const loop = [], script = [];
  for (let round = 0; round < rounds + 3; round++) {
    await frame();
    const begin = performance.now();
    let sum = 0;
    for (let n = 0; n < 3e6; n++) sum = (sum + n * n) % 1000003;
    const start = performance.now();
    element.code = code + "\\n#" + " ".repeat((round + sum) % 2);
    const end = performance.now();
    if (round >= 3) { loop.push(start - begin); script.push(end - start); }
  }
  return { script: middle(script), loop: middle(loop), rows: element.rows.length };
}
"""


def print_times(address):
    """The median of an update for every model, beside that of a fixed loop."""
    right = True
    listed = {model.name: model for model in models()}
    with chromium() as browser:
        tab = browser.new_page(viewport={"width": 1280, "height": 900})
        tab.goto(f"{address}tools/layers/")
        for name, budget in BUDGETS.items():
            model = listed[name]
            shape = ",".join(map(str, model.input))
            took = tab.evaluate(MEASURE, {"code": model.paste, "input": shape, "rounds": ROUNDS})
            right &= took["script"] <= budget
            print(
                f"{name:<48} {took['rows']:>4} rows  script {took['script']:6.1f} ms of {budget}, "
                f"a fixed loop {took['loop']:5.1f} ms"
            )
    return right


if __name__ == "__main__":
    tool.main("layers", MOST_BYTES, print_times)
