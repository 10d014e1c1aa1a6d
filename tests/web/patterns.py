"""How a finished sentence of a tool is read: which value stands beside which noun, per language.

Stated here a second time, on purpose: what a sentence must say is not taken from the words that
say it. `{name}` reads a value, `{name#}` numbers: one, two for rows and columns, or a size as 5×7.
"""

import functools
import re

from tests.project import LANGUAGES

NUMBERS = r"[−\d]+(?:(?:×|, )[−\d]+)?"
PLACE = re.compile(r"\{(\w+)(#?)\}")

FIGURE = {
    "caption": (
        "{mode}: input {i#}, kernel {k#}, stride {s#}, padding {p#}{more}. Output {o#}.",
        "{mode}：输入 {i#}，卷积核 {k#}，步幅 {s#}，填充 {p#}{more}。输出 {o#}。",
    ),
    "caption_d": (", dilation {d#}", "，空洞率 {d#}"),
    "caption_pe": (", {pe#} at the end", "，末端 {pe#}"),
    "caption_pad": (", padding_mode {pad}", "，padding_mode 为 {pad}"),
    "caption_channels": (", channels {ci#} → {co#}", "，通道 {ci#} → {co#}"),
    "caption_groups": (", groups {g#}", "，分组 {g#}"),
    "caption_act": ("{act}. {caption}", "{act}。{caption}"),
    "rotated": ("{name}, rotated 180°", "{name}，旋转 180°"),
    "padded_of": ("{name}, padded", "{name}，填充后"),
    "spread_of": ("{name}, zeros put in", "{name}，插零后"),
    "caption_op": (", output padding {op#}", "，输出填充 {op#}"),
    "figure": ("Figure: {caption}", "图：{caption}"),
    "no_terms": (
        "{name} = {value}: no input cell reaches it.",
        "{name} = {value}：没有输入格落到这里。",
    ),
    "zero_taps": (
        "({count#} of {all#} taps multiply zeros)",
        "（{all#} 个权重中有 {count#} 个乘的是零）",
    ),
    "and_more": ("… and {count#} more", "……还有 {count#} 项"),
    "entry": ("Entry C[{m#}, {n#}]", "元素 C[{m#}, {n#}]"),
}

EXPLORER = {
    "step_of": ("{n#} of {of#}", "{n#} / {of#}"),
    "floor_drops": (
        "Rounded down: no window reaches the end of the padded input. "
        "Rows dropped: {rows#}, columns: {columns#}.",
        "向下取整：没有窗口够得到填充后输入的末尾，丢弃 {rows#} 行、{columns#} 列。",
    ),
    "real_rows": (
        "Output padding: {real#} of {op#} real, {bias#} with only the bias ({axis}).",
        "输出填充：{real#} / {op#} 格是真实的值，{bias#} 格只有偏置（{axis}）。",
    ),
    "said": ("Output {o#}. p′ is {prime#}.", "输出 {o#}。p′ 为 {prime#}。"),
    "said_conv": ("Output {o#}.", "输出 {o#}。"),
    "weight_conv": (
        "The weight of a convolution has the shape `(out, in/groups, …)`: {shape}.",
        "卷积的权重形状是 `(out, in/groups, …)`：{shape}。",
    ),
    "weight_transposed": (
        "The weight of a transposed convolution has the shape `(in, out/groups, …)`: {shape}.",
        "转置卷积的权重形状是 `(in, out/groups, …)`：{shape}。",
    ),
    "weight_used": ("{result} is made with {slices}.", "{result} 用到 {slices}。"),
    "same_is": (
        "SAME padding has {p#} at the start and {pe#} at the end ({axis}).",
        "SAME 填充在首端是 {p#}，在末端是 {pe#}（{axis}）。",
    ),
    "output_size": (
        "In PyTorch, `output_size={o}` asks for this output padding.",
        "在 PyTorch 中，`output_size={o}` 要的就是这个输出填充。",
    ),
    "note_count": (
        "{name}={given} is not a whole number; {used} is used.",
        "{name}={given} 不是整数，改用 {used}。",
    ),
    "note_unknown": (
        "{name}={given} is not known; {used} is used.",
        "不认识 {name}={given}，改用 {used}。",
    ),
    "note_integer": (
        "{name}={given} is not a whole number or a pair such as 2,3; {used} is used.",
        "{name}={given} 不是整数，也不是 2,3 这样的一对，改用 {used}。",
    ),
    "note_bounds": (
        "{name}={given} is outside {low#} to {high#}; {used} is used.",
        "{name}={given} 不在 {low#} 到 {high#} 之间，改用 {used}。",
    ),
    "note_direct": (
        "{name}={given}: a convolution has no output padding; {used} is used.",
        "{name}={given}：卷积没有输出填充，改用 {used}。",
    ),
    "note_range": (
        "{name}={given} is not possible with the other parameters; {used} is used.",
        "配上其他参数，{name}={given} 不成立，改用 {used}。",
    ),
    "note_kernel": (
        "The kernel reaches further than the input; {name}={used} is used.",
        "卷积核比输入还大，改用 {name}={used}。",
    ),
    "note_rows_win": (
        "{name}={given} does not fit the numbers that were given; {used} is used.",
        "{name}={given} 与给出的数对不上，改用 {used}。",
    ),
    "note_rows_shape": (
        "{name}={given} is not rows of numbers of equal length such as 1,2;3,4; "
        "the numbers of the example are used.",
        "{name}={given} 不是 1,2;3,4 这样长度相同的几行数，改用例子里的数。",
    ),
    "note_rows_large": (
        "{name}={given} has a number beyond ±{high#}; the numbers of the example are used.",
        "{name}={given} 里有数超出 ±{high#}，改用例子里的数。",
    ),
    "note_rows_many": (
        "{name}={given} has more than {high#} rows or columns; "
        "the numbers of the example are used.",
        "{name}={given} 的行或列多于 {high#}，改用例子里的数。",
    ),
    "edit_rows_large": (
        "A number is beyond ±{high#}; the old numbers stay.",
        "有数超出 ±{high#}，原来的数不变。",
    ),
    "edit_rows_many": (
        "These are more than {high#} rows or columns; the old numbers stay.",
        "行或列多于 {high#}，原来的数不变。",
    ),
}

LAYERS = {
    "summary": (
        "Layers: {layers}. Output: {shape}. Parameters: {parameters}. Multiply-adds: {macs}. "
        "Activations: {memory} to train, at most {peak} at once to infer.",
        "共 {layers} 层。输出 {shape}；参数 {parameters} 个，乘加 {macs} 次，激活值训练时占 "
        "{memory}，推理时最多同时占 {peak}。",
    ),
    "summaryError": (
        "Stops at row {row}: {error}",
        "停在第 {row} 行：{error}",
    ),
    "caption": (
        "From the input {shape}, in the order of execution",
        "从输入 {shape} 开始，按执行顺序",
    ),
    "fitsList": ("What would fit: {fixes}.", "可以改成：{fixes}。"),
    "fixArgument": ("{name}={value}", "{name}={value}"),
    "fixArgumentIn": (
        "{name}={value} in row {row}",
        "第 {row} 行用 {name}={value}",
    ),
    "fixArgumentAll": (
        "{name}={value} in rows {rows}",
        "第 {rows} 行都用 {name}={value}",
    ),
    "fixInput": ("an input of {shape}", "输入 {shape}"),
    "fixInsert": ("{code} before this layer", "在这一层前加 {code}"),
    "fixInsertWith": (
        "{code} before this layer, and {name}={value} in it",
        "在这一层前加 {code}，这一层改用 {name}={value}",
    ),
    "place": ("Line {line}, column {column}", "第 {line} 行第 {column} 列"),
    "located": ("Line {line}, column {column}: {error}", "第 {line} 行第 {column} 列：{error}"),
    "unread": ("`{text}` is left out.", "略过 `{text}`。"),
    "mirror": (
        "On the way down this size was {wanted}; now it is {found}. {fix} gives it back.",
        "下采样时这里的尺寸是 {wanted}，现在是 {found}。用 {fix} 就能还原。",
    ),
    "unclosedBracket": ("this bracket `{text}` is never closed.", "括号 `{text}` 没有配对。"),
    "endsEarly": ("something is missing after `{text}`.", "`{text}` 后面缺了内容。"),
    "unexpected": ("`{text}` cannot stand here.", "这里不能出现 `{text}`。"),
    "fullWidth": (
        "`{text}` is a full-width character; Python wants `{ascii}`.",
        "`{text}` 是全角字符，Python 要用 `{ascii}`。",
    ),
    "block": (
        "the lines under `{text}` are not read here.",
        "这里不读 `{text}` 下面的代码。",
    ),
    "tooLong": ("the code is longer than {count} characters.", "代码超过 {count} 个字符。"),
    "tooMany": (
        "there are more than {count} of them.",
        "超过 {count} 个。",
    ),
    "unknownName": (
        "`{name}` has no value; assign one above, as in `{name} = 64`.",
        "`{name}` 没有值，请先赋值，例如 `{name} = 64`。",
    ),
    "underBlock": (
        "`{name}` may change under `{text}` in line {line}, and whether that is run is not known "
        "here; assign it once more below, as in `{name} = 64`.",
        "第 {line} 行的 `{text}` 可能改变 "
        "`{name}`，而这里无法判断它是否执行；请在其后重新赋值，例如 `{name} = 64`。",
    ),
    "unreadValue": (
        "`{text}` cannot be computed here; write its value.",
        "这里算不出 `{text}`，请直接写数值。",
    ),
    "unknownLayer": (
        "`{name}` is no layer that this calculator knows.",
        "不认识 `{name}` 这种层。",
    ),
    "unsupportedLayer": (
        "`{name}` is a PyTorch layer that this calculator does not follow.",
        "`{name}` 是 PyTorch 的层，但本工具不支持。",
    ),
    "notALayer": (
        "`{text}` is no layer that can be read here; paste its definition, or write its layers "
        "out.",
        "`{text}` 不是这里能读懂的层，请粘贴它的定义，或把其中各层逐一写出。",
    ),
    "notCalled": (
        "`{text}` is not called; write `{text}()`.",
        "`{text}` 没有调用，请写成 `{text}()`。",
    ),
    "tooManyArguments": (
        "`{layer}` takes at most {most} arguments in order, and gets {given}.",
        "`{layer}` 最多接受 {most} 个位置参数，却给了 {given} 个。",
    ),
    "unknownArgument": ("`{layer}` has no argument `{name}`.", "`{layer}` 没有参数 `{name}`。"),
    "givenTwice": ("`{name}` is given twice.", "`{name}` 给了两次。"),
    "missingArgument": ("`{name}` is missing.", "缺少参数 `{name}`。"),
    "wantsInt": (
        "`{name}` must be a whole number; it is {found}.",
        "`{name}` 必须是整数，现在是 {found}。",
    ),
    "smallInt": (
        "`{name}` must be at least {least}; it is {found}.",
        "`{name}` 至少是 {least}，现在是 {found}。",
    ),
    "largeInt": (
        "`{name}` is too large to be counted exactly.",
        "`{name}` 太大，无法精确计数。",
    ),
    "wantsInts": (
        "`{name}` must be a whole number, or {n} of them in a tuple; it is {found}.",
        "`{name}` 必须是一个整数，或由 {n} 个整数组成的元组，现在是 {found}。",
    ),
    "wantsNumbers": (
        "`{name}` must be a positive number, or {n} of them in a tuple; it is {found}.",
        "`{name}` 必须是一个正数，或由 {n} 个正数组成的元组，现在是 {found}。",
    ),
    "wantsWord": (
        "`{name}` must be one of {words}; it is {found}.",
        "`{name}` 只能取 {words}，现在是 {found}。",
    ),
    "wantsShape": (
        "`{name}` must be whole numbers in a tuple; it is {found}.",
        "`{name}` 必须是由整数组成的元组，现在是 {found}。",
    ),
    "inputBad": (
        "The input shape must be whole numbers with commas between them, such as 1,3,224,224; "
        "it is “{text}”.",
        "输入形状要写成用逗号隔开的正整数，例如 1,3,224,224；现在是“{text}”。",
    ),
    "inputSmall": (
        "A size of the input shape must be at least 1; here stands {size}.",
        "输入形状的每个尺寸至少是 1，这里却有 {size}。",
    ),
    "inputLarge": (
        "A size of the input shape can be at most {most}; here stands {size}.",
        "输入形状的每个尺寸最多是 {most}，这里却有 {size}。",
    ),
    "inputAxes": (
        "The input shape can have at most {most} axes; this one has {axes}.",
        "输入形状最多 {most} 条轴，这里却有 {axes} 条。",
    ),
    "wantsAxes": (
        "`{layer}` takes {wanted} axes; its input {shape} has {found}.",
        "`{layer}` 要求输入有 {wanted} 条轴，而 {shape} 有 {found} 条。",
    ),
    "channels": (
        "`{name}` is {expected}, and the input has {found} channels.",
        "`{name}` 是 {expected}，而输入有 {found} 个通道。",
    ),
    "groups": (
        "`groups={groups}` must divide both in_channels ({cin}) and out_channels ({cout}).",
        "`groups={groups}` 必须同时整除 in_channels（{cin}）和 out_channels（{cout}）。",
    ),
    "normGroups": (
        "{channels} channels do not split into {groups} groups.",
        "{channels} 个通道不能平分成 {groups} 组。",
    ),
    "kernelTooLarge": (
        "The kernel spans {reach} cells, and with its padding the {axis} has only {padded} "
        "(without: {size}).",
        "卷积核或窗口跨 {reach} 格，而{axis}连填充只有 {padded} 格（不含填充为 {size}）。",
    ),
    "outputPadding": (
        "`output_padding={op}` must be smaller than the stride ({s}) or the dilation ({d}).",
        "`output_padding={op}` 必须小于步幅（{s}）或空洞率（{d}）。",
    ),
    "transposedEmpty": (
        "The {axis} would be {formula} = {out}, which is no size.",
        "{axis}会变成 {formula} = {out}，不是合法的尺寸。",
    ),
    "transposedWord": (
        "A transposed convolution has no `padding={found}`; its padding is a number.",
        "转置卷积没有 `padding={found}`，填充只能是数。",
    ),
    "sameStride": (
        "`padding='same'` works only with stride 1; the stride is {stride}.",
        "`padding='same'` 只能配步幅 1，现在步幅是 {stride}。",
    ),
    "poolPadding": (
        "`padding={p}` is more than half of `kernel_size={k}`; at most {most}.",
        "`padding={p}` 超过 `kernel_size={k}` 的一半，最多 {most}。",
    ),
    "poolWhole": (
        "`{layer}` counts only cells of the input: its window spans {k} cells, a"
        "nd the {axis} has only {size} cells.",
        "`{layer}` 只算输入里的格子：窗口跨 {k} 格，而{axis}只有 {size} 格。",
    ),
    "upsampleAxes": (
        "`mode='{mode}'` takes {wanted} axes; the input {shape} has {found}.",
        "`mode='{mode}'` 要求输入有 {wanted} 条轴，而 {shape} 有 {found} 条。",
    ),
    "alignCorners": (
        "`align_corners` has no meaning for `mode='{mode}'`.",
        "`mode='{mode}'` 不能用 `align_corners`。",
    ),
    "resizeEmpty": (
        "{size} cells times {scale} is less than one cell.",
        "{size} 格乘以 {scale} 后不足一格。",
    ),
    "shuffleChannels": (
        "{channels} channels do not divide by {r}² = {square}.",
        "{channels} 个通道不能被 {r}² = {square} 整除。",
    ),
    "unshuffleSize": (
        "The {axis} of {size} does not divide by {r}.",
        "{axis} {size} 不能被 {r} 整除。",
    ),
    "padTooLarge": (
        "`{mode}` padding takes at most {most} cells from a {axis} of {size}; it is {pad}.",
        "`{mode}` 填充最多 {most} 格（{axis}为 {size}），现在是 {pad}。",
    ),
    "padEmpty": (
        "The {axis} would be {size} + {before} + {after}, which leaves no cell.",
        "{axis}会变成 {size} + {before} + {after}，一格不剩。",
    ),
    "padCrops": (
        "{cells} cells are to be cropped, and the {axis} has only {size} cells.",
        "要裁掉 {cells} 格，而{axis}只有 {size} 格。",
    ),
    "normalizedShape": (
        "`normalized_shape` is {expected}, and the input ends in {found}.",
        "`normalized_shape` 是 {expected}，而输入末尾是 {found}。",
    ),
    "linear": (
        "`in_features` is {expected}, and the last axis of the input {shape} has {found}.",
        "`in_features` 是 {expected}，而输入 {shape} 的最后一条轴是 {found}。",
    ),
    "notFlattened": (
        "`in_features` is {expected}, and the last axis of the input {shape} has {found}: "
        "it is not flattened.",
        "`in_features` 是 {expected}，而输入 {shape} 的最后一条轴是 {found}：还没有展平。",
    ),
    "dimension": (
        "`{name}={dim}` does not exist in an input of {axes} axes.",
        "输入有 {axes} 条轴，没有 `{name}={dim}`。",
    ),
    "flattenOrder": (
        "`start_dim` ({start}) comes after `end_dim` ({end}).",
        "`start_dim`（{start}）排在 `end_dim`（{end}）后面。",
    ),
    "unflatten": (
        "{size} cells do not split into {sizes}, which has {known}.",
        "{size} 格不能拆成 {sizes}，后者共 {known} 格。",
    ),
    "gluOdd": ("{size} cells have no two halves.", "{size} 格不能平分成两半。"),
    "reads": (
        "reads {rows}",
        "读取 {rows}",
    ),
    "isModel": (
        "This is `{name}`; the paste also defines {others}, which it does not use.",
        "表中是 `{name}`；代码里还定义了 {others}，但没有用到。",
    ),
    "remarkRow": (
        "Row {row}:",
        "第 {row} 行：",
    ),
    "remarkCheckerboard": (
        "Kernel {k} does not divide by the stride {s}, so output cells are written unequally "
        "often: checkerboard artifacts may show.",
        "卷积核 {k} 不能被步幅 {s} 整除，各输出格写入的次数不等，可能出现棋盘效应。",
    ),
    "remarkFloor": (
        "Of {size} cells along the {axis}, cells that no window reads: {lost}; on the way up "
        "that size does not come back by itself.",
        "{axis} {size} 格里有 {lost} 格不被任何窗口读到；往回走时这个尺寸不会自动还原。",
    ),
    "leftOut": (
        "`{text}` is left out; it may have layers of its own.",
        "略过了 `{text}`，里面可能有自己的层。",
    ),
    "raises": (
        "here the code itself raises an error: `{text}`.",
        "代码在这里自己抛出异常：`{text}`。",
    ),
    "undecided": (
        "it is not known here whether these lines are run: `{text}`.",
        "这里无法判断这几行是否执行：`{text}`。",
    ),
    "unknownCall": (
        "`{name}` is not defined in the paste, so `{text}` cannot be followed; paste its "
        "definition, too.",
        "代码里没有定义 `{name}`，所以无法跟踪 `{text}`，请把它的定义也粘贴进来。",
    ),
    "unknownFunction": (
        "`{name}` is a function that is not followed here.",
        "本工具不支持函数 `{name}`。",
    ),
    "notCallable": (
        "a `{name}` is not called itself; its layers are called one by one.",
        "`{name}` 本身不能调用，要逐个调用其中的层。",
    ),
    "noForward": (
        "`{name}` has no `forward`.",
        "`{name}` 没有 `forward`。",
    ),
    "missingKey": (
        "there is no item `{key}`.",
        "没有 `{key}` 这一项。",
    ),
    "indexRange": (
        "there is no item {index}: there are {size}.",
        "没有第 {index} 项：一共 {size} 项。",
    ),
    "indexTensor": (
        "an index that is itself a tensor of the shape {shape} is not followed here.",
        "本工具不支持用形状为 {shape} 的张量作下标。",
    ),
    "sliceStep": (
        "a slice with the step {found} is not followed here.",
        "本工具不支持间隔为 {found} 的切片。",
    ),
    "wantsTensor": (
        "`{name}` must be a tensor; it is {found}.",
        "`{name}`必须是张量，现在是 {found}。",
    ),
    "severalTensors": (
        "the layer takes one tensor, and gets {count} of them.",
        "这一层只要一个张量，却得到 {count} 个。",
    ),
    "broadcast": (
        "{left} and {right} do not fit in all cells.",
        "{left} 和 {right} 不能逐格对应。",
    ),
    "cat": (
        "`cat` along dimension {dim} wants equal sizes elsewhere; they are {left} and {right}.",
        "沿第 {dim} 维用 `cat` 拼接时，其余尺寸必须相同，现在是 {left} 和 {right}。",
    ),
    "stackShapes": (
        "`stack` wants equal shapes; they are {left} and {right}.",
        "`stack` 要求形状相同，现在是 {left} 和 {right}。",
    ),
    "matmul": (
        "{left} times {right} needs inner sizes that are equal.",
        "{left} 与 {right} 相乘，内侧尺寸必须相同。",
    ),
    "einsum": (
        "`{text}` does not fit the shapes {shapes}.",
        "`{text}` 与形状 {shapes} 不符。",
    ),
    "view": (
        "{shape} has {cells} values, which do not make {sizes}.",
        "{shape} 共有 {cells} 个值，不能排成 {sizes}。",
    ),
    "permute": (
        "`{order}` is no order of {axes} dimensions.",
        "`{order}` 不是 {axes} 个维度的一种顺序。",
    ),
    "expand": (
        "{shape} cannot be expanded to {sizes}.",
        "{shape} 不能扩展成 {sizes}。",
    ),
    "repeat": (
        "{given} counts are too few for {axes} dimensions.",
        "给了 {given} 个次数，少于 {axes} 个维度。",
    ),
    "splitSizes": (
        "{sizes} = {sum}, and there are {size}.",
        "{sizes} = {sum}，而一共有 {size}。",
    ),
    "padPairs": (
        "`pad` must be pairs of numbers for at most {axes} axes; it is {found}.",
        "`pad` 必须是成对的数，最多 {axes} 条轴，现在是 {found}。",
    ),
    "notPooled": (
        "`in_features` is {expected} = {parts}, and the input is {shape}: a pooling with stride "
        "{pool} and a flatten seem to be missing, which `forward` may do.",
        "`in_features` 是 {expected} = {parts}，而输入是 {shape}：这里似乎缺步幅 {pool} "
        "的池化和展平，它们可能写在 `forward` 里。",
    ),
    "heads": (
        "`in_features` is {expected}, and so is that of the layer before it: these look like two "
        "heads of the same input.",
        "`in_features` 是 {expected}，之前那一层也是：这更像相同输入上的两个头。",
    ),
}

SIZES = {
    "found": (
        "Layers: {count}. Transposed convolutions that overlap evenly: {even}.",
        "共 {count} 层，其中重叠均匀的转置卷积有 {even} 个。",
    ),
    "caption": ("From {from} to {to}", "从 {from} 到 {to}"),
    "captionTo": ("From any input size to {to}", "从任意输入尺寸到 {to}"),
    "divides": ("i / {s} wherever {s} divides i", "凡 {s} 整除 i，就是 i / {s}"),
    "explorerSmall": ("Explorer, from {i}", "交互演示，从 {i} 开始"),
    "more": ("Show {count} more", "再显示 {count} 个"),
    "tooLarge": (
        "Within these limits, layers make at most {most} of {from}; {to} is larger.",
        "在这个范围里，各层最多把 {from} 变成 {most}，{to} 比它还大。",
    ),
    "tooSmall": (
        "Within these limits, layers make at least {least} of {from}; {to} is smaller.",
        "在这个范围里，各层至少把 {from} 变成 {least}，{to} 小于它。",
    ),
    "gap": (
        "Within these limits, layers make {below} and {above} of {from}, and nothing between "
        "them such as {to}.",
        "在这个范围里，各层能把 {from} 变成 {below} 和 {above}，没有中间的，比如 {to}。",
    ),
    "kernelReaches": (
        "Within these limits, no layer takes {from}: the kernel reaches further than the "
        "padded input, or all is cropped.",
        "在这个范围里，没有一层接得住 {from}：要么卷积核比填充后的输入还大，要么全被裁掉。",
    ),
    "noInput": (
        "Within these limits, no layer makes {to}, whatever the input size.",
        "在这个范围里，无论输入尺寸多大，各层都得不出 {to}。",
    ),
    "notEvery": (
        "Layers take {from} to {to}, but no layer keeps the ratio for every size.",
        "有的层能把 {from} 变成 {to}，但没有一层让所有尺寸都保持这个比例。",
    ),
    "prior": (
        "For the sizes before, there are layers. With them: {reason}",
        "前面的尺寸有层能做到。用这些层：{reason}",
    ),
    "inRows": ("Rows: {reason}", "行：{reason}"),
    "inColumns": ("Columns: {reason}", "列：{reason}"),
    "offerLimit": ("{name} {value}", "{name} {value}"),
    "offerTo": ("{size} wanted", "想要 {size}"),
    "offerFrom": ("{size} given", "现有 {size}"),
    "sizeBad": (
        "“{text}” is no size: write a whole number such as 21, rows and columns such as "
        "21×30, or several with a semicolon between them.",
        "“{text}”不是尺寸：写一个整数，如 21；或写行与列，如 21×30；也可以写几个，用分号隔开。",
    ),
    "sizeBounds": (
        "A size must be at least 1 and at most {most}; here stands {size}.",
        "尺寸至少为 1，最多为 {most}，这里是 {size}。",
    ),
    "sizesMany": ("These are more than {most} sizes at once.", "一次超过了 {most} 个尺寸。"),
    "counts": (
        "Each size needs one that it becomes: {from} are given, {to} wanted.",
        "每个尺寸都要写明变成多少：现有 {from} 个，想要 {to} 个。",
    ),
    "limitBad": (
        "The {name} must be one whole number, or a range as in 1-7; it is “{text}”.",
        "{name}要写一个整数，或者 1-7 这样的范围，现在是“{text}”。",
    ),
    "limitBounds": (
        "The {name} must be at least {least} and at most {most}, and go up; here stand {low} "
        "and {high}.",
        "{name}至少为 {least}，最多为 {most}，并且从小到大，这里是 {low} 和 {high}。",
    ),
    "tooMany": (
        "Within these limits are more than {most} layers; narrow them.",
        "这个范围里超过 {most} 层，请缩小范围。",
    ),
    "tooManyPairs": (
        "For rows and columns together these are {count} layers, and at most {most} are "
        "listed; narrow the limits.",
        "行与列合在一起共 {count} 层，而最多列出 {most} 层，请缩小范围。",
    ),
}

EXERCISES = {
    "ask_cell": (
        "Which number is {name}? Rows and columns are counted from zero.",
        "{name} 是多少？行和列都从零数起。",
    ),
    "ask_cell_vector": (
        "Which number is {name}? Cells are counted from zero.",
        "{name} 是多少？格子从零数起。",
    ),
    "ask_size": (
        "{mode}: input size {i#}, kernel size {k#}, stride {s#}, padding {p#}{more}. "
        "Which output size comes out?",
        "{mode}：输入尺寸 {i#}，卷积核尺寸 {k#}，步幅 {s#}，填充 {p#}{more}。输出尺寸是多少？",
    ),
    "ask_prime": (
        "A transposed convolution has kernel size {k#} and padding {p#}{more}. "
        "What is the p′ of the convolution that is equal to it?",
        "转置卷积的卷积核尺寸 {k#}，填充 {p#}{more}。与它结果相同的卷积，p′ 是多少？",
    ),
    "settings": (
        "{mode}: stride {s#}, padding {p#}{more}.",
        "{mode}：步幅 {s#}，填充 {p#}{more}。",
    ),
    "seed": ("Numbers {seed#}", "题号 {seed#}"),
    "slipped": ("Not {value}. What gives {value}:", "不是 {value}。怎样会得出 {value}："),
    "wrong": ("Not {value}. {hint}", "不是 {value}。{hint}"),
    "gives": (
        "Not {letter}: with it, {name} would be {found#}, and here it is {wanted#}.",
        "不是 {letter}：用它的话，{name} 会是 {found#}，而这里是 {wanted#}。",
    ),
    "neighbour": ("{name}, the cell beside it.", "这是 {name}，旁边的那一格。"),
    "sheet": ("Worksheet {seed#}", "练习卷 {seed#}"),
}

PICTURE = {
    "graph_of": (
        "Graph of {count#} nodes, from the input {shape} down; the table has these layers, too.",
        "连接图：{count#} 个节点，从输入 {shape} 开始自上而下；表格里也是这些层。",
    ),
    "graph_left": (
        "Drawn from the start; {left#} more nodes are in the table.",
        "从开头画起，另有 {left#} 个节点见表格。",
    ),
    "cut_of": (
        "Cut along the {axis}: one line of cells for each layer.",
        "沿{axis}的剖面：每层一行格子。",
    ),
    "at_input": (
        "Input, cell {cell#} (0 to {last#}).",
        "输入，第 {cell#} 格（从 0 到 {last#}）。",
    ),
    "at_row": (
        "Row {row}, {layer}, cell {cell#} (0 to {last#}).",
        "第 {row} 行 {layer}，第 {cell#} 格（从 0 到 {last#}）。",
    ),
    "at_all": (
        "Row {row}, {layer}, all cells together.",
        "第 {row} 行 {layer}，所有格子合在一起。",
    ),
    "sees": (
        "Sees {count#} of {all#} input cells: {from#} to {to#}.",
        "看得到 {all#} 个输入格中的 {count#} 个：{from#} 到 {to#}。",
    ),
    "sees_gaps": (
        "Sees {count#} of {all#} input cells, with gaps, from {from#} to {to#}.",
        "看得到 {all#} 个输入格中的 {count#} 个，从 {from#} 到 {to#}，中间有空隙。",
    ),
    "sees_one": (
        "Sees one of {all#} input cells: {from#}.",
        "看得到 {all#} 个输入格中的一个：{from#}。",
    ),
    "reaches": (
        "Reaches {count#} of {all#} cells of row {row}, {layer}.",
        "影响落到第 {row} 行 {layer} 的 {all#} 格中的 {count#} 格。",
    ),
    "reaches_all": ("Reaches row {row}, {layer}.", "影响落到第 {row} 行 {layer}。"),
    "reaches_none": (
        "Does not reach row {row}, {layer}.",
        "影响不会落到第 {row} 行 {layer}。",
    ),
    "reaches_unknown": (
        "Whether it reaches row {row}, {layer}, is not followed.",
        "影响是否落到第 {row} 行 {layer}，没有跟踪。",
    ),
    "too_long": (
        "The axis has {size#} cells; at most {most#} are drawn. Choose a shorter input.",
        "这条轴有 {size#} 格，最多画 {most#} 格。请换短一些的输入。",
    ),
}

PATTERNS = {
    "figure": FIGURE,
    "explorer": EXPLORER,
    "layers": LAYERS,
    "sizes": SIZES,
    "exercises": EXERCISES,
    "picture": PICTURE,
}


@functools.cache
def regex(room, key, language):
    """The pattern of a sentence; a name that stands there twice must be the same value twice."""
    pattern, end, found = PATTERNS[room][key][LANGUAGES.index(language)], 0, ""
    for place in PLACE.finditer(pattern):
        name, numbers = place.groups()
        again = f"(?P<{name}>" in found
        value = f"(?P={name})" if again else f"(?P<{name}>{NUMBERS if numbers else '.*?'})"
        found += re.escape(pattern[end : place.start()]) + value
        end = place.end()
    return re.compile(found + re.escape(pattern[end:]), re.DOTALL)


def read(room, key, language, text):
    """The values of a finished sentence by name; None where it is another sentence."""
    found = regex(room, key, language).fullmatch(text)
    return found and found.groupdict()


def find(room, key, language, text):
    """The values of every such sentence in a text."""
    return [one.groupdict() for one in regex(room, key, language).finditer(text)]
