"""Transposed convolution of one channel, in any number of dimensions, seen in three ways.

All three give the numbers of torch.nn.functional.conv_transpose1d, 2d and 3d:

- stamping: every input cell stamps a scaled copy of the kernel, and overlaps add;
- the matrix: multiply by the transpose of the matrix of the forward convolution;
- zero insertion: zeros between and around the input, then slide the kernel rotated by 180 degrees.

Shapes: x (i1, ..., in), weight (k1, ..., kn), result (o1, ..., on) with
o = (i - 1) * stride - 2 * padding + dilation * (k - 1) + output_padding + 1, which must be >= 1.
stride and dilation are >= 1, padding is >= 0, and 0 <= output_padding < max(stride, dilation).
Source: the documentation of torch.nn.ConvTranspose2d.
"""

import numpy as np


# --8<-- [start:stamping]
def conv_transpose_by_stamping(x, weight, stride=1, padding=0, output_padding=0, dilation=1):
    """y[n * stride + t * dilation - padding] += x[n] * weight[t], for every n and t.

    >>> conv_transpose_by_stamping(np.array([1, 2]), np.array([1, 10, 100]))
    array([  1,  12, 120, 200])
    """
    reach = [dilation * (k - 1) + 1 for k in weight.shape]
    shape = [(i - 1) * stride + r + output_padding for i, r in zip(x.shape, reach)]
    y = np.zeros(shape, dtype=np.result_type(x, weight))
    for n in np.ndindex(x.shape):
        place = tuple(slice(a * stride, a * stride + r, dilation) for a, r in zip(n, reach))
        y[place] += x[n] * weight
    return y[tuple(slice(padding, size - padding) for size in y.shape)]


# --8<-- [end:stamping]


# --8<-- [start:pad-or-crop]
def pad_or_crop(x, before, after):
    """Zeros before and after x, one amount or one for each axis; a negative amount crops.

    >>> pad_or_crop(np.array([1, 2, 3]), 2, -1)
    array([0, 0, 1, 2])
    """
    before, after = np.broadcast_to(before, x.ndim), np.broadcast_to(after, x.ndim)
    padded = np.pad(x, [(max(b, 0), max(a, 0)) for b, a in zip(before, after)])
    ends = zip(before, after, padded.shape)
    return padded[tuple(slice(max(-b, 0), n - max(-a, 0)) for b, a, n in ends)]


# --8<-- [end:pad-or-crop]


# --8<-- [start:matrix]
def conv_matrix(x_shape, y_shape, weight, stride=1, padding=0, dilation=1):
    """C of the forward convolution from y_shape to x_shape: C[n, m] = weight[t].

    Row n is the kernel where window n sees it: m = n * stride + t * dilation - padding.
    Taps that fall outside y_shape see padding and leave no entry.

    >>> conv_matrix((2,), (4,), np.array([1, 10, 100]))
    array([[  1,  10, 100,   0],
           [  0,   1,  10, 100]])
    """
    matrix = np.zeros((*x_shape, *y_shape), dtype=weight.dtype)
    for n in np.ndindex(*x_shape):
        for t in np.ndindex(weight.shape):
            m = np.multiply(n, stride) + np.multiply(t, dilation) - padding
            if np.all((m >= 0) & (m < y_shape)):
                matrix[(*n, *m)] = weight[t]
    return matrix.reshape(np.prod(x_shape), np.prod(y_shape))


# --8<-- [end:matrix]


# --8<-- [start:by-matrix]
def conv_transpose_by_matrix(x, weight, stride=1, padding=0, output_padding=0, dilation=1):
    """y = C.T @ x, with x and y written as columns.

    >>> conv_transpose_by_matrix(np.array([1, 2]), np.array([1, 10, 100]))
    array([  1,  12, 120, 200])
    """
    y_shape = [
        (i - 1) * stride - 2 * padding + dilation * (k - 1) + output_padding + 1
        for i, k in zip(x.shape, weight.shape)
    ]
    matrix = conv_matrix(x.shape, y_shape, weight, stride, padding, dilation)
    return (matrix.T @ x.ravel()).reshape(y_shape)


# --8<-- [end:by-matrix]


# --8<-- [start:insert-zeros]
def insert_zeros(x, stride):
    """Put stride - 1 zeros between the neighbours of x along every axis.

    >>> insert_zeros(np.array([1, 2, 3]), 3)
    array([1, 0, 0, 2, 0, 0, 3])
    """
    y = np.zeros([(i - 1) * stride + 1 for i in x.shape], dtype=x.dtype)
    y[(slice(None, None, stride),) * x.ndim] = x
    return y


# --8<-- [end:insert-zeros]


# --8<-- [start:pad-for-sliding]
def pad_for_sliding(x, kernel_shape, stride=1, padding=0, output_padding=0, dilation=1):
    """The input that the kernel slides over: zeros between its cells, p' zeros around.

    >>> pad_for_sliding(np.array([1, 2]), (3,), stride=2, padding=1, output_padding=1)
    array([0, 1, 0, 2, 0, 0])
    """
    p_prime = [dilation * (k - 1) - padding for k in kernel_shape]
    return pad_or_crop(insert_zeros(x, stride), p_prime, np.add(p_prime, output_padding))


# --8<-- [end:pad-for-sliding]


# --8<-- [start:slide]
def slide(x, weight, dilation=1):
    """Convolve with stride 1 and no padding: y[n] = sum of x[n + t * dilation] * weight[t].

    >>> slide(np.array([1, 2, 3, 4]), np.array([1, 10]), dilation=2)
    array([31, 42])
    """
    reach = [dilation * (k - 1) + 1 for k in weight.shape]
    windows = np.lib.stride_tricks.sliding_window_view(x, reach)
    windows = windows[(..., *[slice(None, None, dilation)] * x.ndim)]
    taps = tuple(range(-x.ndim, 0))
    return np.sum(windows * weight, axis=taps, dtype=np.result_type(x, weight))


# --8<-- [end:slide]


# --8<-- [start:zero-insertion]
def conv_transpose_by_zero_insertion(x, weight, stride=1, padding=0, output_padding=0, dilation=1):
    """Slide the kernel, rotated by 180 degrees, over the input with zeros put in and around.

    >>> conv_transpose_by_zero_insertion(np.array([1, 2]), np.array([1, 10, 100]))
    array([  1,  12, 120, 200])
    """
    padded = pad_for_sliding(x, weight.shape, stride, padding, output_padding, dilation)
    return slide(padded, np.flip(weight), dilation)


# --8<-- [end:zero-insertion]
