# address: https://github.com/wolny/pytorch-3dunet/blob/master/pytorch3dunet/unet3d/buildingblocks.py
# input: 1, 1, 18, 37, 40
# why: layers made from a string of letters, interpolation to the size of the skip, a list that grows at its front

import torch
from torch import nn
from torch.nn import functional as F


def create_conv(in_channels, out_channels, order, num_groups):
    modules = []
    for i, char in enumerate(order):
        if char == 'r':
            modules.append(('ReLU', nn.ReLU(inplace=True)))
        elif char == 'c':
            bias = not ('g' in order or 'b' in order)
            modules.append(('conv', nn.Conv3d(in_channels, out_channels, 3, padding=1, bias=bias)))
        elif char == 'g':
            channels = in_channels if i < order.index('c') else out_channels
            groups = num_groups if channels >= num_groups else 1
            assert channels % groups == 0, f'{channels} channels in {groups} groups'
            modules.append(('groupnorm', nn.GroupNorm(num_groups=groups, num_channels=channels)))
        else:
            raise ValueError(f"Unsupported layer type '{char}'")
    return modules


class SingleConv(nn.Sequential):
    def __init__(self, in_channels, out_channels, order='gcr', num_groups=8):
        super(SingleConv, self).__init__()
        for name, module in create_conv(in_channels, out_channels, order, num_groups):
            self.add_module(name, module)


class DoubleConv(nn.Sequential):
    def __init__(self, in_channels, out_channels, encoder):
        super(DoubleConv, self).__init__()
        middle = max(out_channels // 2, in_channels) if encoder else out_channels
        self.add_module('SingleConv1', SingleConv(in_channels, middle))
        self.add_module('SingleConv2', SingleConv(middle, out_channels))


class UNet3D(nn.Module):
    def __init__(self, in_channels, out_channels, f_maps=(16, 32, 64)):
        super().__init__()
        ends = [in_channels, *f_maps]
        self.encoders = nn.ModuleList([DoubleConv(a, b, True) for a, b in zip(ends, ends[1:])])
        back = list(reversed(f_maps))
        self.decoders = nn.ModuleList([DoubleConv(back[i] + back[i + 1], back[i + 1], False) for i in range(len(back) - 1)])
        self.final_conv = nn.Conv3d(f_maps[0], out_channels, 1)

    def forward(self, x):
        encoders_features = []
        for i, encoder in enumerate(self.encoders):
            if i > 0:
                x = F.max_pool3d(x, kernel_size=2)
            x = encoder(x)
            encoders_features.insert(0, x)

        # the last one is x itself
        encoders_features = encoders_features[1:]
        for decoder, encoder_features in zip(self.decoders, encoders_features):
            output_size = encoder_features.size()[2:]
            x = F.interpolate(x, size=output_size, mode='nearest')
            x = torch.cat((encoder_features, x), dim=1)
            x = decoder(x)
        return self.final_conv(x)


model = UNet3D(1, 2)
