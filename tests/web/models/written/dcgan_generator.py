# address: https://github.com/pytorch/examples/blob/main/dcgan/main.py
# input: 1, 100, 1, 1
# why: sizes named above the class, a branch for several GPUs, apply
# parameters: 3576704
# multiply_adds: 104628224

import torch.nn as nn

nz, ngf, nc = 100, 64, 3
ngpu = int(1)


def fill(module):
    kind = module.__class__.__name__
    if kind.find('Conv') != -1:
        nn.init.normal_(module.weight, 0.0, 0.02)
    elif kind.find('Norm') != -1:
        nn.init.normal_(module.weight, 1.0, 0.02)
        nn.init.zeros_(module.bias)


class Painter(nn.Module):
    def __init__(self, ngpu):
        super(Painter, self).__init__()
        self.ngpu = ngpu
        self.main = nn.Sequential(
            # 1 x 1
            nn.ConvTranspose2d( nz, ngf * 8, 4, 1, 0, bias=False),
            nn.BatchNorm2d(ngf * 8), nn.ReLU(True),
            # 4 x 4
            nn.ConvTranspose2d(ngf * 8, ngf * 4, 4, 2, 1, bias=False),
            nn.BatchNorm2d(ngf * 4), nn.ReLU(True),
            # 8 x 8
            nn.ConvTranspose2d( ngf * 4, ngf * 2, 4, 2, 1, bias=False),
            nn.BatchNorm2d(ngf * 2), nn.ReLU(True),
            # 16 x 16
            nn.ConvTranspose2d( ngf * 2, ngf, 4, 2, 1, bias=False),
            nn.BatchNorm2d(ngf), nn.ReLU(True),
            # 32 x 32
            nn.ConvTranspose2d( ngf, nc, 4, 2, 1, bias=False),
            nn.Tanh()
            # 64 x 64
        )

    def forward(self, noise):
        if noise.is_cuda and self.ngpu > 1:
            return nn.parallel.data_parallel(self.main, noise, range(self.ngpu))
        return self.main(noise)


netG = Painter(ngpu)
netG.apply(fill)
