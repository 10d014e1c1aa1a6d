"""Errors that PyTorch raises around convolutions, each with code that mends it.

Each has an id, the code that raises it, the name and the text of the error as
PyTorch says it on the CPU, and a fix: more code, which runs behind it. All code
may use `torch`, `nn`, `F` and `np`.

Source: the texts are PyTorch's own, one of them Python's.

Examples:
    >>> known = {one.id: one for one in ERRORS}
    >>> known["negative-padding"].text
    'negative padding is not supported'
"""

from typing import Any, NamedTuple

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812
from torch import nn


class Known(NamedTuple):
    """An error with its id, the code that raises it, its kind, text and fix."""

    id: str
    code: str
    kind: str
    text: str
    fix: str


def raised(code: str) -> tuple[str, str]:
    """The name and the text of the error that code raises; empty if none.

    Examples:
        >>> raised("nn.Conv2d(6, 9, 3, groups=4)")
        ('ValueError', 'in_channels must be divisible by groups')
        >>> raised("nn.Conv2d(6, 9, 3, groups=3)")
        ('', '')
    """
    scope: dict[str, Any] = {"torch": torch, "nn": nn, "F": F, "np": np}
    try:
        exec(code, scope)
    except Exception as error:
        return type(error).__name__, str(error)
    return "", ""


ERRORS = (
    Known(
        "channels",
        """
x = torch.ones(1, 3, 32, 32)
nn.Conv2d(1, 8, 3)(x)
""",
        "RuntimeError",
        "Given groups=1, weight of size [8, 1, 3, 3], expected input[1, 3, "
        "32, 32] to have 1 channels, but got 3 channels instead",
        """
y = nn.Conv2d(3, 8, 3)(x)
""",
    ),
    Known(
        "channels-transposed",
        """
x = torch.ones(1, 3, 32, 32)
nn.ConvTranspose2d(8, 3, 4)(x)
""",
        "RuntimeError",
        "Given transposed=1, weight of size [8, 3, 4, 4], expected input[1, "
        "3, 32, 32] to have 8 channels, but got 3 channels instead",
        """
y = nn.ConvTranspose2d(3, 8, 4)(x)
""",
    ),
    Known(
        "channels-last",
        """
image = torch.ones(32, 40, 3)
nn.Conv2d(3, 8, 3)(image)
""",
        "RuntimeError",
        "Given groups=1, weight of size [8, 3, 3, 3], expected input[1, 32, "
        "40, 3] to have 3 channels, but got 32 channels instead",
        """
x = image.permute(2, 0, 1)[None]
y = nn.Conv2d(3, 8, 3)(x)
""",
    ),
    Known(
        "axes",
        """
digit = torch.ones(28, 28)
nn.Conv2d(1, 8, 3)(digit)
""",
        "RuntimeError",
        "Expected 3D (unbatched) or 4D (batched) input to conv2d, but got "
        "input of size: [28, 28]",
        """
x = digit[None, None]
y = nn.Conv2d(1, 8, 3)(x)
""",
    ),
    Known(
        "batch-as-channels",
        """
digits = torch.ones(16, 28, 28)
nn.Conv2d(1, 8, 3)(digits)
""",
        "RuntimeError",
        "Given groups=1, weight of size [8, 1, 3, 3], expected input[1, 16, "
        "28, 28] to have 1 channels, but got 16 channels instead",
        """
x = digits[:, None]
y = nn.Conv2d(1, 8, 3)(x)
""",
    ),
    Known(
        "kernel-too-large",
        """
x = torch.ones(1, 8, 2, 2)
nn.Conv2d(8, 8, 5, padding=1)(x)
""",
        "RuntimeError",
        "Calculated padded input size per channel: (4 x 4). Kernel size: (5 "
        "x 5). Kernel size can't be greater than actual input size",
        """
y = nn.Conv2d(8, 8, 5, padding=2)(x)
""",
    ),
    Known(
        "output-too-small",
        """
x = torch.ones(1, 8, 1, 1)
nn.ConvTranspose2d(8, 4, 2, padding=1)(x)
""",
        "RuntimeError",
        "Given input size per channel: (1 x 1). Calculated output size per "
        "channel: (0 x 0). Output size is too small",
        """
y = nn.ConvTranspose2d(8, 4, 2)(x)
""",
    ),
    Known(
        "output-padding",
        """
x = torch.ones(1, 8, 5, 5)
up = nn.ConvTranspose2d(8, 4, 3, 2, 1, output_padding=2)
up(x)
""",
        "RuntimeError",
        "output padding must be smaller than either stride or dilation, but "
        "got output_padding_height: 2 output_padding_width: 2 "
        "stride_height: 2 stride_width: 2 dilation_height: 1 "
        "dilation_width: 1",
        """
up = nn.ConvTranspose2d(8, 4, 3, 2, 1, output_padding=1)
y = up(x)
""",
    ),
    Known(
        "output-size",
        """
x = torch.ones(1, 8, 16, 16)
up = nn.ConvTranspose2d(8, 4, 4, stride=2, padding=1)
up(x, output_size=[34, 34])
""",
        "ValueError",
        "requested an output size of [34, 34], but valid sizes range from "
        "[32, 32] to [33, 33] (for an input of torch.Size([16, 16]))",
        """
y = up(x, output_size=[33, 33])
""",
    ),
    Known(
        "output-size-constructor",
        """
x = torch.ones(1, 8, 16, 16)
options = {"stride": 2, "padding": 1, "output_size": 33}
nn.ConvTranspose2d(8, 4, 4, **options)
""",
        "TypeError",
        "ConvTranspose2d.__init__() got an unexpected keyword argument "
        "'output_size'",
        """
up = nn.ConvTranspose2d(8, 4, 4, stride=2, padding=1)
y = up(x, output_size=[33, 33])
""",
    ),
    Known(
        "negative-padding",
        """
x = torch.ones(1, 3, 8, 8)
nn.Conv2d(3, 8, 3, padding=-1)(x)
""",
        "RuntimeError",
        "negative padding is not supported",
        """
cropped = F.pad(x, (-1, -1, -1, -1))
y = nn.Conv2d(3, 8, 3)(cropped)
""",
    ),
    Known(
        "same-stride",
        """
x = torch.ones(1, 3, 32, 32)
nn.Conv2d(3, 8, 3, stride=2, padding="same")
""",
        "ValueError",
        "padding='same' is not supported for strided convolutions",
        """
y = nn.Conv2d(3, 8, 3, stride=2, padding=1)(x)
""",
    ),
    Known(
        "same-transposed",
        """
x = torch.ones(1, 3, 16, 16)
up = nn.ConvTranspose2d(3, 8, 4, 2, padding="same")
up(x)
""",
        "TypeError",
        "conv_transpose2d(): argument 'padding' (position 5) must be tuple "
        "of ints, but found element of type str at pos 0",
        """
up = nn.ConvTranspose2d(3, 8, 4, 2, padding=1)
y = up(x)
""",
    ),
    Known(
        "mode-transposed",
        """
x = torch.ones(1, 3, 16, 16)
nn.ConvTranspose2d(3, 8, 3, 1, 1, padding_mode="reflect")
""",
        "ValueError",
        'Only "zeros" padding mode is supported for ConvTranspose2d',
        """
wide = F.pad(x, (1, 1, 1, 1), "reflect")
y = nn.ConvTranspose2d(3, 8, 3, 1, padding=1 + 1)(wide)
""",
    ),
    Known(
        "groups",
        """
x = torch.ones(1, 6, 8, 8)
nn.Conv2d(6, 9, 3, groups=4)
""",
        "ValueError",
        "in_channels must be divisible by groups",
        """
y = nn.Conv2d(6, 9, 3, groups=3)(x)
""",
    ),
    Known(
        "groups-out",
        """
x = torch.ones(1, 6, 8, 8)
nn.Conv2d(6, 8, 3, groups=6)
""",
        "ValueError",
        "out_channels must be divisible by groups",
        """
y = nn.Conv2d(6, 12, 3, groups=6)(x)
""",
    ),
    Known(
        "groups-function",
        """
x, w = torch.ones(1, 6, 8, 8), torch.ones(9, 3, 3, 3)
F.conv2d(x, w, groups=2)
""",
        "RuntimeError",
        "Given groups=2, expected weight to be divisible by 2 at dimension "
        "0, but got weight of size [[9, 3, 3, 3]] instead",
        """
w = torch.ones(8, 3, 3, 3)
y = F.conv2d(x, w, groups=2)
""",
    ),
    Known(
        "bias",
        """
x, w = torch.ones(1, 8, 5, 5), torch.ones(8, 4, 3, 3)
F.conv_transpose2d(x, w, torch.ones(8))
""",
        "RuntimeError",
        "Given transposed=1, weight of size [8, 4, 3, 3], expected bias to "
        "be 1-dimensional with 4 elements, but got bias of size [8] instead",
        """
y = F.conv_transpose2d(x, w, torch.ones(4))
""",
    ),
    Known(
        "dtype-long",
        """
x = torch.arange(5)[None, None]
nn.ConvTranspose1d(1, 1, 3)(x)
""",
        "RuntimeError",
        "expected scalar type Long but found Float",
        """
y = nn.ConvTranspose1d(1, 1, 3)(x.float())
""",
    ),
    Known(
        "dtype-double",
        """
x = torch.from_numpy(np.ones((1, 1, 5, 5)))
nn.Conv2d(1, 1, 3)(x)
""",
        "RuntimeError",
        "Input type (double) and bias type (float) should be the same",
        """
y = nn.Conv2d(1, 1, 3)(x.float())
""",
    ),
    Known(
        "cat",
        """
up, skip = torch.ones(1, 8, 16, 16), torch.ones(1, 8, 15, 15)
torch.cat([up, skip], 1)
""",
        "RuntimeError",
        "Sizes of tensors must match except in dimension 1. Expected size "
        "16 but got size 15 for tensor number 1 in the list.",
        """
layer = nn.ConvTranspose2d(8, 8, 3, stride=2, padding=1)
small = torch.ones(1, 8, 8, 8)
up = layer(small, output_size=skip.shape[2:])
y = torch.cat([up, skip], 1)
""",
    ),
    Known(
        "add",
        """
x = torch.ones(1, 8, 32, 32)
x + nn.Conv2d(8, 8, 3)(x)
""",
        "RuntimeError",
        "The size of tensor a (32) must match the size of tensor b (30) at "
        "non-singleton dimension 3",
        """
y = x + nn.Conv2d(8, 8, 3, padding=1)(x)
""",
    ),
    Known(
        "linear",
        """
x = nn.Conv2d(3, 8, 3)(torch.ones(2, 3, 32, 32))
nn.Linear(8 * 32 * 32, 10)(x.flatten(1))
""",
        "RuntimeError",
        "mat1 and mat2 shapes cannot be multiplied (2x7200 and 8192x10)",
        """
y = nn.Linear(x[0].numel(), 10)(x.flatten(1))
""",
    ),
    Known(
        "view",
        """
x = torch.ones(1, 8, 4, 4).permute(0, 2, 3, 1)
x.view(1, -1)
""",
        "RuntimeError",
        "view size is not compatible with input tensor's size and stride "
        "(at least one dimension spans across two contiguous subspaces). "
        "Use .reshape(...) instead.",
        """
y = x.reshape(1, -1)
""",
    ),
    Known(
        "negative-strides",
        """
w = np.arange(9.0).reshape(1, 1, 3, 3)
torch.from_numpy(w[..., ::-1, ::-1])
""",
        "ValueError",
        "At least one stride in the given numpy array is negative, and "
        "tensors with negative strides are not currently supported. (You "
        "can probably work around this by making a copy of your array  with "
        "array.copy().) ",
        """
y = torch.from_numpy(w).flip(-2, -1)
""",
    ),
    Known(
        "state-dict",
        """
saved = nn.Conv2d(3, 8, 3).state_dict()
nn.Conv2d(3, 8, 5).load_state_dict(saved)
""",
        "RuntimeError",
        "Error(s) in loading state_dict for Conv2d:\n\tsize mismatch for "
        "weight: copying a param with shape torch.Size([8, 3, 3, 3]) from "
        "checkpoint, the shape in current model is torch.Size([8, 3, 5, 5]).",
        """
layer = nn.Conv2d(3, 8, 3)
layer.load_state_dict(saved)
y = layer.weight
""",
    ),
)
