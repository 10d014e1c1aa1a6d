# address: https://github.com/junyanz/pytorch-CycleGAN-and-pix2pix/blob/master/models/networks.py
# input: 1, 3, 128, 128
# why: padding layers chosen by a word, methods that build, assert

import functools
import torch.nn as nn


class Residual(nn.Module):
    def __init__(self, dim, padding_type, norm_layer, use_dropout, use_bias):
        super(Residual, self).__init__()
        self.block = self.build(dim, padding_type, norm_layer, use_dropout, use_bias)

    def build(self, dim, padding_type, norm_layer, use_dropout, use_bias):
        block = []
        for last in (False, True):
            p = 0
            if padding_type == 'reflect':
                block += [nn.ReflectionPad2d(1)]
            elif padding_type == 'replicate':
                block += [nn.ReplicationPad2d(1)]
            elif padding_type == 'zero':
                p = 1
            else:
                raise NotImplementedError('no padding [%s]' % padding_type)
            block += [nn.Conv2d(dim, dim, kernel_size=3, padding=p, bias=use_bias), norm_layer(dim)]
            if not last:
                block += [nn.ReLU(True)] + [nn.Dropout(0.5)] * use_dropout
        return nn.Sequential(*block)

    def forward(self, x):
        return x + self.block(x)


class Painter(nn.Module):
    def __init__(self, c_in, c_out, width=64, norm_layer=nn.BatchNorm2d, use_dropout=False, n_blocks=6,
                 padding_type='reflect'):
        assert(n_blocks >= 0)
        super(Painter, self).__init__()
        is_partial = type(norm_layer) == functools.partial
        use_bias = (norm_layer.func if is_partial else norm_layer) == nn.InstanceNorm2d

        model = [nn.ReflectionPad2d(3), nn.Conv2d(c_in, width, kernel_size=7, padding=0, bias=use_bias),
                 norm_layer(width), nn.ReLU(True)]
        halvings = 2
        for i in range(halvings):
            w = width * 2 ** i
            model += [nn.Conv2d(w, w * 2, kernel_size=3, stride=2, padding=1, bias=use_bias),
                      norm_layer(w * 2), nn.ReLU(True)]
        for i in range(n_blocks):
            model += [Residual(width * 2 ** halvings, padding_type=padding_type, norm_layer=norm_layer,
                               use_dropout=use_dropout, use_bias=use_bias)]
        for i in range(halvings):
            w = width * 2 ** (halvings - i)
            model += [nn.ConvTranspose2d(w, int(w / 2), kernel_size=3, stride=2, padding=1,
                                         output_padding=1, bias=use_bias),
                      norm_layer(int(w / 2)), nn.ReLU(True)]
        model += [nn.ReflectionPad2d(3)]
        model += [nn.Conv2d(width, c_out, kernel_size=7, padding=0), nn.Tanh()]
        self.model = nn.Sequential(*model)

    def forward(self, image):
        return self.model(image)


model = Painter(3, 3, norm_layer=functools.partial(nn.InstanceNorm2d, affine=False), n_blocks=3)
