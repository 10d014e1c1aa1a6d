# address: https://github.com/leftthomas/SRGAN/blob/master/model.py
# input: 1, 3, 24, 24
# why: a count from a logarithm, layers by setattr and getattr, a result that is moved to 0 to 1

import math
import torch
from torch import nn


class Sharpen(nn.Module):
    def __init__(self, scale):
        doublings = int(math.log(scale, 2))

        super(Sharpen, self).__init__()
        self.first = nn.Sequential(nn.Conv2d(3, 64, kernel_size=9, padding=4), nn.PReLU())
        for i in range(2, 7):
            setattr(self, 'block%d' % i, Residual(64))
        self.merge = nn.Sequential(nn.Conv2d(64, 64, kernel_size=3, padding=1), nn.BatchNorm2d(64))
        last = [Double(64, 2) for _ in range(doublings)]
        last.append(nn.Conv2d(64, 3, kernel_size=9, padding=4))
        self.last = nn.Sequential(*last)

    def forward(self, x):
        first = self.first(x)
        deep = self.block2(first)
        for i in range(3, 7):
            deep = getattr(self, 'block%d' % i)(deep)
        drawn = self.last(first + self.merge(deep))
        return (torch.tanh(drawn) + 1) / 2


class Residual(nn.Module):
    def __init__(self, channels):
        super(Residual, self).__init__()
        self.conv1 = nn.Conv2d(channels, channels, kernel_size=3, padding=1)
        self.norm1 = nn.BatchNorm2d(channels)
        self.act = nn.PReLU()
        self.conv2 = nn.Conv2d(channels, channels, kernel_size=3, padding=1)
        self.norm2 = nn.BatchNorm2d(channels)

    def forward(self, x):
        y = self.act(self.norm1(self.conv1(x)))
        return x + self.norm2(self.conv2(y))


class Double(nn.Module):
    def __init__(self, channels, factor):
        super(Double, self).__init__()
        self.conv = nn.Conv2d(channels, channels * factor ** 2, kernel_size=3, padding=1)
        self.shuffle = nn.PixelShuffle(factor)
        self.act = nn.PReLU()

    def forward(self, x):
        return self.act(self.shuffle(self.conv(x)))


model = Sharpen(4)
