# address: https://github.com/milesial/Pytorch-UNet/blob/master/unet/unet_parts.py
# input: 1, 3, 142, 187
# why: padding by the difference of two sizes, blocks with two inputs, odd sizes

import torch
import torch.nn as nn
import torch.nn.functional as F


class Twice(nn.Module):
    """Convolution, norm and ReLU, twice."""

    def __init__(self, c_in, c_out, c_mid=None):
        super().__init__()
        if not c_mid:
            c_mid = c_out
        self.layers = nn.Sequential(
            nn.Conv2d(c_in, c_mid, kernel_size=3, padding=1, bias=False), nn.BatchNorm2d(c_mid), nn.ReLU(inplace=True),
            nn.Conv2d(c_mid, c_out, kernel_size=3, padding=1, bias=False), nn.BatchNorm2d(c_out), nn.ReLU(inplace=True),
        )

    def forward(self, x):
        return self.layers(x)


class Halve(nn.Module):
    def __init__(self, c_in, c_out):
        super().__init__()
        self.layers = nn.Sequential(nn.MaxPool2d(2), Twice(c_in, c_out))

    def forward(self, x):
        return self.layers(x)


class Double(nn.Module):
    def __init__(self, c_in, c_out, bilinear=True):
        super().__init__()
        if bilinear:
            self.up = nn.Upsample(scale_factor=2, mode='bilinear', align_corners=True)
            self.conv = Twice(c_in, c_out, c_in // 2)
        else:
            self.up = nn.ConvTranspose2d(c_in, c_in // 2, kernel_size=2, stride=2)
            self.conv = Twice(c_in, c_out)

    def forward(self, below, skip):
        below = self.up(below)
        rows = skip.size()[2] - below.size()[2]
        columns = skip.size()[3] - below.size()[3]
        below = F.pad(below, [columns // 2, columns - columns // 2, rows // 2, rows - rows // 2])
        return self.conv(torch.cat([skip, below], dim=1))


class UNet(nn.Module):
    def __init__(self, n_channels, n_classes, bilinear=False):
        super(UNet, self).__init__()
        self.bilinear = bilinear
        factor = 2 if bilinear else 1
        self.first = Twice(n_channels, 64)
        self.down1 = Halve(64, 128)
        self.down2 = Halve(128, 256)
        self.down3 = Halve(256, 512)
        self.down4 = Halve(512, 1024 // factor)
        self.up1 = Double(1024, 512 // factor, bilinear)
        self.up2 = Double(512, 256 // factor, bilinear)
        self.up3 = Double(256, 128 // factor, bilinear)
        self.up4 = Double(128, 64, bilinear)
        self.last = nn.Conv2d(64, n_classes, kernel_size=1)

    def forward(self, x):
        x1 = self.first(x)
        x2 = self.down1(x1)
        x3 = self.down2(x2)
        x4 = self.down3(x3)
        x = self.down4(x4)
        x = self.up1(x, x4)
        x = self.up2(x, x3)
        x = self.up3(x, x2)
        return self.last(self.up4(x, x1))


net = UNet(n_channels=3, n_classes=2, bilinear=True)
