"""The cases that the field knows by name, from the guide of Dumoulin and Visin (arXiv:1603.07285).

Sizes are those of its animations. Both axes are alike; what is not said has its default.
"""

# --8<-- [start:direct]
DIRECT = {
    "no_padding_no_strides": {"i": 4, "k": 3},
    "arbitrary_padding_no_strides": {"i": 5, "k": 4, "p": 2},
    "same_padding_no_strides": {"i": 5, "k": 3, "p": 1},
    "full_padding_no_strides": {"i": 5, "k": 3, "p": 2},
    "no_padding_strides": {"i": 5, "k": 3, "s": 2},
    "padding_strides": {"i": 5, "k": 3, "s": 2, "p": 1},
    "padding_strides_odd": {"i": 6, "k": 3, "s": 2, "p": 1},
    "dilation": {"i": 7, "k": 3, "d": 2},
}
# --8<-- [end:direct]

# --8<-- [start:transposed]
TRANSPOSED = {
    "no_padding_no_strides_transposed": {"i": 2, "k": 3},
    "arbitrary_padding_no_strides_transposed": {"i": 6, "k": 4, "p": 2},
    "same_padding_no_strides_transposed": {"i": 5, "k": 3, "p": 1},
    "full_padding_no_strides_transposed": {"i": 7, "k": 3, "p": 2},
    "no_padding_strides_transposed": {"i": 2, "k": 3, "s": 2},
    "padding_strides_transposed": {"i": 3, "k": 3, "s": 2, "p": 1},
    "padding_strides_odd_transposed": {"i": 3, "k": 3, "s": 2, "p": 1, "op": 1},
}
# --8<-- [end:transposed]
