"""Measured fields are those of the gradient, of the textbooks, and of a few layers by hand."""

import functools

import pytest
import torch

from tests.web.models import Model, field, models, truth

MODELS = {model.name: model for model in models()}
SMALL = ["mnist_vae", "super_resolution", "fsrcnn", "espcn", "shared_pool_autoencoder"]


@functools.cache
def by_gradient(name, axis):
    """Of the last row: which lines of the input have a gradient, for each of its lines."""
    model = MODELS[name]
    module = truth.make(model.code, device="cpu").double().eval()
    for one in module.modules():
        if type(one).__name__ == "MaxPool2d":  # lets one cell of a window through
            one.forward = functools.partial(torch.nn.functional.avg_pool2d, kernel_size=2)
    field.fill(module)
    x = torch.ones(model.input, dtype=torch.float64, requires_grad=True)
    found = []
    for line in module(x).unbind(axis):
        (weights,) = torch.autograd.grad(line.sum(), x, retain_graph=True)
        others = [at for at in range(weights.dim()) if at != axis]
        found.append(field.ends(weights.abs().sum(others) > 0))
    return found


@pytest.mark.parametrize("axis", [2, 3])
@pytest.mark.parametrize("name", SMALL)
def test_a_field_is_what_has_a_gradient(name, axis):
    last = len(MODELS[name].truth.rows) - 1
    assert MODELS[name].fields[last][axis - 2] == by_gradient(name, axis)


def sizes(model, row):
    """Per axis, from the first to the last line; the largest."""
    return [max(high - low + 1 for low, high in filter(None, axis)) for axis in model.fields[row]]


@pytest.mark.parametrize(
    ("code", "shape", "wanted"),
    [
        ("nn.Sequential(nn.Conv1d(1, 1, 3), nn.MaxPool1d(2), nn.Conv1d(1, 1, 3))", (1, 1, 40), [8]),
        ("nn.Sequential(nn.Conv2d(1, 1, (3, 1), dilation=(4, 1)))", (1, 1, 20, 9), [9, 1]),
        ("nn.Sequential(nn.ConvTranspose1d(1, 2, 4, 2, 1), nn.Conv1d(2, 1, 3))", (1, 1, 9), [3]),
        ("nn.Sequential(nn.Conv1d(1, 2, 5), nn.AdaptiveAvgPool1d(1))", (1, 1, 30), [30]),
    ],
)
def test_fields_of_a_few_layers(code, shape, wanted):
    model = Model("", "https://", f"model = {code}", shape, "")
    assert sizes(model, len(model.truth.rows) - 1) == wanted


def test_fields_through_branches_are_the_largest_and_products_see_both():
    code = """
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.near, self.far = nn.Conv1d(1, 2, 1), nn.Conv1d(1, 2, 9, padding=4)

    def forward(self, x):
        a, b = self.near(x), self.far(x)
        return a * torch.sigmoid(b), torch.cat([a, a], 1)
"""
    model = Model("", "https://", code, (1, 1, 30), "")
    named = {row.name: sizes(model, at) for at, row in enumerate(model.truth.rows)}
    assert (named["mul"], named["cat"]) == ([9], [1])


def test_several_models_are_small_enough():
    written = [model for model in MODELS.values() if not model.is_packaged]
    assert sum(map(field.is_small, written)) >= 12


@pytest.mark.audit
def test_the_last_map_of_every_small_model_sees_something():
    for model in MODELS.values():
        if field.is_small(model):
            assert all(sizes(model, max(model.fields))), model.name
