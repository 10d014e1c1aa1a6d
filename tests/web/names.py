"""What the tools say where no value stands: names of parameters, roles and cells, and statements.

Stated here a second time, so that no word becomes another, not even in both languages at once.
"""

from tests.project import LANGUAGES

FIGURE = {
    "x": ("input", "输入"),
    "w": ("kernel", "卷积核"),
    "y": ("output", "输出"),
    "padded": ("padded input", "填充后的输入"),
    "spread": ("zeros put in, padded", "插零并填充后"),
    "rotated": ("kernel w, rotated 180°", "卷积核 w，旋转 180°"),
    "canvas": ("output", "输出"),
    "C": ("matrix", "矩阵"),
    "conv": ("Convolution", "卷积"),
    "transposed": ("Transposed convolution", "转置卷积"),
    "legend_pad": ("padding", "填充"),
    "legend_zero": ("inserted zero", "插入的零"),
    "legend_floor": ("dropped: no window reaches it", "丢弃：没有窗口够得到"),
    "legend_crop": ("cropped by the padding", "被填充裁掉"),
    "legend_negative": ("cropped: p′ is negative", "裁掉：p′ 为负"),
    "legend_bias": ("output padding: only the bias", "输出填充：只有偏置"),
    "cropped": ("cropped by the padding", "被填充裁掉"),
    "nowhere": ("no output cell", "没有送到任何输出格"),
    "is_zero": ("A zero", "零"),
    "drop_floor": (
        "No window reaches this cell: the size is rounded down.",
        "没有窗口够得到这一格：尺寸向下取整。",
    ),
    "drop_negative": ("Cropped, because p′ is negative.", "被裁掉，因为 p′ 为负。"),
    "too_large": ("too large to draw", "太大，画不下"),
    "nothing": ("Nothing is computed yet.", "还没有开始算。"),
}

EXPLORER = {
    "view_stamp": (
        "Each input cell stamps the kernel; overlaps add.",
        "输入的每一格都盖下一个卷积核，重叠处相加。",
    ),
    "view_matrix_transposed": (
        "The transpose of the convolution’s matrix, times the input as a column.",
        "卷积矩阵转置之后，乘上写成一列的输入。",
    ),
    "view_matrix_conv": (
        "The matrix of the convolution, times the input as a column.",
        "卷积的矩阵，乘上写成一列的输入。",
    ),
    "view_slide_transposed": (
        "Zeros put in, p′ padded or cropped, and the rotated kernel slides with stride 1.",
        "插零，按 p′ 填充或裁剪，再让旋转过的卷积核以步幅 1 滑过。",
    ),
    "view_slide_conv": ("The kernel slides over the padded input.", "卷积核在填充后的输入上滑动。"),
    "apart": ("Rows and columns apart", "行列分开设置"),
    "hint": (
        "Touch a cell, or focus the figure and use the arrow keys. Enter pins, Esc lets go, "
        "Page Up and Page Down change the grid.",
        "点一点格子；或让图获得焦点，再用方向键移动。Enter 固定，Esc 放开，"
        "Page Up 和 Page Down 换一张格子图。",
    ),
    "edit_rows_shape": (
        "These are not rows of numbers of equal length; the old numbers stay.",
        "这不是长度相同的几行数，原来的数不变。",
    ),
    "edit_range": (
        "These numbers do not go with the other parameters; the old numbers stay.",
        "这些数配不上其他参数，原来的数不变。",
    ),
    "preset_article": ("The article", "原文"),
    "preset_direct": ("Convolution", "卷积"),
    "preset_transposed": ("Transposed convolution", "转置卷积"),
    "preset_special": ("Special cases", "特殊情形"),
    "i": ("input size", "输入尺寸"),
    "k": ("kernel size", "卷积核尺寸"),
    "s": ("stride", "步幅"),
    "p": ("padding", "填充"),
    "d": ("dilation", "空洞率"),
    "op": ("output padding", "输出填充"),
    "rows": ("rows", "行"),
    "columns": ("columns", "列"),
    "rows_of": ("rows", "行"),
    "columns_of": ("columns", "列"),
    "both_axes": ("rows and columns alike", "行列相同"),
    "size": ("Output size", "输出尺寸"),
    "prime": ("Equivalent padding", "等效填充"),
    "prime_crops": ("negative: it crops", "为负，要裁剪"),
    "stamp": ("Stamp", "盖印"),
    "matrix": ("Matrix", "矩阵"),
    "slide": ("Slide", "滑动"),
    "values_x": ("Input: a line is a row of the matrix", "输入：一行对应矩阵的一行"),
    "values_w": ("Kernel: a line is a row of the matrix", "卷积核：一行对应矩阵的一行"),
    "fill_ones": ("1, 1, 1 …", "1、1、1……"),
    "first": ("To the start", "回到开头"),
    "back": ("One step back", "后退一步"),
    "play": ("Play", "播放"),
    "pause": ("Pause", "暂停"),
    "forward": ("One step on", "前进一步"),
    "last": ("To the end", "跳到结尾"),
    "cell": ("Change the cell", "换一格"),
    "left": ("One cell to the left", "左移一格"),
    "up": ("One cell up", "上移一格"),
    "down": ("One cell down", "下移一格"),
    "right": ("One cell to the right", "右移一格"),
    "grid": ("The next grid", "换一张图"),
    "pin": ("Pin", "固定"),
    "pinned": ("Pinned", "已固定"),
    "code_pytorch": ("PyTorch", "PyTorch"),
    "code_numpy": ("NumPy", "NumPy"),
    "array_numpy": ("Arrays: NumPy", "数组：NumPy"),
    "array_pytorch": ("Arrays: PyTorch", "数组：PyTorch"),
    "array_latex": ("Arrays: LaTeX", "数组：LaTeX"),
    "save_svg": ("Figure as SVG", "把图存成 SVG"),
    "save_png": ("Figure as PNG", "把图存成 PNG"),
}

LAYERS = {
    "input": ("Input shape", "输入形状"),
    "inputHint": ("batch, channels, sizes", "批大小，通道数，各轴尺寸"),
    "layer": ("Layer", "层"),
    "shape": ("Output shape", "输出形状"),
    "receptiveField": ("Receptive field", "感受野"),
    "jump": ("Jump", "跳距"),
    "parameters": ("Parameters", "参数量"),
    "macs": ("Multiply-adds", "乘加次数"),
    "memory": ("Memory", "内存"),
    "total": ("Total", "合计"),
    "length": ("length", "长度"),
    "height": ("height", "高度"),
    "width": ("width", "宽度"),
    "depth": ("depth", "深度"),
    "noScript": (
        "With scripts on, you can change the code and the input, and the table follows.",
        "启用脚本后，可以修改代码和输入，表格会随之更新。",
    ),
    "summaryEmpty": ("Paste layers to see the table.", "粘贴网络层，表格就会出现。"),
    "captionEmpty": ("Layer by layer", "逐层计算"),
    "scroll": ("Table of layers, scrolls sideways", "网络层表格，可左右滚动"),
    "notReached": ("not reached", "未算到"),
    "orderOnly": (
        "The table takes the layers in the order written. The network may have other shapes, "
        "so there are no totals, and no changes are offered.",
        "表格按书写顺序逐层计算，网络的实际形状可能不同，所以不给合计，也不提改法。",
    ),
    "notes": ("Not read", "未读的代码"),
    "unclosedString": ("this string is never closed.", "字符串没有结束。"),
    "comprehension": (
        "a `for` is not run here; write its layers out.",
        "这里不执行 `for`，请把各层逐一写出。",
    ),
    "tooDeep": ("this is nested too deeply.", "嵌套过深。"),
    "returnIndices": (
        "with `return_indices=True` the layer gives two tensors, which no layer after it takes.",
        "用了 `return_indices=True`，这一层会返回两个张量，后面的层接不住。",
    ),
    "transposedMode": (
        "A transposed convolution has only `padding_mode='zeros'`.",
        "转置卷积只支持 `padding_mode='zeros'`。",
    ),
    "upsampleBoth": (
        "`size` and `scale_factor` are both given; one is enough.",
        "`size` 和 `scale_factor` 只能给一个。",
    ),
    "upsampleNeither": ("`size` or `scale_factor` is missing.", "缺少 `size` 或 `scale_factor`。"),
    "upsampleRecomputed": (
        "`recompute_scale_factor` has no meaning for `size`.",
        "给了 `size`，就不能再用 `recompute_scale_factor`。",
    ),
    "oneCell": (
        "One cell per channel has no variance; the layer needs two or more.",
        "每个通道只有一格，算不出方差，至少要两格。",
    ),
    "tooLarge": ("The result is too large to be counted exactly.", "结果太大，无法精确计数。"),
}

EXERCISES = {
    "ask_input": ("Which input gives this output?", "哪个输入给出这个输出？"),
    "field": ("Your answer", "你的答案"),
    "check": ("Check", "检查"),
    "again": ("New numbers", "换一些数"),
    "worksheet": ("Worksheet", "练习卷"),
    "answer": ("Answer", "答案"),
    "right": ("Correct.", "正确。"),
    "unreadable": ("That is not a number: type it in digits.", "这不是数，请用数字填写。"),
    "choose": ("Choose an input.", "请选一个输入。"),
    "hint_conv": (
        "Lay the kernel on its window: tap times cell, and then the sum.",
        "把卷积核放到对应的窗口上，权重与格子相乘，再求和。",
    ),
    "hint_transposed": (
        "Add what every stamp leaves in this cell.",
        "把每次盖印在这一格留下的数相加。",
    ),
    "hint_size": (
        "Put these numbers into the formula of the output size.",
        "把这些数代入输出尺寸的公式。",
    ),
    "hint_prime": ("Put these numbers into the formula of p′.", "把这些数代入 p′ 的公式。"),
    "hint_input": ("From each input, compute a cell of the output.", "分别用每个输入算一格输出。"),
    "turned": (
        "the kernel rotated 180°, which a convolution here does not do.",
        "把卷积核旋转了 180°，而这里的卷积不这样做。",
    ),
    "unturned": (
        "a kernel that slides without being rotated 180°.",
        "让卷积核滑动时没有旋转 180°。",
    ),
    "unpadded": ("the padding left out.", "漏了填充。"),
    "uncropped": ("the padding not cropped.", "没有按填充裁剪。"),
    "unstrided": ("the stride left out.", "漏了步幅。"),
    "undilated": ("the dilation left out.", "漏了空洞率。"),
    "overwritten": (
        "the last stamp alone: where stamps overlap, they add.",
        "只留下最后盖的印，而重叠处要相加。",
    ),
    "whole_k": ("k in the place of k − 1.", "该用 k − 1 的地方用了 k。"),
    "whole_i": ("i in the place of i − 1.", "该用 i − 1 的地方用了 i。"),
    "ceiling": ("the quotient rounded up: it is rounded down.", "商向上取整了，应当向下取整。"),
    "padded_once": (
        "the padding taken in total: it is on each side.",
        "把填充当成了总数，应当每侧都算。",
    ),
    "no_output_padding": ("the output padding left out.", "漏了输出填充。"),
    "no_one": ("the + 1 at the end left out.", "漏了末尾的 + 1。"),
    "size_conv": ("the size of the convolution.", "这是卷积的尺寸。"),
    "size_transposed": ("the size of the transposed convolution.", "这是转置卷积的尺寸。"),
    "no_brackets": ("d(k − 1) without its brackets.", "d(k − 1) 没有加括号。"),
    "no_p": ("p left out.", "漏了 p。"),
    "added_p": ("p added: it is taken away.", "加上了 p，应当减掉。"),
    "own_p": ("p itself.", "这是 p 本身。"),
    "answers": ("Answers", "答案"),
    "print": ("Print", "打印"),
    "back": ("Back to the page", "回到页面"),
}

TABLES = {"figure": FIGURE, "explorer": EXPLORER, "layers": LAYERS, "exercises": EXERCISES}


def name(room, key, language):
    """What a room says for a key."""
    return TABLES[room][key][LANGUAGES.index(language)]
