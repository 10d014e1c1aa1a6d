# ---
# jupyter:
#   read_against: e63325c55048
#   jupytext:
#     text_representation: {extension: .py, format_name: percent}
# ---

# %% [markdown]
# # 原文的 Notebook 版
#
# 原文的两个例子，照作者今天会采用的写法，逐个单元格运行。[下载这个 Notebook](the-article.ipynb)，输出都在里面；它只需要 NumPy 和 PyTorch，不需要本站的任何文件。原文说了什么、哪里会误导，另有[一页](../about/article.md)说明。

# %%

# %% [markdown]
# ## 卷积 { #convolution }
#
# 第一个例子的输入和卷积核。PyTorch 要求前面有批次轴和通道轴，模块要求浮点数。

# %%

# %%

# %% [markdown]
# 用循环再算一遍：逐个窗口求乘积之和。

# %%

# %% [markdown]
# ## 转置卷积 { #transposed-convolution }
#
# 第二个例子从第一个例子的结果出发。

# %%

# %% [markdown]
# 原文说，这就是对填充后的矩阵做卷积。等效填充为 $\formula{article-padding}$，其中 $k$ 与 $p$ 取自这一层：

# %%

# %%

# %% [markdown]
# ## 原文没有展示的 { #rotation }
#
# 全 1 的卷积核，从哪边看都一样。给这一层换一个不对称的卷积核，填充后的矩阵配的卷积核就要旋转 180°。

# %%

# %% [markdown]
# 第一个比较没有旋转，第二个旋转了。原因见[转置卷积](../learn/transposed-convolution.md#rotation)。
