# address: https://pytorch.org/docs/stable/generated/torch.nn.modules.lazy.LazyModuleMixin.html
# input: 2, 3, 40, 52
# why: widths that the first input decides

import torch.nn as nn


class Lazy(nn.Module):
    def __init__(self, classes=10):
        super().__init__()
        self.body = nn.Sequential(
            nn.LazyConv2d(16, kernel_size=5, stride=2), nn.LazyBatchNorm2d(), nn.ReLU(),
            nn.LazyConv2d(32, 3, padding=1, groups=2), nn.ReLU(), nn.MaxPool2d(3),
            nn.LazyConvTranspose2d(8, 2, stride=2),
        )
        self.head = nn.LazyLinear(classes)

    def forward(self, x):
        return self.head(self.body(x).flatten(start_dim=1))


model = Lazy()
