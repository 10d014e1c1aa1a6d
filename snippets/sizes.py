"""Sizes of convolutions and transposed convolutions, along one axis.

i input size, k kernel size, s stride, p padding on each side, d dilation, op output padding,
all integers: i, k, s, d >= 1; p, op >= 0; op < max(s, d).
Source: the shape sections of torch.nn.Conv2d and torch.nn.ConvTranspose2d.
"""


# --8<-- [start:conv]
def conv_output_size(i, k, s=1, p=0, d=1):
    """o = floor((i + 2p - d(k - 1) - 1) / s) + 1.

    >>> conv_output_size(3, k=2)
    2
    >>> conv_output_size(17, k=5, p=2, s=3)
    6
    """
    return (i + 2 * p - d * (k - 1) - 1) // s + 1


# --8<-- [end:conv]


# --8<-- [start:conv-transpose]
def conv_transpose_output_size(i, k, s=1, p=0, op=0, d=1):
    """o = (i - 1)s - 2p + d(k - 1) + op + 1.

    >>> conv_transpose_output_size(2, k=3)
    4
    >>> conv_transpose_output_size(6, k=5, p=2, s=3)
    16
    """
    return (i - 1) * s - 2 * p + d * (k - 1) + op + 1


# --8<-- [end:conv-transpose]


# --8<-- [start:equivalent-padding]
def equivalent_padding(k, p, d=1):
    """p' = d(k - 1) - p: the padding of the convolution that equals the transposed one.

    A negative result means that this convolution crops its input by that much.

    >>> equivalent_padding(k=3, p=0)
    2
    """
    return d * (k - 1) - p


# --8<-- [end:equivalent-padding]
