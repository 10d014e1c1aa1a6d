# address: https://github.com/kuangliu/pytorch-cifar/blob/master/models/densenet.py
# input: 1, 3, 32, 32
# why: widths from math.floor, modules with an f-string for a name, a cat of what was and what is new

import math
import torch
import torch.nn as nn
import torch.nn.functional as F


class Grow(nn.Module):
    def __init__(self, width, growth):
        super(Grow, self).__init__()
        self.bn1, self.conv1 = nn.BatchNorm2d(width), nn.Conv2d(width, 4*growth, kernel_size=1, bias=False)
        self.bn2 = nn.BatchNorm2d(4*growth)
        self.conv2 = nn.Conv2d(4*growth, growth, kernel_size=3, padding=1, bias=False)

    def forward(self, x):
        new = self.conv1(F.relu(self.bn1(x)))
        new = self.conv2(F.relu(self.bn2(new)))
        return torch.cat([new,x], 1)


class Shrink(nn.Module):
    def __init__(self, before, after):
        super(Shrink, self).__init__()
        self.bn = nn.BatchNorm2d(before)
        self.conv = nn.Conv2d(before, after, kernel_size=1, bias=False)

    def forward(self, x):
        return F.avg_pool2d(self.conv(F.relu(self.bn(x))), 2)


class Dense(nn.Module):
    def __init__(self, block, counts, growth=12, reduction=0.5, classes=10):
        super(Dense, self).__init__()
        width = 2*growth
        self.conv1 = nn.Conv2d(3, width, kernel_size=3, padding=1, bias=False)
        for stage, count in enumerate(counts, start=1):
            blocks = [block(width + i*growth, growth) for i in range(count)]
            self.add_module(f"dense{stage}", nn.Sequential(*blocks))
            width += count*growth
            if stage < len(counts):
                half = int(math.floor(width*reduction))
                self.add_module(f"shrink{stage}", Shrink(width, half))
                width = half
        self.bn = nn.BatchNorm2d(width)
        self.linear = nn.Linear(width, classes)

    def forward(self, x):
        y = self.conv1(x)
        y = self.shrink1(self.dense1(y))
        y = self.shrink2(self.dense2(y))
        y = self.dense3(y)
        y = F.avg_pool2d(F.relu(self.bn(y)), 8)
        return self.linear(y.view(y.size(0), -1))


model = Dense(Grow, [3, 6, 4], growth=12)
