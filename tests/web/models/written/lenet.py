# address: https://pytorch.org/tutorials/beginner/blitz/neural_networks_tutorial.html
# input: 1, 1, 32, 32
# why: a method that counts features, functions inside functions
# parameters: 61706

import torch
import torch.nn as nn
import torch.nn.functional as F


class LeNet(nn.Module):

    def __init__(self):
        super(LeNet, self).__init__()
        self.c1 = nn.Conv2d(1, 6, 5)
        self.c3 = nn.Conv2d(6, 16, 5)
        self.f5 = nn.Linear(16 * 5 * 5, 120)
        self.f6 = nn.Linear(120, 84)
        self.out = nn.Linear(84, 10)

    def forward(self, x):
        x = F.max_pool2d(F.relu(self.c1(x)), (2, 2))
        x = F.max_pool2d(F.relu(self.c3(x)), 2)
        x = x.view(-1, self.count(x))
        x = F.relu(self.f5(x))
        return self.out(F.relu(self.f6(x)))

    def count(self, x):
        features = 1
        for size in x.size()[1:]:  # all but the batch
            features *= size
        return features


net = LeNet()
print(net)
