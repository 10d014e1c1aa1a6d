# address: https://discuss.pytorch.org/t/how-to-print-a-models-structure
# input: 1, 1, 28, 28
# why: the text of print(model) of a class: it knows no order of execution
# pasted: print

import torch.nn as nn
import torch.nn.functional as F


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 32, 3)
        self.bn = nn.BatchNorm2d(32)
        self.up = nn.ConvTranspose2d(32, 16, 4, stride=2, padding=1, output_padding=1)
        self.out = nn.Conv2d(16, 1, 1)

    def forward(self, x):
        return self.out(self.up(F.relu(self.bn(self.conv1(x)))))


model = Net()
