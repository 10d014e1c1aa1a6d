"""A graph has every edge of the table once, its nodes stand apart, and every shape is there."""

import functools
import html
import itertools
import re

import pytest

from tests.web.pictures import call, written

BROKEN = "nn.Sequential(nn.Conv2d(3, 8, 3), nn.ReLU(), nn.Conv2d(16, 8, 3), nn.Linear(2, 2))"
TWO_HEADS = """
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 8, 3)
        self.one, self.other = nn.Conv2d(8, 1, 1), nn.Conv2d(8, 4, 3, stride=2)
    def forward(self, x):
        x = self.conv(x)
        return self.one(x), self.other(x), x + x
model = Net()
"""
STRIDED_BRANCH = """
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Sequential(*[nn.Conv2d(3, 3, 2, stride=2) for _ in range(3)])
        self.b = nn.Sequential(*[nn.Conv2d(3, 3, 1) for _ in range(3)])
    def forward(self, x):
        return self.a(x), self.b(x)
model = Net()
"""
MODELS = {
    "a strided branch": (STRIDED_BRANCH, "1,3,32,32"),
    "a stack": ("nn.Sequential(nn.Conv2d(3, 8, 3), nn.ReLU(), nn.Conv2d(8, 8, 3))", "1,3,9,9"),
    "broken": (BROKEN, "1,3,9,9"),
    "two heads": (TWO_HEADS, "1,3,9,9"),
    "U-Net": (written("pytorch_unet"), "1,3,64,64"),
    "DCGAN": (written("dcgan_generator"), "1,100,1,1"),
    "TCN": (written("tcn"), "1,2,100"),
    "WaveNet": (written("wavenet"), "1,32,600"),
    "Inception": (written("inception_block"), "1,192,8,8"),
    "feature pyramid": (written("feature_pyramid"), "1,3,64,64"),
    "DenseNet": (written("cifar_densenet"), "1,3,32,32"),
    "nested U-Net": (written("pix2pix_unet"), "1,3,256,256"),
}
each_model = pytest.mark.parametrize("name", MODELS)


@functools.cache
def drawn(name):
    return call("graphOf", *MODELS[name])


def node_of(nodes, row):
    return next((at for at, node in enumerate(nodes) if row in node["rows"]), -1)


def boxes(svg):
    """From the input: left, top, width and height of every node."""
    found = re.findall(r'<path class="box [a-z]+" d="M([\d.]+) ([\d.]+)h([\d.]+)v([\d.]+)', svg)
    return [tuple(map(float, one)) for one in found]


def lines(svg):
    """The corners of every edge between nodes."""
    found = re.findall(r'class="edge" data-from="([^"]+)" data-to="([^"]+)" d="([^"m]+)', svg)
    for start, end, d in found:
        points = [tuple(map(float, one)) for one in re.findall(r"([\d.]+) ([\d.]+)", d)]
        yield int(start), int(end), points


@each_model
def test_every_row_is_in_one_node(name):
    made = drawn(name)
    rows = [row for node in made["nodes"] for row in node["rows"]]
    reached = [at for at, row in enumerate(made["rows"]) if row["shapes"]]
    assert set(reached) <= set(rows)
    assert len(rows) == len(set(rows))
    assert made["left"] == 0


@each_model
def test_every_edge_is_drawn_once(name):
    made = drawn(name)
    nodes = made["nodes"]
    wanted = set()
    for at, row in enumerate(made["rows"]):
        to = node_of(nodes, at)
        ends = {(node_of(nodes, start), to) for start in row["inputs"]}
        wanted |= {(start, end) for start, end in ends if start != end and end >= 0}
    assert sorted((start, end) for start, end, _ in lines(made["svg"])) == sorted(wanted)


@each_model
def test_an_edge_begins_at_one_node_and_ends_at_the_other(name):
    svg = drawn(name)["svg"]
    places = boxes(svg)
    for start, end, points in lines(svg):
        (x, y, w, h), (tx, ty, tw, _) = places[start + 1], places[end + 1]
        (sx, sy), (ex, ey) = points[0], points[-1]
        assert x <= sx <= x + w
        assert sy == pytest.approx(y + h)
        assert tx <= ex <= tx + tw
        assert ey == pytest.approx(ty)


@each_model
def test_nodes_stand_apart_and_no_edge_runs_through_one(name):
    svg = drawn(name)["svg"]
    places = boxes(svg)
    width, height = map(int, re.search(r'width="(\d+)" height="(\d+)"', svg).groups())
    for at, (x, y, w, h) in enumerate(places):
        assert x >= 0
        assert y >= 0
        assert x + w <= width
        assert y + h <= height
        for ox, oy, ow, oh in places[:at]:
            assert x >= ox + ow or ox >= x + w or y >= oy + oh or oy >= y + h
    for start, end, points in lines(svg):
        for at, (x, y, w, h) in enumerate(places):
            if at in (start + 1, end + 1):
                continue
            for (ax, ay), (bx, by) in itertools.pairwise(points):
                beside = max(ax, bx) <= x or min(ax, bx) >= x + w
                assert beside or max(ay, by) <= y or min(ay, by) >= y + h, (start, end, at)


def test_a_branch_stays_in_its_column():
    made = drawn("Inception")
    places = boxes(made["svg"])[1:]
    alone = [at for at, node in enumerate(made["nodes"]) if len(node["inputs"]) == 1]
    below = [(made["nodes"][at]["inputs"][0], at) for at in alone]
    branches = [(start, end) for start, end in below if start >= 0]
    assert len(branches) == 3
    assert all(places[start][0] == places[end][0] for start, end in branches)


@each_model
def test_every_shape_stands_at_its_node(name):
    made = drawn(name)
    groups = re.findall(r'<g class="node" data-node="([^"]+)">(.*?)</g>', made["svg"])
    lanes = re.findall(r'class="shape"[^>]*rotate[^>]*>([^<]+)<', made["svg"])
    assert len(groups) == len(made["nodes"]) + 1
    for at, inside in groups[1:]:
        node = made["nodes"][int(at)]
        last = made["rows"][node["rows"][-1]]["shapes"]
        shapes = {"×".join(map(str, shape)) for shape in last}
        shown = re.findall(r'class="shape"[^>]*>([^<]+)<', inside) or lanes
        assert all(any(shape in one for one in shown) for shape in shapes), node
        assert html.escape(node["name"][:8]) in inside


def test_where_it_stops_is_marked():
    made = call("graphOf", BROKEN, "1,3,9,9")
    assert [node["broken"] for node in made["nodes"]] == [False, True]
    assert re.findall(r'class="box (\w+)"', made["svg"]) == ["input", "learns", "broken"]
    assert "stops here" in made["svg"]


def test_what_only_follows_a_layer_is_in_its_node():
    code = written("tcn")
    nodes = call("graphOf", code, "1,2,100")["nodes"]
    assert nodes[1]["more"] == ["getitem", "ReLU", "Dropout"]
    assert all(node["name"] != "ReLU" for node in nodes)


def test_a_layer_that_several_read_is_a_node():
    code = """
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv, self.relu = nn.Conv2d(3, 3, 1), nn.ReLU()
    def forward(self, x):
        x = self.conv(x)
        return self.relu(x) + x
model = Net()
"""
    assert [one["name"] for one in call("graphOf", code, "1,3,9,9")["nodes"]] == [
        *("Conv2d", "ReLU", "add")
    ]


def test_what_is_pasted_stays_text():
    code = """
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 3, 1)
    def forward(self, x):
        return self.conv(x)["<img onerror=x>"]
model = Net()
"""
    svg = call("graphOf", code, "1,3,9,9")["svg"]
    assert "<img" not in svg
    assert "&#60;img" in svg


def test_a_graph_is_never_larger_than_a_page_holds():
    code = "nn.Sequential(*[nn.Conv2d(3, 3, 1) for _ in range(500)])"
    made = call("graphOf", code, "1,3,9,9")
    assert made["left"] == 200
    assert len(re.findall("<[a-z]", made["svg"])) < 5000
