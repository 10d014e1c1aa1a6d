"""Ways to compute one convolution beside F.conv2d: python -m benchmarks.fast_algorithms [--record].

One thread. In each row the contestants take turns, and each has the least of its times: whatever
else the machine does can only add to a time. A row is a number of channels and a kernel size; its
ratios are to PyTorch's own convolution in the same row. `--record` writes facts/speed.json, which
a page shows.
"""

import argparse
import datetime
import json
import os
import platform
import sys
import time
from pathlib import Path

if __name__ == "__main__":  # before NumPy and PyTorch are loaded
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "snippets")]

from conv_matrix import im2col  # noqa: E402
from fft_conv import fft_conv  # noqa: E402
from winograd import winograd_conv2d  # noqa: E402

from facts.tables import sealed  # noqa: E402

RECORD = ROOT / "facts" / "speed.json"
SIZE = 64  # cells along an axis of the input
CHANNELS = (1, 32)  # as many out as in
KERNELS = (3, 5, 9, 17, 31)
THREADS = 1
SECONDS = 1.0  # of each contestant in a row, about
LEAST, MOST = 3, 200  # turns
BASE = "conv2d"


def by_im2col(x, weight):
    """NumPy: the windows as columns, and one matrix product."""
    kernel = weight.shape[2:]
    o = [i - k + 1 for i, k in zip(x.shape[2:], kernel)]
    flat = weight.reshape(len(weight), -1)
    return np.stack([(flat @ im2col(one, kernel)).reshape(-1, *o) for one in x])


def by_unfold(x, weight):
    """PyTorch: the same."""
    kernel = weight.shape[2:]
    o = [i - k + 1 for i, k in zip(x.shape[2:], kernel)]
    y = weight.flatten(1) @ F.unfold(x, kernel)
    return y.reshape(len(x), len(weight), *o)


def by_torch_fft(x, weight):
    """PyTorch: the fast Fourier transform, the kernel's transformed anew each time."""
    i, kernel = x.shape[2:], weight.shape[2:]
    seen, taps = torch.fft.rfft2(x), torch.fft.rfft2(weight, s=i)
    y = torch.fft.irfft2(torch.einsum("bchw,ochw->bohw", seen, taps.conj()), s=i)
    return y[:, :, : i[0] - kernel[0] + 1, : i[1] - kernel[1] + 1]


def contestants(channels, kernel):
    """What is timed in a row, by name; every one computes the same convolution."""
    rng = np.random.default_rng(kernel)
    x = rng.standard_normal((1, channels, SIZE, SIZE)).astype(np.float32)
    weight = rng.standard_normal((channels, channels, kernel, kernel)).astype(np.float32)
    tensors = torch.from_numpy(x), torch.from_numpy(weight)
    found = {
        BASE: lambda: F.conv2d(*tensors),
        "im2col": lambda: by_im2col(x, weight),
        "unfold": lambda: by_unfold(*tensors),
        "fft": lambda: fft_conv(x, weight),
        "torch.fft": lambda: by_torch_fft(*tensors),
    }
    if kernel == 3:  # the only size that the snippet has
        for tile in (2, 4):
            found[f"winograd, tile {tile}"] = lambda m=tile: winograd_conv2d(x, weight, tile=m)
    return found


def row(channels, kernel):
    """The least time of each contestant, as a part of the least of F.conv2d."""
    runs = contestants(channels, kernel)
    exact = np.asarray(runs[BASE]())
    longest = 0.0
    for name, run in runs.items():
        start = time.perf_counter()
        if not np.allclose(run(), exact, rtol=1e-3, atol=1e-3 * np.abs(exact).max()):
            raise AssertionError(f"{name} is wrong for {channels} channels, kernel {kernel}")
        longest = max(longest, time.perf_counter() - start)
    least = dict.fromkeys(runs, float("inf"))
    for _ in range(min(MOST, max(LEAST, round(SECONDS / longest)))):
        for name, run in runs.items():
            start = time.perf_counter()
            run()
            least[name] = min(least[name], time.perf_counter() - start)
    return {name: took / least[BASE] for name, took in least.items()}


def about():
    """With what, on what and when it was measured; no name of the machine."""
    return {
        "date": datetime.date.today().isoformat(),
        "python": platform.python_version(),
        "numpy": np.__version__,
        "torch": torch.__version__.partition("+")[0],
        "machine": platform.machine(),
        "cores": os.cpu_count(),
        "threads": THREADS,
    }


def main():
    """Time every row, print it, and write the record if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--record", action="store_true", help=f"write {RECORD.name}, for a page")
    asked = parser.parse_args()
    torch.set_num_threads(THREADS)
    record, known = [], about()
    for channels in CHANNELS:
        for kernel in KERNELS:
            for way, ratio in row(channels, kernel).items():
                print(f"{channels:3} channels, kernel {kernel:2}  {way:18} {ratio:8.2f}x")
                case = {"way": way, "channels": channels, "size": SIZE, "kernel": kernel}
                measured = {**case, "ratio": float(f"{ratio:.2g}"), **known}
                record.append({**measured, "seal": sealed(measured)})
    if asked.record:
        RECORD.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
