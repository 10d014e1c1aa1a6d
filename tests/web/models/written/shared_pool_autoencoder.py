# address: https://github.com/s3nh/pytorch-cookbook
# input: 1, 1, 28, 28
# why: one pooling that is called twice, between layers that are defined together
# multiply_adds: 250880

import torch.nn as nn
import torch.nn.functional as F


class ConvAutoencoder(nn.Module):
    def __init__(self):
        super(ConvAutoencoder, self).__init__()
        self.conv1 = nn.Conv2d(1, 16, 3, padding=1)
        self.conv2 = nn.Conv2d(16, 4, 3, padding=1)
        self.pool = nn.MaxPool2d(2, 2)
        self.up1 = nn.ConvTranspose2d(4, 16, 2, stride=2)
        self.up2 = nn.ConvTranspose2d(16, 1, 2, stride=2)

    def forward(self, x):
        x = F.relu(self.conv1(x))
        x = self.pool(x)
        x = F.relu(self.conv2(x))
        x = self.pool(x)
        x = F.relu(self.up1(x))
        return F.sigmoid(self.up2(x))
