# address: https://github.com/ctallec/world-models/blob/master/models/vae.py
# input: 1, 32
# why: unsqueeze twice, functions around layers
# parameters: 3592803
# multiply_adds: 24000000

import torch
import torch.nn as nn
import torch.nn.functional as F


class Hand(nn.Module):
    """ what draws """
    def __init__(self, img_channels, latent_size):
        super(Hand, self).__init__()
        self.spread = nn.Linear(latent_size, 1024)
        self.up1 = nn.ConvTranspose2d(1024, 128, 5, stride=2)
        self.up2 = nn.ConvTranspose2d(128, 64, 5, stride=2)
        self.up3 = nn.ConvTranspose2d(64, 32, 6, stride=2)
        self.up4 = nn.ConvTranspose2d(32, img_channels, 6, stride=2)

    def forward(self, z):
        h = F.relu(self.spread(z))
        h = h.unsqueeze(-1).unsqueeze(-1)
        h = F.relu(self.up1(h))
        h = F.relu(self.up2(h))
        h = F.relu(self.up3(h))
        return torch.sigmoid(self.up4(h))


model = Hand(img_channels=3, latent_size=32)
