# address: https://github.com/jik876/hifi-gan/blob/master/models.py
# input: 1, 1, 2048
# why: weight_norm or spectral_norm under one name, a list of results
# multiply_adds: 558727168

import torch
import torch.nn.functional as F
import torch.nn as nn
from torch.nn import Conv1d, ConvTranspose1d, Conv2d
from torch.nn.utils import weight_norm, spectral_norm

SLOPE = 0.1


def same(kernel, dilation=1):
    return int((kernel*dilation - dilation)/2)


class ScaleDiscriminator(torch.nn.Module):
    def __init__(self, use_spectral_norm=False):
        super(ScaleDiscriminator, self).__init__()
        norm_f = weight_norm if use_spectral_norm == False else spectral_norm
        self.convs = nn.ModuleList([
            norm_f(Conv1d(1, 128, 15, 1, padding=7)),
            norm_f(Conv1d(128, 128, 41, 2, groups=4, padding=20)),
            norm_f(Conv1d(128, 256, 41, 2, groups=16, padding=20)),
        ])
        for c_in, c_out, stride in [(256, 512, 4), (512, 1024, 4), (1024, 1024, 1)]:
            self.convs.append(norm_f(Conv1d(c_in, c_out, 41, stride, groups=16, padding=20)))
        self.convs += [norm_f(Conv1d(1024, 1024, 5, 1, padding=2))]
        self.conv_post = norm_f(Conv1d(1024, 1, 3, 1, padding=1))

    def forward(self, wave):
        maps = []
        for conv in self.convs:
            wave = F.leaky_relu(conv(wave), SLOPE)
            maps.append(wave)
        wave = self.conv_post(wave)
        maps.append(wave)
        return torch.flatten(wave, 1, -1), maps
