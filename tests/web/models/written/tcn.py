# address: https://github.com/locuslab/TCN/blob/master/TCN/tcn.py
# input: 8, 2, 400
# why: a slice that cuts the end, powers of two, blocks in a list, the last step of a sequence

import torch
import torch.nn as nn
from torch.nn.utils import weight_norm


class Cut(nn.Module):
    def __init__(self, count):
        super(Cut, self).__init__()
        self.count = count

    def forward(self, x):
        return x[:, :, :-self.count].contiguous()


class CausalBlock(nn.Module):
    def __init__(self, c_in, c_out, kernel_size, dilation, dropout=0.2):
        super(CausalBlock, self).__init__()
        past = (kernel_size - 1) * dilation
        layers = []
        for c in (c_in, c_out):
            conv = nn.Conv1d(c, c_out, kernel_size, stride=1, padding=past, dilation=dilation)
            layers += [weight_norm(conv), Cut(past), nn.ReLU(), nn.Dropout(dropout)]
        self.net = nn.Sequential(*layers)
        self.match = nn.Conv1d(c_in, c_out, 1) if c_in != c_out else None
        self.relu = nn.ReLU()
        self.fill()

    def fill(self):
        self.net[0].weight.data.normal_(0, 0.01)
        self.net[4].weight.data.normal_(0, 0.01)
        if self.match is not None:
            self.match.weight.data.normal_(0, 0.01)

    def forward(self, x):
        same = x if self.match is None else self.match(x)
        return self.relu(self.net(x) + same)


class Sequence(nn.Module):
    def __init__(self, c_in, widths, classes, kernel_size=2, dropout=0.2):
        super(Sequence, self).__init__()
        blocks = []
        for i in range(len(widths)):
            before = c_in if i == 0 else widths[i-1]
            blocks += [CausalBlock(before, widths[i], kernel_size, dilation=2 ** i, dropout=dropout)]
        self.blocks = nn.Sequential(*blocks)
        self.head = nn.Linear(widths[-1], classes)

    def forward(self, x):
        y = self.blocks(x)
        return self.head(y[:, :, -1])


model = Sequence(2, [30] * 8, 1, kernel_size=7, dropout=0.0)
