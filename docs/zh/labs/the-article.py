# ---
# jupyter:
#   read_against: f0e40f584034
#   jupytext:
#     text_representation: {extension: .py, format_name: percent}
# ---

# %% [markdown]
# # 把原文当笔记本运行
#
# 原文的两个例子，照作者今天会采用的写法，一格一格地运行。[下载这个笔记本](the-article.ipynb)，输出都在里面；它只需要 NumPy 和 PyTorch，不需要本站的任何文件。原文说了什么、哪里会误导，另有[一页](../about/article.md)说明。

# %%
import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

# %% [markdown]
# ## 卷积 { #convolution }
#
# 第一个例子的输入和卷积核。PyTorch 要求前面有批次轴和通道轴，模块要求浮点数。

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
# 用循环再算一遍：逐个窗口求乘积之和，即
# $\Output{y_{r,c}} = \sum_{a,b} \Input{x_{r+a,\,c+b}} \, \Kernel{w_{a,b}}$。

# %%
# --8<-- "conv.py:window"
# --8<-- "conv.py:by-hand"

by_hand = conv2d_by_hand(x[0, 0].numpy(), conv.weight[0, 0].detach().numpy())
assert np.array_equal(by_hand, y[0, 0].detach().numpy())
by_hand

# %% [markdown]
# ## 转置卷积 { #transposed-convolution }
#
# 第二个例子从第一个例子的结果出发。

# %%
transposed = nn.ConvTranspose2d(in_channels=1, out_channels=1, kernel_size=3, stride=1, padding=0)
nn.init.ones_(transposed.weight)
nn.init.zeros_(transposed.bias)
z = transposed(y)
z

# %% [markdown]
# 原文说，这等价于对填充后的矩阵做卷积。等效填充为 $p' = k - p - 1$，其中 $k$ 与 $p$ 取自这一层：

# %%
k, p = transposed.kernel_size[0], transposed.padding[0]
padded = F.pad(y, [k - p - 1] * 4)
padded

# %%
assert torch.equal(F.conv2d(padded, transposed.weight), z)
F.conv2d(padded, transposed.weight)

# %% [markdown]
# ## 原文没有展示的 { #rotation }
#
# 全一的卷积核，从哪边看都一样。换一个不对称的，填充后的矩阵就要配上旋转 180° 的卷积核。

# %%
with torch.no_grad():
    transposed.weight.copy_(torch.arange(1.0, 10.0).reshape(1, 1, 3, 3))
z = transposed(y)
rotated = transposed.weight.flip(2, 3)
plain = transposed.weight
torch.equal(F.conv2d(padded, plain), z), torch.equal(F.conv2d(padded, rotated), z)

# %% [markdown]
# 第一个比较没有旋转，第二个旋转了。原因见[转置卷积](../learn/transposed-convolution.md#rotation)。
