# address: https://github.com/pytorch/examples/blob/main/dcgan/main.py
# input: 16, 3, 64, 64
# why: a view and a squeeze of the result

import torch.nn as nn

ndf = 64


class Critic(nn.Module):
    def __init__(self, nc=3):
        super(Critic, self).__init__()
        down = dict(kernel_size=4, stride=2, padding=1, bias=False)
        self.main = nn.Sequential(
            nn.Conv2d(nc, ndf, **down), nn.LeakyReLU(0.2, inplace=True),
            nn.Conv2d(ndf, ndf * 2, **down), nn.BatchNorm2d(ndf * 2), nn.LeakyReLU(0.2, inplace=True),
            nn.Conv2d(ndf * 2, ndf * 4, **down), nn.BatchNorm2d(ndf * 4), nn.LeakyReLU(0.2, inplace=True),
            nn.Conv2d(ndf * 4, ndf * 8, **down), nn.BatchNorm2d(ndf * 8), nn.LeakyReLU(0.2, inplace=True),
            nn.Conv2d(ndf * 8, 1, 4, 1, 0, bias=False), nn.Sigmoid(),
        )

    def forward(self, image):
        score = self.main(image)
        return score.view(-1, 1).squeeze(1)
