# address: https://arxiv.org/abs/1611.08024
# input: 8, 1, 22, 256
# why: groups of a width that is computed, a depthwise layer over all electrodes

from torch import nn


class SeparableConv2d(nn.Module):
    def __init__(self, c_in, c_out, kernel, **kwargs):
        super().__init__()
        self.depthwise = nn.Conv2d(c_in, c_in, kernel, groups=c_in, bias=False, **kwargs)
        self.pointwise = nn.Conv2d(c_in, c_out, 1, bias=False)

    def forward(self, x):
        return self.pointwise(self.depthwise(x))


class EEGNet(nn.Module):
    def __init__(self, chans=22, samples=256, classes=4, F1=8, D=2, F2=None, kern=64, drop=0.5):
        super().__init__()
        F2 = F2 or F1 * D
        self.temporal = nn.Sequential(nn.Conv2d(1, F1, (1, kern), padding='same', bias=False), nn.BatchNorm2d(F1))
        self.spatial = nn.Sequential(
            nn.Conv2d(F1, D * F1, (chans, 1), groups=F1, bias=False), nn.BatchNorm2d(D * F1), nn.ELU(),
            nn.AvgPool2d((1, 4)), nn.Dropout(drop))
        self.separable = nn.Sequential(
            SeparableConv2d(D * F1, F2, (1, 16), padding=(0, 8)), nn.BatchNorm2d(F2), nn.ELU(),
            nn.AvgPool2d((1, 8)), nn.Dropout(drop))
        self.head = nn.Linear(F2 * (samples // 32), classes)

    def forward(self, x):
        return self.head(self.separable(self.spatial(self.temporal(x))).flatten(1))


model = EEGNet()
