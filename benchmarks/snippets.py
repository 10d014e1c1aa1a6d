"""Time and memory of the snippets beside PyTorch: python benchmarks/snippets.py [--json FILE].

One thread; each row interleaves the contestants and takes the best of their repeats, which even a
busy machine gives now and then. Beside each time stands which part of the machine's measured speed
of matrix products it is, counting the products that the formula needs. Peak memory counts input,
weights, output and all that NumPy allocates in between, as multiples of input + output + weights.
Exits with 1 if the geometric mean of the ratios, or the memory of a row, is above its limit.
"""

import argparse
import functools
import json
import os
import platform
import statistics
import sys
import time
import tracemalloc
from pathlib import Path

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"  # before NumPy and PyTorch are loaded
sys.path.insert(0, str(Path(__file__).parent.parent / "snippets"))

import numpy as np  # noqa: E402
import torch  # noqa: E402
import torch.nn.functional as F  # noqa: E402, N812
from conv import conv, conv_tap_by_tap  # noqa: E402
from conv_matrix import im2col  # noqa: E402
from conv_transpose import (  # noqa: E402
    conv_transpose,
    conv_transpose_by_stamping,
    conv_transpose_tap_by_tap,
)
from fft_conv import fft_conv  # noqa: E402
from winograd import winograd_conv2d  # noqa: E402

try:
    import scipy.signal
except ImportError:  # shown where it is installed
    scipy = None

LIMITS = {"conv": 1.5, "conv_transpose": 1.0, "memory": 3.0}
# Input, output channels, kernel, stride.
CONVS = [
    ((8, 16, 64, 64), 32, 3, 1),
    ((1, 64, 56, 56), 64, 3, 1),
    ((1, 16, 64, 64), 32, 3, 2),
    ((4, 32, 28, 28), 64, 1, 1),
]
# Input, output channels, kernel, stride, padding.
TRANSPOSED = [
    ((8, 16, 64, 64), 32, 4, 2, 1),
    ((1, 64, 56, 56), 64, 4, 2, 1),
    ((4, 32, 32, 32), 16, 3, 3, 0),
    ((1, 64, 28, 28), 32, 3, 1, 1),
    ((1, 32, 32, 32), 16, 3, 2, 1),
]


def numbers(*shape):
    """Random float32 numbers, the same in every run."""
    return np.random.default_rng(sum(shape)).standard_normal(shape).astype(np.float32)


def bests(contestants, repeats):
    """The least milliseconds of each, taking turns."""
    times = {name: [] for name in contestants}
    for turn in range(repeats + 2):
        for name, run in contestants.items():
            start = time.perf_counter()
            run()
            if turn > 1:  # the first two warm up
                times[name].append(1000 * (time.perf_counter() - start))
    return {name: min(all_times) for name, all_times in times.items()}


def products_per_ms(size=512):
    """Multiply-adds of a matrix product of this size in a millisecond, at best."""
    one, other, out = numbers(size, size), numbers(size, size), np.empty((size, size), np.float32)
    least = bests({"product": lambda: np.matmul(one, other, out=out)}, 41)["product"]
    return size**3 / least


def peak(run, *arrays):
    """Peak memory as a multiple of input + output + weights."""
    run()
    tracemalloc.start()
    y = run()
    allocated = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    given = sum(a.nbytes for a in arrays)
    return (allocated + given) / (given + y.nbytes)


def conv_by_im2col(x, weight):
    """The form with one large product, which copies every window."""
    flat = weight.reshape(len(weight), -1)
    size = x.shape[2] - weight.shape[2] + 1, x.shape[3] - weight.shape[3] + 1
    return np.stack([(flat @ im2col(a, weight.shape[2:])).reshape(-1, *size) for a in x])


def conv_by_scipy(x, weight):
    """scipy.signal.correlate for every pair of channels, added up."""
    correlate = scipy.signal.correlate
    return np.stack(
        [[sum(correlate(c, t, "valid") for c, t in zip(a, taps)) for taps in weight] for a in x]
    )


def conv_by_loop(x, weight):
    """One sum for every output cell."""
    size = x.shape[2] - weight.shape[2] + 1, x.shape[3] - weight.shape[3] + 1
    y = np.empty((len(x), len(weight), *size), dtype=x.dtype)
    for b, o, row, column in np.ndindex(y.shape):
        seen = x[b, :, row : row + weight.shape[2], column : column + weight.shape[3]]
        y[b, o, row, column] = np.sum(seen * weight[o])
    return y


def transpose_by_loop(x, weight):
    """Stamping for every pair of channels, added up."""
    pairs = [[[(a, w) for a, w in zip(b, weight[:, o])] for o in range(weight.shape[1])] for b in x]
    return np.array(
        [[sum(conv_transpose_by_stamping(*p, 2, 1) for p in o) for o in b] for b in pairs]
    )


def row(title, fast, contestants, arrays, products, repeats):
    """Time the contestants, print the row, and return what it says."""
    exact = contestants["PyTorch"]().numpy()
    for name, run in contestants.items():
        if not np.allclose(run(), exact, atol=1e-2, rtol=1e-3):
            raise AssertionError(f"{name} is wrong on {title}")
    quick = {name: run for name, run in contestants.items() if "once" not in name}
    times = bests(quick, repeats)
    times |= once({n: run for n, run in contestants.items() if n not in quick})
    ratios = {name: times[name] / times["PyTorch"] for name in times}
    memory = {name: peak(contestants[name], *arrays) for name in quick if name != "PyTorch"}
    most = products_per_ms()
    parts = {name: products / ms / most for name, ms in times.items()}
    print(f"\n{title}")
    for name, ms in times.items():
        note = f"  memory {memory[name]:5.2f}x" if name in memory else ""
        said = f"{ratios[name]:8.2f}x {parts[name]:5.0%} of the peak{note}"
        print(f"  {name:28} {ms:10.2f} ms {said}")
    found = {"ms": times, "ratio": ratios, "peak": parts, "memory": memory}
    return {"case": title, "fast": fast, **found}


def judged(rows):
    """The geometric mean of each fast form over its rows, printed; whether all limits hold."""
    holds = []
    for fast in ("conv", "conv_transpose"):
        mine = [one for one in rows if one["fast"] == fast]
        mean = statistics.geometric_mean(one["ratio"][fast] for one in mine)
        part, torchs = (
            statistics.geometric_mean(one["peak"][name] for one in mine)
            for name in (fast, "PyTorch")
        )
        memory = max(one["memory"][fast] for one in mine)
        holds.append(mean <= LIMITS[fast] and memory <= LIMITS["memory"])
        print(
            f"{fast}: {mean:.2f}x the time of PyTorch (geometric mean of {len(mine)}, at most "
            f"{LIMITS[fast]}), at {part:.0%} of the peak (PyTorch at {torchs:.0%}), memory "
            f"{memory:.2f}x (at most {LIMITS['memory']}): {'yes' if holds[-1] else 'NO'}"
        )
    return all(holds)


def once(contestants):
    """Milliseconds of one run each, for the slow ones."""
    times = {}
    for name, run in contestants.items():
        start = time.perf_counter()
        run()
        times[name] = 1000 * (time.perf_counter() - start)
    return times


def conv_row(shape, outputs, kernel, stride, repeats, slow):
    """Convolution on one size, beside the other ways to compute it."""
    x, weight = numbers(*shape), numbers(outputs, shape[1], kernel, kernel)
    tensors = torch.from_numpy(x), torch.from_numpy(weight)
    contestants = {
        "PyTorch": lambda: F.conv2d(*tensors, stride=stride),
        "conv": lambda: conv(x, weight, stride=stride),
        "conv_tap_by_tap (clear)": lambda: conv_tap_by_tap(x, weight, stride),
    }
    if (kernel, stride) == (3, 1):
        contestants |= {
            "im2col": lambda: conv_by_im2col(x, weight),
            "winograd_conv2d, tile 4": lambda: winograd_conv2d(x, weight, tile=4),
            "fft_conv": lambda: fft_conv(x, weight),
        }
        if slow and scipy:
            contestants["scipy.signal, once"] = lambda: conv_by_scipy(x, weight)
        if slow:
            contestants["plain loop, once"] = lambda: conv_by_loop(x, weight)
    title = f"convolution {shape} -> {outputs} channels, kernel {kernel}, stride {stride}"
    made = contestants["PyTorch"]()
    products = made.numel() * weight[0].size
    return row(title, "conv", contestants, (x, weight), products, repeats)


def transpose_row(shape, outputs, kernel, stride, padding, repeats, slow):
    """Transposed convolution on one size."""
    x, weight = numbers(*shape), numbers(shape[1], outputs, kernel, kernel)
    tensors = torch.from_numpy(x), torch.from_numpy(weight)
    inner = slice(padding, -padding or None)
    contestants = {
        "PyTorch": lambda: F.conv_transpose2d(*tensors, stride=stride, padding=padding),
        "conv_transpose": lambda: conv_transpose(x, weight, stride=stride, padding=padding),
        "tap by tap (clear)": lambda: conv_transpose_tap_by_tap(x, weight, stride)[
            :, :, inner, inner
        ],
    }
    if slow and (shape[0], kernel) == (1, 4):
        small = numbers(1, 2, 56, 56), numbers(2, 2, 4, 4)
        ms = once({"loop": lambda: transpose_by_loop(*small)})["loop"]
        pairs = shape[1] * outputs / 4
        print(f"\n  (stamping one cell at a time would take about {ms * pairs / 1000:.0f} s below)")
    title = (
        f"transposed convolution {shape} -> {outputs} channels, kernel {kernel}, stride {stride}, "
        f"padding {padding}"
    )
    products = x.size * weight[0].size
    return row(title, "conv_transpose", contestants, (x, weight), products, repeats)


def growth(repeats):
    """Time for 1, 2, 4, 8 times the batch and the area, as multiples of the first."""
    found = {}
    weight, back = numbers(32, 16, 3, 3), numbers(16, 32, 4, 4)
    for what, shapes in (
        ("batch", [(n, 16, 64, 64) for n in (2, 4, 8, 16)]),
        ("area", [(4, 16, 32 * n, 64) for n in (1, 2, 4, 8)]),
    ):
        for name, run in (
            ("conv", lambda x: conv(x, weight)),
            ("conv_transpose", lambda x: conv_transpose(x, back, stride=2, padding=1)),
        ):
            runs = {shape: functools.partial(run, numbers(*shape)) for shape in shapes}
            times = list(bests(runs, repeats).values())
            found[f"{name}, {what}"] = [t / times[0] for t in times]
    print("\ntime when batch or area grow 1, 2, 4, 8 times")
    for name, factors in found.items():
        print(f"  {name:28} " + "  ".join(f"{f:5.2f}" for f in factors))
    return found


def main():
    """Print all rows; 0 if every limit holds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path, help="also write the numbers to this file")
    parser.add_argument("--repeats", type=int, default=21)
    parser.add_argument("--quick", action="store_true", help="without scipy and the plain loops")
    options = parser.parse_args()
    torch.set_num_threads(1)
    versions = {"python": platform.python_version(), "numpy": np.__version__}
    versions |= {"torch": torch.__version__, "scipy": scipy.__version__ if scipy else None}
    print(", ".join(f"{name} {version}" for name, version in versions.items()))
    rows = []
    for size in CONVS:
        rows.append(conv_row(*size, options.repeats, not options.quick))
    for size in TRANSPOSED:
        rows.append(transpose_row(*size, options.repeats, not options.quick))
    grown = growth(max(5, options.repeats // 3))
    if options.json:
        result = {"versions": versions, "limits": LIMITS, "rows": rows, "growth": grown}
        options.json.write_text(json.dumps(result, indent=2) + "\n")
    print()
    return 0 if judged(rows) else 1


if __name__ == "__main__":
    sys.exit(main())
