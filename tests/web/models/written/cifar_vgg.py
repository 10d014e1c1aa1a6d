# address: https://github.com/kuangliu/pytorch-cifar/blob/master/models/vgg.py
# input: 128, 3, 32, 32
# why: a dict of lists, a name from a string
# parameters: 9416010

import torch.nn as nn

plans = {
    'A': [64, 'M', 128, 'M', 256, 256, 'M', 512, 512, 'M', 512, 512, 'M'],
    'B': [64, 64, 'M', 128, 128, 'M', 256, 256, 'M', 512, 512, 'M', 512, 512, 'M'],
}


class Stack(nn.Module):
    def __init__(self, name):
        super(Stack, self).__init__()
        self.features = self._layers(plans[name])
        self.classifier = nn.Linear(512, 10)

    def forward(self, x):
        maps = self.features(x)
        return self.classifier(maps.view(maps.size(0), -1))

    def _layers(self, plan):
        layers, before = [], 3
        for width in plan:
            if width == 'M':
                layers += [nn.MaxPool2d(kernel_size=2, stride=2)]
            else:
                layers += [nn.Conv2d(before, width, kernel_size=3, padding=1), nn.BatchNorm2d(width),
                           nn.ReLU(inplace=True)]
                before = width
        layers += [nn.AvgPool2d(kernel_size=1, stride=1)]
        return nn.Sequential(*layers)


net = Stack('B')
