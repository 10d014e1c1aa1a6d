# address: https://github.com/yjn870/ESPCN-pytorch/blob/master/models.py
# input: 1, 1, 17, 23
# why: clamp of the result, initialization over self.modules()

import math
from torch import nn
import torch


class SubPixel(nn.Module):
    def __init__(self, scale, channels=1):
        super(SubPixel, self).__init__()
        self.features = nn.Sequential(
            nn.Conv2d(channels, 64, kernel_size=5, padding=5//2), nn.Tanh(),
            nn.Conv2d(64, 32, kernel_size=3, padding=3//2), nn.Tanh(),
        )
        self.enlarge = nn.Sequential(
            nn.Conv2d(32, channels * (scale ** 2), kernel_size=3, padding=3 // 2),
            nn.PixelShuffle(scale)
        )
        for m in self.modules():
            if not isinstance(m, nn.Conv2d):
                continue
            std = 0.001 if m.in_channels == 32 else math.sqrt(2 / m.weight.data.numel())
            nn.init.normal_(m.weight.data, mean=0.0, std=std)
            nn.init.zeros_(m.bias.data)

    def forward(self, x):
        return torch.clamp(self.enlarge(self.features(x)), 0.0, 1.0)


model = SubPixel(scale=4)
