# address: https://github.com/jik876/hifi-gan/blob/master/models.py
# input: 1, 80, 32
# why: settings as attributes of a dict, lists that two loops fill, a sum that begins with None

import torch
import torch.nn.functional as F
import torch.nn as nn
from torch.nn import Conv1d, ConvTranspose1d, Conv2d
from torch.nn.utils import weight_norm, spectral_norm

SLOPE = 0.1


def same(kernel, dilation=1):
    return int((kernel*dilation - dilation)/2)


class Settings(dict):
    def __init__(self, *args, **kwargs):
        super(Settings, self).__init__(*args, **kwargs)
        self.__dict__ = self


class Dilated(torch.nn.Module):
    def __init__(self, width, kernel=3, dilation=(1, 3, 5)):
        super(Dilated, self).__init__()
        self.wide = nn.ModuleList([
            weight_norm(Conv1d(width, width, kernel, 1, dilation=d, padding=same(kernel, d)))
            for d in dilation
        ])
        self.narrow = nn.ModuleList([
            weight_norm(Conv1d(width, width, kernel, 1, padding=same(kernel))) for _ in dilation
        ])

    def forward(self, x):
        for first, second in zip(self.wide, self.narrow):
            y = first(F.leaky_relu(x, SLOPE))
            y = second(F.leaky_relu(y, SLOPE))
            x = y + x
        return x


class Vocoder(torch.nn.Module):
    def __init__(self, h):
        super(Vocoder, self).__init__()
        self.kinds = len(h.kernels)
        self.before = weight_norm(Conv1d(80, h.width, 7, 1, padding=3))

        self.ups = nn.ModuleList()
        for i, (rate, kernel) in enumerate(zip(h.rates, h.up_kernels)):
            self.ups.append(weight_norm(ConvTranspose1d(
                h.width//(2**i), h.width//(2**(i+1)), kernel, rate, padding=(kernel-rate)//2)))

        self.blocks = nn.ModuleList()
        for i in range(len(self.ups)):
            width = h.width//(2**(i+1))
            for j, (kernel, dilation) in enumerate(zip(h.kernels, h.dilations)):
                self.blocks.append(Dilated(width, kernel, dilation))

        self.after = weight_norm(Conv1d(width, 1, 7, 1, padding=3))

    def forward(self, mel):
        x = self.before(mel)
        for i in range(len(self.ups)):
            x = self.ups[i](F.leaky_relu(x, SLOPE))
            total = None
            for j in range(self.kinds):
                block = self.blocks[i*self.kinds+j]
                if total is None:
                    total = block(x)
                else:
                    total += block(x)
            x = total / self.kinds
        return torch.tanh(self.after(F.leaky_relu(x)))


h = Settings({
    "rates": [8, 8, 2, 2], "up_kernels": [16, 16, 4, 4], "width": 128,
    "kernels": [3, 7, 11], "dilations": [[1, 3, 5], [1, 3, 5], [1, 3, 5]],
})
model = Vocoder(h)
