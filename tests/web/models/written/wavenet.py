# address: https://github.com/vincentherrmann/pytorch-wavenet/blob/master/wavenet_model.py
# input: 1, 32, 600
# why: hard: an except that ends the sum of skips; gates, residuals, lists side by side

import torch
import torch.nn as nn
import torch.nn.functional as F


class Wave(nn.Module):
    def __init__(self, depth=6, repeats=2, width=16, skip=64, classes=32, k=2):
        super().__init__()
        self.start = nn.Conv1d(in_channels=classes, out_channels=width, kernel_size=1)
        self.filters, self.gates = nn.ModuleList(), nn.ModuleList()
        self.residuals, self.skips = nn.ModuleList(), nn.ModuleList()

        field = 1
        for _ in range(repeats):
            for i in range(depth):
                self.filters.append(nn.Conv1d(width, width, k, dilation=2 ** i))
                self.gates.append(nn.Conv1d(width, width, k, dilation=2 ** i))
                self.residuals.append(nn.Conv1d(width, width, 1))
                self.skips.append(nn.Conv1d(width, skip, 1))
                field += (k - 1) * 2 ** i
        self.field = field
        self.end = nn.Sequential(nn.ReLU(), nn.Conv1d(skip, skip, 1), nn.ReLU(), nn.Conv1d(skip, classes, 1))

    def forward(self, samples):
        x = self.start(samples)
        total = 0
        for i in range(len(self.filters)):
            before = x
            x = torch.tanh(self.filters[i](before)) * torch.sigmoid(self.gates[i](before))
            new = self.skips[i](x)
            try:
                total = total[:, :, -new.size(2):]
            except TypeError:
                total = 0
            total = new + total
            x = self.residuals[i](x) + before[:, :, -x.size(2):]
        return self.end(total)


model = Wave()
