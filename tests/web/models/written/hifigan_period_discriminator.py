# address: https://github.com/jik876/hifi-gan/blob/master/models.py
# input: 2, 1, 8000
# why: padding by what a size leaves over, 1-D that becomes 2-D

import torch
import torch.nn.functional as F
import torch.nn as nn
from torch.nn import Conv1d, ConvTranspose1d, Conv2d
from torch.nn.utils import weight_norm, spectral_norm

SLOPE = 0.1


def same(kernel, dilation=1):
    return int((kernel*dilation - dilation)/2)


class PeriodDiscriminator(torch.nn.Module):
    def __init__(self, period, k=5, stride=3, use_spectral_norm=False):
        super(PeriodDiscriminator, self).__init__()
        self.period = period
        norm_f = spectral_norm if use_spectral_norm else weight_norm
        widths = [1, 32, 128, 512, 1024]
        self.convs = nn.ModuleList([
            norm_f(Conv2d(a, b, (k, 1), (stride, 1), padding=(same(5, 1), 0)))
            for a, b in zip(widths[:-1], widths[1:])
        ])
        self.convs.append(norm_f(Conv2d(1024, 1024, (k, 1), 1, padding=(2, 0))))
        self.conv_post = norm_f(Conv2d(1024, 1, (3, 1), 1, padding=(1, 0)))

    def forward(self, wave):
        batch, channels, time = wave.shape
        rest = time % self.period
        if rest != 0:
            missing = self.period - rest
            wave = F.pad(wave, (0, missing), "reflect")
            time += missing
        folded = wave.view(batch, channels, time // self.period, self.period)

        for conv in self.convs:
            folded = F.leaky_relu(conv(folded), SLOPE)
        return torch.flatten(self.conv_post(folded), 1, -1)


model = PeriodDiscriminator(7)
