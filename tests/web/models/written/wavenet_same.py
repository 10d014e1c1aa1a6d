# address: https://arxiv.org/abs/1609.03499
# input: 2, 1, 257
# why: dilations 2**i, padding on one side, a gate by chunk, a stack of skips that is summed

import torch
import torch.nn.functional as F
from torch import nn


class Gated(nn.Module):
    def __init__(self, width, dilation, kernel=2):
        super().__init__()
        self.left = dilation * (kernel - 1)
        self.conv = nn.Conv1d(width, 2 * width, kernel, dilation=dilation)
        self.skip = nn.Conv1d(width, width, 1)
        self.residual = nn.Conv1d(width, width, 1)

    def forward(self, x):
        a, b = self.conv(F.pad(x, (self.left, 0))).chunk(2, dim=1)
        y = a.tanh() * b.sigmoid()
        return x + self.residual(y), self.skip(y)


class WaveNet(nn.Module):
    def __init__(self, width: int = 24, cycles: int = 2, depth: int = 5, classes: int = 256):
        super().__init__()
        self.embed = nn.Conv1d(1, width, 1)
        self.blocks = nn.ModuleList(Gated(width, 2 ** i) for _ in range(cycles) for i in range(depth))
        self.out = nn.Sequential(nn.ReLU(), nn.Conv1d(width, width, 1), nn.ReLU(), nn.Conv1d(width, classes, 1))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x, skips = self.embed(x), []
        for block in self.blocks:
            x, s = block(x)
            skips.append(s)
        return self.out(torch.stack(skips).sum(dim=0))
