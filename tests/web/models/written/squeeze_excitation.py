# address: https://github.com/moskomule/senet.pytorch/blob/master/senet/se_module.py
# input: 4, 64, 56, 48
# why: several sizes at once from size(), expand_as, a product with a gate

from torch import nn


class Gate(nn.Module):
    def __init__(self, channels, reduction=16):
        super(Gate, self).__init__()
        self.squeeze = nn.AdaptiveAvgPool2d(1)
        self.excite = nn.Sequential(
            nn.Linear(channels, channels // reduction, bias=False), nn.ReLU(inplace=True),
            nn.Linear(channels // reduction, channels, bias=False), nn.Sigmoid(),
        )

    def forward(self, x):
        b, c, _, _ = x.size()
        weights = self.squeeze(x).view(b, c)
        weights = self.excite(weights).view(b, c, 1, 1)
        return x * weights.expand_as(x)


class GatedBlock(nn.Module):
    def __init__(self, before: int, planes: int, *, stride: int = 1, reduction: int = 16) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(before, planes, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(planes)
        self.relu = nn.ReLU(inplace=True)
        self.conv2 = nn.Conv2d(planes, planes, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(planes)
        self.gate = Gate(planes, reduction)
        self.match = None
        if before != planes or stride != 1:
            self.match = nn.Sequential(nn.Conv2d(before, planes, 1, stride, bias=False), nn.BatchNorm2d(planes))

    def forward(self, x):
        same = x
        y = self.relu(self.bn1(self.conv1(x)))
        y = self.gate(self.bn2(self.conv2(y)))
        if self.match is not None:
            same = self.match(x)
        y += same
        return self.relu(y)


model = nn.Sequential(GatedBlock(64, 64), GatedBlock(64, 128, stride=2))
