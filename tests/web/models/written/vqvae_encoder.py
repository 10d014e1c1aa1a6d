# address: https://github.com/MishaLaskin/vqvae/blob/master/models/residual.py
# input: 1, 3, 32, 32
# why: one layer object several times in a list: its parameters count once; a part that only a script runs

import torch
import torch.nn as nn
import torch.nn.functional as F


class Residual(nn.Module):
    def __init__(self, c, h, r):
        super(Residual, self).__init__()
        self.inner = nn.Sequential(
            nn.ReLU(True), nn.Conv2d(c, r, kernel_size=3, stride=1, padding=1, bias=False),
            nn.ReLU(True), nn.Conv2d(r, h, kernel_size=1, stride=1, bias=False)
        )

    def forward(self, x):
        return x + self.inner(x)


class Residuals(nn.Module):
    def __init__(self, c, h, r, count):
        super(Residuals, self).__init__()
        self.stack = nn.ModuleList([Residual(c, h, r)]*count)

    def forward(self, x):
        for layer in self.stack:
            x = layer(x)
        return F.relu(x)


class Encoder(nn.Module):
    def __init__(self, c, h, count, r):
        super(Encoder, self).__init__()
        kernel, stride = 4, 2
        self.layers = nn.Sequential(
            nn.Conv2d(c, h // 2, kernel_size=kernel, stride=stride, padding=1), nn.ReLU(),
            nn.Conv2d(h // 2, h, kernel_size=kernel, stride=stride, padding=1), nn.ReLU(),
            nn.Conv2d(h, h, kernel_size=kernel-1, stride=stride-1, padding=1),
            Residuals(h, h, r, count)
        )

    def forward(self, x):
        return self.layers(x)


model = Encoder(3, 128, count=3, r=32)

if __name__ == "__main__":
    other = Encoder(40, 128, 3, 64)
    print(other(torch.zeros((3, 40, 200, 200))).shape)
