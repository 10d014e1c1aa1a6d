"""What PyTorch itself does when it runs a pasted model: its rows, in the order of execution.

A row is a call that gives tensors and is made with one that comes from the input:

- of a layer: a module whose `forward` is PyTorch's own and which is no container. What a layer
  does inside is no row of its own, and neither is what a wrapper such as weight_norm does to its
  weights. A class of the paste is no layer: what its `forward` calls are the rows. One that only
  inherits the `forward` of a layer is one.
- of a function, an operator or a method of a tensor outside a layer, whose kind is

  - join, if several of its tensors come from the input (`torch.cat`, `x + y`), else
  - shape, if it moves values (`x.view(…)`, a slice), or reduce (`x.mean(…)`),
  - function, if it is one of `torch.nn.functional` (`F.relu(x)`, `torch.tanh(x)`, `x.sigmoid()`)
    or a product (`x @ w`), and point, if it is arithmetic with numbers (`x / 2`).

  What gives its tensor back as it is (`contiguous`, `to`, `clone`) is no row, and what reads it
  reads the row before. What only has its shape (`torch.zeros_like(x)`) does not come from it.

Each call is a row, so a layer that is called twice has two. Everything is run with `eval()`, on
tensors without memory.
"""

import contextlib
import functools
import io
import math
import warnings
from dataclasses import dataclass, replace
from unittest import mock

import torch
from torch import nn
from torch.nn import functional as F  # noqa: N812
from torch.overrides import TorchFunctionMode
from torch.utils import flop_counter

USUAL = {"math": math, "torch": torch, "nn": nn, "F": F}  # what a paste may use without an import


def words(text):
    return frozenset(text.split())


SAME = words(
    "contiguous clone detach to float double half type type_as cpu requires_grad_ alias positive"
    " data real"
)
NEW = words(
    "zeros_like ones_like full_like empty_like rand_like randn_like"
    " new_zeros new_ones new_full new_empty new_tensor"
)
SHAPE = words(
    "view reshape flatten unflatten squeeze unsqueeze permute transpose t chunk split getitem"
    " narrow select unbind iter swapaxes movedim expand expand_as view_as reshape_as ravel flip"
    " roll tensor_split split_with_sizes T mT index_select repeat repeat_interleave setitem"
    " moveaxis adjoint"
)
PRODUCTS = words("cat stack matmul mm bmm einsum addmm baddbmm")
REDUCE = words("mean sum max min amax amin prod norm std var logsumexp argmax all any topk")
FILLS = words("uniform_ normal_ fill_ zero_ trunc_normal_ copy_ mul_ add_ div_ erfinv_ clamp_")
SHAPES = {}
NORMS = nn.modules.batchnorm._NormBase | nn.LayerNorm | nn.GroupNorm
MAKES = (torch.empty, torch.zeros, torch.ones, torch.rand, torch.randn, torch.full)
KINDS = ("layer", "function", "join", "shape", "reduce", "point")


@dataclass(frozen=True)
class Row:
    """A call."""

    name: str  # of the layer's class, or of the function: "add" of x + y and x += y
    kind: str  # one of KINDS; a join has several tensors that come from the input
    path: str  # where the layer is in the model, such as "layer1.0.conv1"; else ""
    shapes: tuple  # of all tensors that come out: several of a chunk
    inputs: tuple  # the rows whose tensors go in, as they go in; -1 is the input
    parameters: int  # of the layer; of a function, those that it was called with
    multiply_adds: int  # half of what flop_counter counts
    in_place: bool  # it changes what came in; who reads that later reads this row

    @property
    def shape(self):
        return self.shapes[0]


@dataclass(frozen=True)
class Truth:
    """All that is true of a model on its input."""

    rows: tuple
    outputs: tuple  # the shapes of all tensors that the model gives
    output_rows: tuple  # the rows that they come from; None of one that is no row's
    parameters: int  # each once, also of layers that are never called
    multiply_adds: int

    def only(self, wanted):
        """The rows that a reader lists: of some kinds, or those for which a function holds.

        A row that reads one that is left out reads what that one read.
        """
        keeps = wanted if callable(wanted) else lambda row: row.kind in wanted
        behind, kept = {-1: (-1,)}, []
        for index, row in enumerate(self.rows):
            inputs = tuple(dict.fromkeys(before for one in row.inputs for before in behind[one]))
            behind[index] = (len(kept),) if keeps(row) else inputs
            if keeps(row):
                kept.append(replace(row, inputs=inputs))
        return tuple(kept)


def make(code, device="meta"):
    """The module that a paste makes, without memory or with it.

    That is the last one that a line outside of functions and classes gives a name, or else the
    last class, called without arguments.
    """
    scope = {"__name__": "paste", **USUAL}
    with Unfilled(device), quiet():
        exec(compile(code, "paste", "exec"), scope)
        return _model(scope).to(device)


def _model(scope):
    models = [value for value in scope.values() if isinstance(value, nn.Module)]
    if models:
        return models[-1]
    kinds = [value for value in scope.values() if isinstance(value, type)]
    return [one for one in kinds if issubclass(one, nn.Module)][-1]()


class Unfilled(TorchFunctionMode):
    """Makes weights on a device; without memory they are not filled. Other tensors have values."""

    def __init__(self, device):
        super().__init__()
        self.device = device

    def __torch_function__(self, function, kinds, args=(), kwargs=None):
        kwargs = kwargs or {}
        first = next(tensors_in([args, kwargs]), None)
        if function.__name__ in FILLS and first is not None and first.is_meta:
            return first
        if function in MAKES:
            kwargs = kwargs | {"device": self.device}
        return function(*args, **kwargs)


@contextlib.contextmanager
def quiet():
    """Warnings of what people still use are no matter here, and neither is what they print."""
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        yield


def truth(code, shape):
    """What PyTorch says about a paste."""
    model = make(code).eval()
    x = torch.empty(shape, device="meta")
    with quiet(), torch.no_grad():
        return watched(model, x)


def watched(model, x):
    """What a model does with a tensor."""
    with Watch(model, x) as watch:
        given = list(tensors_in(watch.run()))
    return Truth(
        rows=tuple(watch.rows),
        outputs=tuple(tuple(one.shape) for one in given),
        output_rows=tuple(watch.source.get(id(one)) for one in given),
        parameters=sum(one.numel() for one in model.parameters()),
        multiply_adds=sum(row.multiply_adds for row in watch.rows),
    )


def tensors_in(value):
    """All tensors of nested results or arguments."""
    if isinstance(value, torch.Tensor):
        yield value
    elif isinstance(value, dict):
        yield from tensors_in(list(value.values()))
    elif isinstance(value, list | tuple):
        for one in value:
            yield from tensors_in(one)


def is_layer(module):
    """Whether a module's `forward` is PyTorch's own, and it is no container."""
    home = type(module).forward.__module__
    return home.startswith("torch.nn.") and home != "torch.nn.modules.container"


class Watch(TorchFunctionMode):
    """Writes a row for every call, and remembers which tensor is of which row."""

    def __init__(self, model, x):
        super().__init__()
        self.model, self.x = model, x
        self.paths = {id(one): path for path, one in model.named_modules()}
        self.rows, self.source, self.kept = [], {id(x): -1}, [x]
        self.inside = False  # a layer

    def run(self):
        """The result of the model, whose calls of modules are seen too."""
        call, watch = nn.Module.__call__, self

        def seen(module, *args, **kwargs):
            if watch.inside or not is_layer(module):
                return call(module, *args, **kwargs)
            watch.inside = True
            try:
                return watch.note(functools.partial(call, module), args, kwargs, module)
            finally:
                watch.inside = False

        with mock.patch.object(nn.Module, "__call__", seen):
            return self.model(self.x)

    def __torch_function__(self, function, kinds, args=(), kwargs=None):
        if self.inside:
            return function(*args, **(kwargs or {}))
        return self.note(function, args, kwargs or {})

    def note(self, function, args, kwargs, layer=None):
        """The result of a call, after a row was written where it is one."""
        read = [one for one in tensors_in([args, kwargs]) if id(one) in self.source]
        versions = [one._version for one in read]
        name = type(layer).__name__ if layer is not None else called(function)
        result, multiply_adds = counted(function, args, kwargs, layer)
        changed = [one for one, version in zip(read, versions) if one._version != version]
        if name == "iter":
            result = tuple(result)
        if not changed and any(result is one for one in read):  # as dropout and Identity do
            result = torch.ops.aten.alias(result)
        given = list(tensors_in(result)) or changed
        if not given or name in NEW or not (read or layer is not None):
            return result
        row = Row(
            name=name,
            kind="layer" if layer is not None else kind_of(name, read),
            path=self.paths.get(id(layer), ""),
            shapes=tuple(tuple(one.shape) for one in given),
            inputs=tuple(self.source[id(one)] for one in read),
            parameters=sum(one.numel() for one in parameters(layer, args, kwargs)),
            multiply_adds=multiply_adds,
            in_place=bool(changed),
        )
        self.write(row, given)
        return iter(result) if name == "iter" else result

    def write(self, row, given):
        """Keep a row, and of which row tensors are: of the one before, where they are the same."""
        if row.name in SAME:
            return self.remember(given, row.inputs[0])
        self.rows.append(row)
        return self.remember(given, len(self.rows) - 1)

    def remember(self, tensors, row):
        """Of which row tensors are. They are kept, so that no other one gets the same id."""
        self.source |= {id(one): row for one in tensors}
        self.kept += tensors


def counted(function, args, kwargs, layer):
    """A result, and half of the operations that flop_counter counts while it is made.

    It counts none of a normalization, which takes long without memory: each is run once.
    """
    if isinstance(layer, NORMS) and args[0].is_meta and not is_lazy(layer):
        return normalized(layer, *args), 0
    with flop_counter.FlopCounterMode(display=False) as counter:
        result = function(*args, **kwargs)
    return result, counter.get_total_flops() // 2


def is_lazy(layer):
    """Whether a layer gets its weights only when it is run."""
    return isinstance(layer, nn.modules.lazy.LazyModuleMixin)


def normalized(layer, x):
    """What a normalization makes of a tensor, which is run once for all that are written alike."""
    alike = repr(layer), x.shape
    if alike not in SHAPES:
        SHAPES[alike] = layer(x).shape
    return x.new_empty(SHAPES[alike])


def called(function):
    """What a function is called: `add` of torch.add, x.add_, x + y and x += y."""
    name = function.__name__
    if name == "__get__":  # a property, such as x.T
        name = getattr(function.__self__, "__name__", name)
    name = name.strip("_")
    for prefix in ("i", "r"):
        if function.__name__ in (f"__{prefix}{one}__" for one in OPERATORS):
            name = name.removeprefix(prefix)
    return OPERATORS.get(name, name)


OPERATORS = {
    **{one: one for one in ("add", "sub", "mul", "div", "matmul", "pow")},
    "truediv": "div",
    "floordiv": "floor_divide",
    "rsub": "sub",
    "concat": "cat",
    "concatenate": "cat",
}


def kind_of(name, read):
    """What a function does."""
    if len(read) > 1:
        return "join"
    if name in SHAPE or name in REDUCE:
        return "shape" if name in SHAPE else "reduce"
    return "function" if hasattr(F, name) or name in PRODUCTS else "point"


def parameters(layer, args, kwargs):
    """The parameters that belong to a call."""
    if layer is not None:
        return layer.parameters()
    return [one for one in tensors_in([args, kwargs]) if isinstance(one, nn.Parameter)]
