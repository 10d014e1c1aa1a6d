# address: https://github.com/pytorch/examples/blob/main/mnist/main.py
# input: 64, 1, 28, 28
# why: a pooling and a flatten that only forward does
# parameters: 1199882
# multiply_adds: 767516672

from __future__ import print_function
import argparse
import torch
import torch.nn as nn
import torch.nn.functional as F


class Digits(nn.Module):
    def __init__(self):
        super(Digits, self).__init__()
        self.conv1 = nn.Conv2d(1, 32, 3, 1)
        self.conv2 = nn.Conv2d(32, 64, 3, 1)
        self.drop_maps = nn.Dropout(0.25)
        self.drop_units = nn.Dropout(0.5)
        self.fc1 = nn.Linear(9216, 128)
        self.fc2 = nn.Linear(128, 10)

    def forward(self, x):
        x = F.relu(self.conv1(x))
        x = F.relu(self.conv2(x))
        x = self.drop_maps(F.max_pool2d(x, 2))
        x = torch.flatten(x, 1)
        x = self.drop_units(F.relu(self.fc1(x)))
        return F.log_softmax(self.fc2(x), dim=1)
