# address: https://github.com/kuangliu/pytorch-cifar/blob/master/models/resnet.py
# input: 1, 3, 32, 32
# why: an empty Sequential as a shortcut, += of a tensor, a list of strides
# parameters: 11173962

import torch.nn as nn
import torch.nn.functional as F


class Basic(nn.Module):
    expansion = 1

    def __init__(self, before, planes, stride=1):
        super(Basic, self).__init__()
        self.conv1 = nn.Conv2d(before, planes, kernel_size=3, stride=stride, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(planes)
        self.conv2 = nn.Conv2d(planes, planes, kernel_size=3, stride=1, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(planes)

        self.shortcut = nn.Sequential()
        after = self.expansion*planes
        if stride != 1 or before != after:
            self.shortcut = nn.Sequential(
                nn.Conv2d(before, after, kernel_size=1, stride=stride, bias=False), nn.BatchNorm2d(after))

    def forward(self, x):
        y = F.relu(self.bn1(self.conv1(x)))
        y = self.bn2(self.conv2(y))
        y += self.shortcut(x)
        return F.relu(y)


class Residual(nn.Module):
    def __init__(self, block, counts, classes=10):
        super(Residual, self).__init__()
        self.planes = 64
        self.conv1 = nn.Conv2d(3, 64, kernel_size=3, stride=1, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(64)
        self.stage1 = self._stage(block, 64, counts[0], stride=1)
        self.stage2 = self._stage(block, 128, counts[1], stride=2)
        self.stage3 = self._stage(block, 256, counts[2], stride=2)
        self.stage4 = self._stage(block, 512, counts[3], stride=2)
        self.linear = nn.Linear(512*block.expansion, classes)

    def _stage(self, block, planes, count, stride):
        blocks = []
        for stride in [stride] + [1]*(count-1):
            blocks.append(block(self.planes, planes, stride))
            self.planes = planes * block.expansion
        return nn.Sequential(*blocks)

    def forward(self, x):
        y = F.relu(self.bn1(self.conv1(x)))
        y = self.stage4(self.stage3(self.stage2(self.stage1(y))))
        y = F.avg_pool2d(y, 4)
        y = y.view(y.size(0), -1)
        return self.linear(y)


def eighteen():
    return Residual(Basic, [2, 2, 2, 2])


net = eighteen()
