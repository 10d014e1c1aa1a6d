# address: https://github.com/junyanz/pytorch-CycleGAN-and-pix2pix/blob/master/models/networks.py
# input: 1, 6, 256, 256
# why: min of two powers in a loop, a list that += makes longer

import torch.nn as nn


class Patches(nn.Module):
    def __init__(self, c_in, ndf=64, n_layers=3, norm_layer=nn.InstanceNorm2d):
        super(Patches, self).__init__()
        use_bias = norm_layer == nn.InstanceNorm2d
        kw, padw = 4, 1
        found = [nn.Conv2d(c_in, ndf, kernel_size=kw, stride=2, padding=padw), nn.LeakyReLU(0.2, True)]
        now = 1
        for n in range(1, n_layers + 1):
            before, now = now, min(2 ** n, 8)
            found += [
                nn.Conv2d(ndf * before, ndf * now, kernel_size=kw,
                          stride=2 if n < n_layers else 1, padding=padw, bias=use_bias),
                norm_layer(ndf * now),
                nn.LeakyReLU(0.2, True)
            ]
        found += [nn.Conv2d(ndf * now, 1, kernel_size=kw, stride=1, padding=padw)]
        self.model = nn.Sequential(*found)

    def forward(self, pair):
        """Which patches look real."""
        return self.model(pair)


netD = Patches(3 + 3)
