# ---
# jupyter:
#   jupytext:
#     text_representation: {extension: .py, format_name: percent}
# ---

# %% [markdown]
# # The article as a notebook
#
# Run the two cases of the source article cell by cell, as its author would write them today.
# [Download this notebook](the-article.ipynb) with its outputs: it needs NumPy and PyTorch, and nothing of
# this site. What the article claims, and where it misleads, is on [a page of its own](../about/article.md).

# %%
import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

# %% [markdown]
# ## Convolution { #convolution }
#
# The input and the kernel of the first case. PyTorch wants a batch and a channel axis in front, and
# a module wants floats.

# %%
x = torch.arange(1.0, 10.0).reshape(1, 1, 3, 3)
x

# %%
conv = nn.Conv2d(in_channels=1, out_channels=1, kernel_size=2, stride=1, padding=0)
nn.init.ones_(conv.weight)
nn.init.zeros_(conv.bias)
y = conv(x)
y

# %% [markdown]
# The same with a loop over the windows, which makes the sum of products of each.

# %%
# --8<-- "conv.py:window"
# --8<-- "conv.py:by-hand"

by_hand = conv2d_by_hand(x[0, 0].numpy(), conv.weight[0, 0].detach().numpy())
assert np.array_equal(by_hand, y[0, 0].detach().numpy())
by_hand

# %% [markdown]
# ## Transposed convolution { #transposed-convolution }
#
# The second case starts from the result of the first.

# %%
transposed = nn.ConvTranspose2d(in_channels=1, out_channels=1, kernel_size=3, stride=1, padding=0)
nn.init.ones_(transposed.weight)
nn.init.zeros_(transposed.bias)
z = transposed(y)
z

# %% [markdown]
# The article says that this is a convolution of its padded matrix. The equivalent padding is
# $\formula{article-padding}$, with $k$ and $p$ from the layer:

# %%
k, p = transposed.kernel_size[0], transposed.padding[0]
padded = F.pad(y, [k - p - 1] * 4)
padded

# %%
assert torch.equal(F.conv2d(padded, transposed.weight), z)
F.conv2d(padded, transposed.weight)

# %% [markdown]
# ## What the article does not show { #rotation }
#
# A kernel of ones looks the same from every side. Give the layer a kernel that does not, and the padded
# matrix needs the kernel rotated by 180°.

# %%
with torch.no_grad():
    transposed.weight.copy_(torch.arange(1.0, 10.0).reshape(1, 1, 3, 3))
z = transposed(y)
rotated = transposed.weight.flip(2, 3)
plain = transposed.weight
torch.equal(F.conv2d(padded, plain), z), torch.equal(F.conv2d(padded, rotated), z)

# %% [markdown]
# The first comparison leaves the rotation out, the second has it.
# [Transposed convolution](../learn/transposed-convolution.md#rotation) says why.
