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
        "Activations: {memory}.",
        "共 {layers} 层。输出 {shape}；参数 {parameters} 个，乘加 {macs} 次，激活值占 {memory}。",
    ),
    "summaryError": ("Stops at layer {row}: {error}", "停在第 {row} 层：{error}"),
    "caption": ("From the input {shape}, layer by layer", "从输入 {shape} 开始，逐层计算"),
    "fitsList": ("What would fit: {fixes}.", "可以改成：{fixes}。"),
    "fixArgument": ("{name}={value}", "{name}={value}"),
    "fixArgumentIn": ("{name}={value} in layer {row}", "第 {row} 层用 {name}={value}"),
    "fixArgumentAll": ("{name}={value} in layers {rows}", "第 {rows} 层都用 {name}={value}"),
    "fixInput": ("an input of {shape}", "输入 {shape}"),
    "fixInsert": ("{code} before this layer", "在这一层前加 {code}"),
    "fixInsertWith": (
        "{code} before this layer, and {name}={value} in it",
        "在这一层前加 {code}，这一层改用 {name}={value}",
    ),
    "place": ("Line {line}, column {column}", "第 {line} 行第 {column} 列"),
    "located": ("Line {line}, column {column}: {error}", "第 {line} 行第 {column} 列：{error}"),
    "unfollowed": (
        "`forward` is not followed, because it does more or other things than call each layer "
        "once, in the order written: `{text}`. {rest}",
        "没有跟踪 `forward`：它不只是按书写顺序把各层各调用一次，见 `{text}`。{rest}",
    ),
    "unfollowedUnread": (
        "`forward` is not followed as long as not all layers can be read. {rest}",
        "有些层读不懂，所以没有跟踪 `forward`。{rest}",
    ),
    "severalParts": (
        "These layers belong to several parts, and no `forward` that joins them is followed. "
        "{rest}",
        "这些层分属几个部分，而没有跟踪把它们连起来的 `forward`。{rest}",
    ),
    "inOrder": ("In the order written: {error}", "按书写顺序计算时：{error}"),
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
        "the lines under `{text}` are not run here; write their layers out.",
        "这里不执行 `{text}` 下面的代码，请把其中各层逐一写出。",
    ),
    "tooLong": ("the code is longer than {count} characters.", "代码超过 {count} 个字符。"),
    "tooMany": ("there are more than {count} layers.", "超过 {count} 层。"),
    "unknownName": (
        "`{name}` has no value; assign one above, as in `{name} = 64`.",
        "`{name}` 没有值，请先赋值，例如 `{name} = 64`。",
    ),
    "underBlock": (
        "`{name}` may change under `{text}` in line {line}, which is not run here; "
        "assign it once more below, as in `{name} = 64`.",
        "第 {line} 行的 `{text}` 可能改变 `{name}`，而这里不执行它；"
        "请在其后重新赋值，例如 `{name} = 64`。",
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
        "`{text}` is no layer that can be read here; write its layers out.",
        "`{text}` 不是这里能读懂的层，请把其中各层逐一写出。",
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

PATTERNS = {"figure": FIGURE, "explorer": EXPLORER, "layers": LAYERS, "exercises": EXERCISES}


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
