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
    "canvas": ("all stamps", "盖好的全部"),
    "gy": ("output gradient", "输出梯度"),
    "gx": ("input gradient", "输入梯度"),
    "gw": ("kernel gradient", "卷积核梯度"),
    "count": ("count", "次数"),
    "ones": ("1 everywhere", "处处为 1"),
    "legend_added": ("added to the cells that padding copies", "加回填充所取的那些格子"),
    "act_gx": ("Input gradient", "输入梯度"),
    "act_gw": ("Kernel gradient", "卷积核梯度"),
    "act_count_transposed": ("How often each output cell is written", "每个输出格写了几次"),
    "act_count_conv": ("How often each input cell is read", "每个输入格读了几次"),
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
    "act_y": ("Output", "输出"),
    "act_gx": ("Input gradient", "输入梯度"),
    "act_gw": ("Kernel gradient", "卷积核梯度"),
    "act_count": ("Overlap", "重叠"),
    "pe": ("end padding", "末端填充"),
    "uneven": ("Start and end apart", "首端与末端分开设置"),
    "zeros": ("zeros", "zeros（补零）"),
    "reflect": ("reflect", "reflect（反射）"),
    "replicate": ("replicate", "replicate（复制边缘）"),
    "circular": ("circular", "circular（循环）"),
    "same_none": ("no", "不用"),
    "same_upper": ("upper: one more cell at the end", "upper：末端多一格"),
    "same_lower": ("lower: one more cell at the start", "lower：首端多一格"),
    "axes": ("Dimensions", "维数"),
    "one_axis": ("1-D", "1-D"),
    "two_axes": ("2-D", "2-D"),
    "channels": ("Channels and groups", "通道与分组"),
    "ci": ("input channels", "输入通道"),
    "co": ("output channels", "输出通道"),
    "g": ("groups", "分组"),
    "planes_apart": ("There is an empty row between two channels.", "两个通道之间空一行。"),
    "same_refused": (
        'PyTorch takes `padding="same"` with stride 1 alone: the code pads first.',
        'PyTorch 的 `padding="same"` 只接受步幅 1：代码先填充。',
    ),
    "pad_transposed": (
        'PyTorch’s `ConvTranspose` takes `padding_mode="zeros"` alone. Here what a stamp has '
        "past the border is put on the cell that this padding would copy; so does the code.",
        'PyTorch 的 `ConvTranspose` 只接受 `padding_mode="zeros"`。'
        "这里，盖到边界之外的部分放回这种填充会复制的那一格；代码也是这样做的。",
    ),
    "pe_transposed": (
        "PyTorch’s `ConvTranspose` has the same padding at the start and at the end: "
        "the code crops.",
        "PyTorch 的 `ConvTranspose` 首端和末端的填充相同：代码再裁剪。",
    ),
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
    "preset_more": ("Channels and padding", "通道与填充"),
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
    "values_gy": ("Output gradient: a line is a row of the matrix", "输出梯度：一行对应矩阵的一行"),
    "values_b": ("Bias: a number for each output channel", "偏置：每个输出通道一个数"),
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
    "link": ("Copy a link to this", "复制此处的链接"),
    "linkCopied": ("The link is copied.", "链接已复制。"),
    "linkHere": ("The address of this page is the link now.", "现在本页地址就是这个链接。"),
    "noScript": (
        "With scripts on, you can change the code and the input, and the table follows.",
        "启用脚本后，可以修改代码和输入，表格会随之更新。",
    ),
    "graph": ("Graph of the layers", "网络层的连接图"),
    "cut": ("Which cells a cell sees", "一格看得到哪些格子"),
    "take": ("Table to copy", "复制表格"),
    "noPictures": ("The pictures did not arrive. Reload the page.", "图没有加载成功，请刷新页面。"),
    "summaryEmpty": ("Paste layers to see the table.", "粘贴网络层，表格就会出现。"),
    "captionEmpty": (
        "In the order of execution",
        "按执行顺序",
    ),
    "scroll": ("Table of layers, scrolls sideways", "网络层表格，可左右滚动"),
    "notReached": ("not reached", "未算到"),
    "notes": ("Not read", "未读的代码"),
    "unclosedString": ("this string is never closed.", "字符串没有结束。"),
    "tooDeep": ("this is nested too deeply.", "嵌套过深。"),
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
    "code": (
        "PyTorch code",
        "PyTorch 代码",
    ),
    "fits": (
        "What would fit:",
        "可以改成：",
    ),
    "listed": (
        ", ",
        "、",
    ),
    "separator": (
        "; ",
        "；",
    ),
    "share": (
        "Share",
        "占比",
    ),
    "theInput": (
        "the input",
        "输入",
    ),
    "partial": (
        "Something was left out, so these numbers are of what was read.",
        "略过了一些代码，以上数字只算读到的部分。",
    ),
    "writtenOrder": (
        "No `forward` is pasted, so the layers are taken in the order written.",
        "代码里没有 `forward`，各层按书写顺序计算。",
    ),
    "printedOrder": (
        "print(model) lists layers in the order in which they were made part of the model, and "
        "not in the order of execution.",
        "print(model) 按各层加入模型的先后给出，不一定是执行顺序。",
    ),
    "notRead": (
        "Not read, and it may matter",
        "没读懂、可能影响结果的代码",
    ),
    "remarks": (
        "Remarks",
        "提示",
    ),
    "pageCheckerboards": (
        "Checkerboard artifacts",
        "棋盘效应",
    ),
    "pageOddSize": (
        "Get an odd size back",
        "找回奇数尺寸",
    ),
    "pageField": (
        "Receptive field",
        "感受野",
    ),
    "remarkField": (
        "From here on a cell sees the whole input, so that more layers do not widen what it sees.",
        "从这里开始，有的格子已经看到整个输入，再加层也不会看得更多。",
    ),
    "tooLongRun": (
        "running this takes too many steps.",
        "执行步数太多。",
    ),
    "noTensor": (
        "the model gives no tensor.",
        "模型没有返回张量。",
    ),
}

SIZES = {
    "from": ("I have", "现有"),
    "to": ("I want", "想要"),
    "mode": ("Layer", "层"),
    "any": ("either", "都可以"),
    "conv": ("Convolution", "卷积"),
    "transposed": ("Transposed convolution", "转置卷积"),
    "k": ("kernel size", "卷积核尺寸"),
    "s": ("stride", "步幅"),
    "p": ("padding", "填充"),
    "d": ("dilation", "空洞率"),
    "op": ("output padding", "输出填充"),
    "sizesHint": (
        "A size such as 21, rows and columns such as 21×30, or several with a semicolon "
        "between them: 20; 33. Leave the first field empty, and any input size will do.",
        "写一个尺寸，如 21；或写行与列，如 21×30；也可以写几个，用分号隔开：20; "
        "33。第一栏留空，任何输入尺寸都可以。",
    ),
    "limitsHint": (
        "One number, or the smallest and the largest, such as 1-7.",
        "写一个数，或者最小和最大的数，如 1-7。",
    ),
    "only": ("Only", "只要"),
    "plain": ("without output padding", "不用输出填充"),
    "powers": ("stride a power of 2", "步幅是 2 的幂"),
    "ratio": ("in this ratio for every size", "所有尺寸都按这个比例"),
    "noScript": (
        "With scripts on, you can change the sizes and the limits, and the table follows.",
        "启用脚本后，可以修改尺寸和范围，表格会随之更新。",
    ),
    "scroll": ("Table of layers, scrolls sideways", "网络层表格，可左右滚动"),
    "layer": ("Layer", "层"),
    "rule": ("For every input size i", "对任意输入尺寸 i"),
    "inputs": ("Inputs with the same output", "哪些输入有相同的输出"),
    "overlap": ("Overlap", "重叠"),
    "even": ("even", "均匀"),
    "uneven": ("uneven", "有多有少"),
    "copy": ("Copy", "复制"),
    "explorer": ("Explorer", "交互演示"),
    "noStride": (
        "Within these limits, no stride is a power of 2.",
        "在这个范围里，没有一个步幅是 2 的幂。",
    ),
    "rowsDirect": (
        "The rows need a convolution, the columns a transposed convolution; no layer is both.",
        "行要用卷积，列要用转置卷积；没有一层同时是这两种。",
    ),
    "rowsTransposed": (
        "The rows need a transposed convolution, the columns a convolution; no layer is both.",
        "行要用转置卷积，列要用卷积；没有一层同时是这两种。",
    ),
    "possible": ("What would be possible:", "可以改成："),
    "drop_ratio": ("these sizes alone, whatever becomes of others", "只管这些尺寸，别的尺寸随它"),
    "drop_plain": ("with output padding", "用输出填充"),
    "drop_powers": ("with any stride", "任意步幅"),
    "take_conv": ("a convolution", "卷积"),
    "take_transposed": ("a transposed convolution", "转置卷积"),
    "toMissing": ("Say which size you want.", "请写出想要的尺寸。"),
    "modeBad": ("There is no such kind of layer; choose another one.", "没有这种层，请另选一种。"),
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

PICTURE = {
    "input": ("input", "输入"),
    "stops": ("stops here", "停在这里"),
    "graph_about": (
        "A node is a layer, with the pointwise ones and crops that follow it; the numbers "
        "are those of the table. Each halving of the size stands a step to the right. A bar "
        "marks parameters.",
        "每层一个节点，紧跟其后的逐点层和裁剪并入其中；编号与表格一致。尺寸每减半一次，节点就"
        "右移一步。竖条表示有参数。",
    ),
    "nothing": ("Nothing to draw yet.", "还没有可画的内容。"),
    "scroll_cut": (
        "Cut through the layers: arrow keys move the cell",
        "网络层的剖面：方向键移动格子",
    ),
    "axis": ("Axis", "轴"),
    "extent": ("Part of the axis", "轴的范围"),
    "whole": ("the whole axis", "整条轴"),
    "close": ("around the cell", "所选格子附近"),
    "cell": ("Change the cell", "换一格"),
    "left": ("One cell to the left", "向左一格"),
    "right": ("One cell to the right", "向右一格"),
    "up": ("One layer towards the input", "朝输入方向一层"),
    "down": ("One layer towards the output", "朝输出方向一层"),
    "hint": (
        "Point at a cell, or use the arrow keys. Above a cell lies what it sees, below it "
        "what it reaches. Every line spans its whole map. Padding is no cell; statistics of "
        "normalization layers are left out.",
        "指向一个格子，或用方向键移动。上方是它看得到的格子，下方是它的影响落到的格子。每行都"
        "铺满整张图。填充不算格子，归一化层的统计量不计在内。",
    ),
    "sees_only": ("Sees the only input cell.", "看得到唯一的输入格。"),
    "sees_none": ("Sees no input cell.", "看不到任何输入格。"),
    "sees_unknown": (
        "Which input cells it sees is not followed.",
        "看得到哪些输入格，没有跟踪。",
    ),
    "save_svg": ("Save as SVG", "存为 SVG"),
    "copy": ("Copy", "复制"),
    "copied": ("Copied", "已复制"),
    "save": ("Save as a file", "存为文件"),
    "bytes": ("Memory (bytes)", "内存（字节）"),
    "arguments": ("Arguments", "参数设置"),
}

TABLES = {
    "figure": FIGURE,
    "explorer": EXPLORER,
    "layers": LAYERS,
    "sizes": SIZES,
    "exercises": EXERCISES,
    "picture": PICTURE,
}


def name(room, key, language):
    """What a room says for a key."""
    return TABLES[room][key][LANGUAGES.index(language)]
