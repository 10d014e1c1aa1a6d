# address: https://discuss.pytorch.org/t/how-to-print-a-models-structure
# input: 1, 3, 64, 64
# why: the text of print(model), nested
# pasted: print

import torch.nn as nn

model = nn.Sequential(
    nn.Sequential(
        nn.Conv2d(3, 16, 5, stride=2, padding=2, bias=False), nn.BatchNorm2d(16), nn.ReLU(inplace=True),
        nn.MaxPool2d(3, 2, 1),
    ),
    nn.Sequential(
        nn.Conv2d(16, 32, (3, 1), padding=(1, 0)), nn.LeakyReLU(0.2), nn.Conv2d(32, 32, (1, 3), groups=4),
        nn.AdaptiveAvgPool2d((4, 4)), nn.Dropout(0.3),
    ),
    nn.Flatten(),
    nn.Linear(512, 10),
)
