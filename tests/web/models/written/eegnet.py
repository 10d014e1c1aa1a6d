# address: https://github.com/aliasvishnu/EEGNet/blob/master/EEGNet-PyTorch.ipynb
# input: 16, 1, 120, 64
# why: axes that change places, padding of four numbers, dropout by function

import torch
import torch.nn as nn
import torch.nn.functional as F


class Waves(nn.Module):
    def __init__(self):
        super(Waves, self).__init__()
        self.electrodes = nn.Conv2d(1, 16, (1, 64), padding = 0)
        self.norm1 = nn.BatchNorm2d(16, False)

        self.border2 = nn.ZeroPad2d((16, 17, 0, 1))
        self.conv2 = nn.Conv2d(1, 4, (2, 32))
        self.norm2 = nn.BatchNorm2d(4, False)
        self.pool2 = nn.MaxPool2d(2, 4)

        self.border3 = nn.ZeroPad2d((2, 1, 4, 3))
        self.conv3 = nn.Conv2d(4, 4, (8, 4))
        self.norm3 = nn.BatchNorm2d(4, False)
        self.pool3 = nn.MaxPool2d((2, 4))

        self.answer = nn.Linear(4*2*7, 1)

    def forward(self, x):
        x = self.norm1(F.elu(self.electrodes(x)))
        x = F.dropout(x, 0.25, training=self.training)
        x = x.permute(0, 3, 1, 2)  # the 16 maps become rows

        x = self.norm2(F.elu(self.conv2(self.border2(x))))
        x = self.pool2(F.dropout(x, 0.25))

        x = self.norm3(F.elu(self.conv3(self.border3(x))))
        x = self.pool3(F.dropout(x, 0.25))

        x = x.contiguous().view(-1, 4*2*7)
        return torch.sigmoid(self.answer(x))
