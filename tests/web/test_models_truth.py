"""What counts as a row, on models that are small enough to be followed by hand."""

from tests.web.models import truth


def rows(code, shape=(1, 2, 8, 8)):
    return truth.truth(code, shape).rows


def told(code, shape=(1, 2, 8, 8)):
    return [(row.name, row.kind, row.inputs) for row in rows(code, shape)]


def forward(*lines):
    """A class with a few layers, of which forward uses what the lines say."""
    return "\n".join(
        [
            "class Net(nn.Module):",
            "    def __init__(self):",
            "        super().__init__()",
            "        self.pool = nn.MaxPool2d(2)",
            "        self.conv = nn.Conv2d(2, 2, 3, padding=1)",
            "        self.act = nn.ReLU(inplace=True)",
            "        self.drop = nn.Dropout(0.5)",
            "        self.shortcut = nn.Sequential()",
            "        self.weight = nn.Parameter(torch.ones(2, 2, 3, 3))",
            "    def forward(self, x):",
            *(f"        {line}" for line in lines),
        ]
    )


def test_rows_are_in_the_order_of_execution_and_a_layer_called_twice_has_two():
    found = rows(forward("return self.pool(self.conv(self.pool(x)))"))
    assert [row.path for row in found] == ["pool", "conv", "pool"]
    assert [row.shape for row in found] == [(1, 2, 4, 4), (1, 2, 4, 4), (1, 2, 2, 2)]
    assert [row.parameters for row in found] == [0, 38, 0]
    assert [row.multiply_adds for row in found] == [0, 2 * 2 * 9 * 16, 0]


def test_joins_name_their_rows_in_order():
    code = forward("a = self.conv(x)", "b = F.relu(a)", "return torch.cat([b, x, a], 1) + 1")
    assert told(code) == [
        ("Conv2d", "layer", (-1,)),
        ("relu", "function", (0,)),
        ("cat", "join", (1, -1, 0)),
        ("add", "point", (2,)),
    ]


def test_every_way_to_add_is_one_name():
    code = forward("y = self.conv(x)", "y = y + x", "y += x", "y = torch.add(y, x)", "return 1 + y")
    assert told(code)[1:] == [
        ("add", "join", (0, -1)),
        ("add", "join", (1, -1)),
        ("add", "join", (2, -1)),
        ("add", "point", (3,)),
    ]


def test_changes_of_shape_have_all_their_shapes():
    code = forward(
        "a, b = x.chunk(2, dim=1)", "return a.view(1, -1)[:, 3:].unsqueeze(0), b.mean(1)"
    )
    found = rows(code)
    assert found[0].shapes == ((1, 1, 8, 8), (1, 1, 8, 8))
    assert [row.name for row in found] == ["chunk", "view", "getitem", "unsqueeze", "mean"]
    assert [row.kind for row in found] == ["shape"] * 4 + ["reduce"]
    assert found[-1].inputs == (0,)


def test_who_reads_what_was_changed_in_place_reads_the_change():
    code = forward("same = x = self.conv(x)", "x = self.act(x)", "return self.drop(x) + same")
    assert [(name, inputs) for name, _, inputs in told(code)] == [
        ("Conv2d", (-1,)),
        ("ReLU", (0,)),
        ("Dropout", (1,)),
        ("add", (2, 1)),
    ]
    assert [row.in_place for row in rows(code)] == [False, True, False, False]
    code = forward("y = self.conv(x)", "y[:, 0] = 0", "return y")
    assert told(code)[1:] == [("setitem", "shape", (0,))]


def test_what_does_nothing_is_no_row():
    code = forward("y = self.shortcut(x).contiguous().clone()", "return self.conv(y.to(x.dtype))")
    assert told(code) == [("Conv2d", "layer", (-1,))]
    code = forward("n = x.size(0) * x.shape[-1]", "return x * torch.zeros_like(x) + n")
    assert told(code) == [("mul", "point", (-1,)), ("add", "point", (0,))]


def test_a_function_has_the_parameters_that_it_is_given():
    (found,) = rows(forward("return F.conv2d(x, self.weight)"))
    assert (found.name, found.kind, found.parameters) == ("conv2d", "function", 36)
    assert found.multiply_adds == 36 * 36


def test_a_class_that_only_inherits_a_layer_is_one_and_a_wrapper_has_no_rows():
    code = """
class Mine(nn.Conv2d):
    pass
class Other(nn.Conv2d):
    def forward(self, x):
        return F.relu(super().forward(x))
model = nn.Sequential(Mine(2, 2, 1), nn.utils.weight_norm(nn.Conv2d(2, 2, 3)), Other(2, 2, 1))
"""
    assert [name for name, _, _ in told(code)] == ["Mine", "Conv2d", "conv2d", "relu"]
    assert [row.parameters for row in rows(code)] == [6, 36 + 2 + 2, 6, 0]


def test_left_out_rows_hand_on_what_they_read():
    code = forward("y = self.conv(x)", "z = F.relu(y).flatten(1)", "return z + x.flatten(1)")
    found = truth.truth(code, (1, 2, 8, 8))
    kept = found.only(("layer", "join"))
    assert [(row.name, row.inputs) for row in kept] == [("Conv2d", (-1,)), ("add", (0, -1))]
    assert found.only(lambda row: False) == ()
    assert found.output_rows == (4,)


def test_results_are_told_in_order_whatever_holds_them():
    found = truth.truth(
        forward('return {"b": self.pool(x), "a": [x.sum(), self.conv(x)]}'), (1, 2, 8, 8)
    )
    assert found.outputs == ((1, 2, 4, 4), (), (1, 2, 8, 8))
    assert found.output_rows == (0, 1, 2)
    assert found.parameters == 38 + 36


def test_the_model_is_the_last_one_made_or_the_last_class():
    made = truth.make("a = nn.ReLU()\nb = nn.Tanh()\nclass C(nn.Module): ...")
    assert type(made).__name__ == "Tanh"
    made = truth.make("class C(nn.Module): ...\nclass D(C): ...")
    assert type(made).__name__ == "D"


def test_a_lazy_norm_has_its_weights_whatever_was_run_before():
    """Layers that are written alike are run once for all, but a lazy one has no weights before."""
    code = "nn.Sequential(nn.LazyConv2d(4, 3), nn.LazyBatchNorm2d())"
    first, second = (truth.truth(f"model = {code}", (1, 2, 8, 8)) for _ in "ab")
    assert first == second
    assert second.parameters == 4 * 2 * 9 + 4 + 2 * 4
