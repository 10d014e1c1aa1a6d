"""The cases that the field knows by name, with the sizes of their guide.

Source: Dumoulin and Visin, A guide to convolution arithmetic for deep learning
(`arXiv:1603.07285`), and its animations.

Each case is `(input size, kernel size, options of PyTorch)`; both axes are
alike.

Examples:
    >>> i, k, options = DIRECT["dilation"]
    >>> (i - options["dilation"] * (k - 1) - 1) + 1
    3
"""

# --8<-- [start:direct]
DIRECT: dict[str, tuple[int, int, dict[str, int]]] = {
    "no_padding_no_strides": (4, 3, {}),
    "arbitrary_padding_no_strides": (5, 4, {"padding": 2}),
    "same_padding_no_strides": (5, 3, {"padding": 1}),
    "full_padding_no_strides": (5, 3, {"padding": 2}),
    "no_padding_strides": (5, 3, {"stride": 2}),
    "padding_strides": (5, 3, {"stride": 2, "padding": 1}),
    "padding_strides_odd": (6, 3, {"stride": 2, "padding": 1}),
    "dilation": (7, 3, {"dilation": 2}),
}
# --8<-- [end:direct]

# --8<-- [start:transposed]
TRANSPOSED: dict[str, tuple[int, int, dict[str, int]]] = {
    "no_padding_no_strides_transposed": (2, 3, {}),
    "arbitrary_padding_no_strides_transposed": (6, 4, {"padding": 2}),
    "same_padding_no_strides_transposed": (5, 3, {"padding": 1}),
    "full_padding_no_strides_transposed": (7, 3, {"padding": 2}),
    "no_padding_strides_transposed": (2, 3, {"stride": 2}),
    "padding_strides_transposed": (3, 3, {"stride": 2, "padding": 1}),
    "padding_strides_odd_transposed": (
        3,
        3,
        {"stride": 2, "padding": 1, "output_padding": 1},
    ),
}
# --8<-- [end:transposed]
