# address: https://github.com/junyanz/pytorch-CycleGAN-and-pix2pix/blob/master/models/networks.py
# input: 1, 3, 256, 256
# why: blocks that hold blocks, functools.partial, an activation that changes the skip in place

import functools
import torch
import torch.nn as nn


class Skip(nn.Module):
    def __init__(self, outer, inner, c_in=None, submodule=None, outermost=False, innermost=False,
                 norm_layer=nn.BatchNorm2d, use_dropout=False):
        super(Skip, self).__init__()
        self.outermost = outermost
        if type(norm_layer) == functools.partial:
            use_bias = norm_layer.func == nn.InstanceNorm2d
        else:
            use_bias = norm_layer == nn.InstanceNorm2d
        if c_in is None:
            c_in = outer
        down = [nn.Conv2d(c_in, inner, kernel_size=4, stride=2, padding=1, bias=use_bias)]
        up = [nn.ReLU(True)]
        if not outermost:
            down.insert(0, nn.LeakyReLU(0.2, True))

        if outermost:
            up += [nn.ConvTranspose2d(inner * 2, outer, 4, 2, 1), nn.Tanh()]
        elif innermost:
            up += [nn.ConvTranspose2d(inner, outer, 4, 2, 1, bias=use_bias), norm_layer(outer)]
        else:
            down += [norm_layer(inner)]
            up += [nn.ConvTranspose2d(inner * 2, outer, 4, 2, 1, bias=use_bias), norm_layer(outer)]
        if use_dropout and not outermost and not innermost:
            up.append(nn.Dropout(0.5))

        middle = [submodule] if submodule is not None else []
        self.model = nn.Sequential(*(down + middle + up))

    def forward(self, x):
        if self.outermost:
            return self.model(x)
        return torch.cat([x, self.model(x)], 1)


class Translator(nn.Module):
    def __init__(self, c_in, c_out, depth, width=64, **options):
        super(Translator, self).__init__()
        block = Skip(width * 8, width * 8, innermost=True, norm_layer=options["norm_layer"])
        for _ in range(depth - 5):
            block = Skip(width * 8, width * 8, submodule=block, **options)
        options.pop("use_dropout")
        for k in (4, 2, 1):
            block = Skip(width * k, width * k * 2, submodule=block, **options)
        self.model = Skip(c_out, width, c_in=c_in, submodule=block, outermost=True, **options)

    def forward(self, image):
        return self.model(image)


norm = functools.partial(nn.BatchNorm2d, affine=True, track_running_stats=True)
netG = Translator(3, 3, 8, norm_layer=norm, use_dropout=True)
