"""The calculator reads real models and random programs: what it says is what PyTorch does.

Rows are compared one by one, in the order of execution. What is not read whole must say so, and all
rows up to there must be right: none is wrong.
"""

import pytest

from tests import tiers
from tests.web.layers import ask
from tests.web.models import field, models
from tests.web.programs import drawn, many

PARAMETRIZED = "Parametrized"  # what PyTorch puts before the name of a class with a parametrization
LEAST = 0.9  # of the models are read whole
MODELS = {model.name: model for model in models()}


def told(row):
    """A row of the calculator as the truth has it."""
    return (
        row["layer"],
        row["kind"],
        row["path"],
        tuple(map(tuple, row["shapes"])),
        tuple(row["inputs"]),
        row["parameters"],
        row["macs"],
    )


def true(row):
    return (
        row.name.removeprefix(PARAMETRIZED),
        row.kind,
        row.path,
        row.shapes,
        row.inputs,
        row.parameters,
        row.multiply_adds,
    )


def read(model):
    """What is said of a model, once its rows are found to be those of PyTorch as far as they go."""
    said = ask(model.paste, model.input)
    rows = [row for row in said["rows"] if row["shape"]]
    assert [told(row) for row in rows] == [true(row) for row in model.truth.rows[: len(rows)]]
    if said["complete"]:
        assert len(rows) == len(model.truth.rows)
        assert said["totals"]["parameters"] == model.truth.parameters
        assert said["totals"]["macs"] == model.truth.multiply_adds
        assert [tuple(one) for one in said["outputs"]] == list(model.truth.outputs)
    else:
        assert said["totals"] is None
        assert said["unread"] or any(row["error"] for row in said["rows"])
    return said


SAMPLE = [
    "torchvision: AlexNet()",
    "torchvision: ResNet(BasicBlock, [2, 2, 2, 2])",
    "torchvision: DenseNet(32, (6, 12, 24, 16), 64)",
    "torchvision: MNASNet(0.5)",
    "pytorchcv: unet_cityscapes()",
    *[name for name, model in MODELS.items() if not model.is_packaged and not model.printed],
]
WHOLE = [name for name, model in MODELS.items() if not model.printed]


@pytest.mark.parametrize("name", WHOLE if tiers.is_audit() else SAMPLE)
def test_a_model_is_read_as_pytorch_runs_it(name):
    read(MODELS[name])


@pytest.mark.audit
def test_most_models_are_read_whole():
    whole = [name for name in WHOLE if read(MODELS[name])["complete"]]
    left = sorted(set(WHOLE) - set(whole))
    print(f"read whole: {len(whole)} of {len(WHOLE)}; not: {left}")
    assert len(WHOLE) >= 100
    assert len(whole) >= LEAST * len(WHOLE)
    assert all(MODELS[name].is_hard for name in left)


@pytest.mark.parametrize("name", [name for name, model in MODELS.items() if model.printed])
def test_what_print_says_has_its_layers_and_says_that_their_order_is_not_known(name):
    model = MODELS[name]
    said = ask(model.paste, model.input)
    assert "order of execution" in said["status"].split("<br>")[0]
    kinds = [row.name for row in model.truth.rows if row.kind == "layer"]
    assert {row["layer"] for row in said["rows"]} >= set(kinds)


def test_a_random_program_is_read_as_pytorch_runs_it():
    for program in many():
        assert read_program(program)["complete"], program.code


def read_program(program):
    try:
        return read(Pasted(program))
    except AssertionError as error:
        raise AssertionError(f"{program.code}\non {program.input}: {error}") from error


class Pasted:
    """A program as a model."""

    def __init__(self, program):
        self.paste, self.code, self.input = program.code, program.code, program.input
        self.truth = program.truth


def wrong_fields(model):
    """Rows whose receptive field is another one than was measured; how many were compared."""
    rows = ask(model.paste, model.input)["rows"]
    wrong, compared = [], 0
    for row, axes in field.fields(model).items():
        said = rows[row]["receptiveField"] if row < len(rows) else None
        if said is None:
            continue
        said = said if isinstance(said, list) else [said] * len(axes)
        for one, lines in zip(said, axes, strict=True):
            if one is None:
                continue
            compared += 1
            seen = [high - low + 1 for low, high in filter(None, lines)]
            if one != max(seen, default=0):
                wrong.append((row, rows[row]["layer"], one, max(seen, default=0)))
    return wrong, compared


SMALL = ["mnist_vae", "super_resolution", "fsrcnn", "espcn", "shared_pool_autoencoder", "eegnet"]


@pytest.mark.parametrize("name", WHOLE if tiers.is_audit() else SMALL)
def test_the_receptive_field_is_that_of_the_gradient(name):
    wrong, _ = wrong_fields(MODELS[name])
    assert wrong == []


def test_the_fields_of_random_programs_are_those_of_the_gradient():
    found = [wrong_fields(Pasted(drawn(seed))) for seed in range(300 if tiers.is_audit() else 30)]
    assert [wrong for wrong, _ in found if wrong] == []
    assert sum(compared for _, compared in found) > 100
