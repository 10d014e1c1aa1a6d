# address: https://github.com/jfzhang95/pytorch-video-recognition/blob/master/network/C3D_model.py
# input: 1, 3, 16, 112, 112
# why: kernels of three numbers, one activation and one dropout called many times, private methods

import torch.nn as nn


class Video(nn.Module):
    def __init__(self, num_classes, pretrained=False):
        super(Video, self).__init__()
        cube = dict(kernel_size=(3, 3, 3), padding=(1, 1, 1))
        self.conv1 = nn.Conv3d(3, 64, **cube)
        self.conv2 = nn.Conv3d(64, 128, **cube)
        self.conv3a = nn.Conv3d(128, 256, **cube)
        self.conv3b = nn.Conv3d(256, 256, **cube)
        self.conv4a = nn.Conv3d(256, 512, **cube)
        self.conv4b = nn.Conv3d(512, 512, **cube)
        self.conv5a = nn.Conv3d(512, 512, **cube)
        self.conv5b = nn.Conv3d(512, 512, **cube)

        self.pool1 = nn.MaxPool3d(kernel_size=(1, 2, 2), stride=(1, 2, 2))
        self.pool = nn.MaxPool3d(kernel_size=(2, 2, 2), stride=(2, 2, 2))
        self.pool5 = nn.MaxPool3d(kernel_size=(2, 2, 2), stride=(2, 2, 2), padding=(0, 1, 1))

        self.fc6, self.fc7 = nn.Linear(8192, 4096), nn.Linear(4096, 4096)
        self.fc8 = nn.Linear(4096, num_classes)
        self.dropout = nn.Dropout(p=0.5)
        self.relu = nn.ReLU()
        self.__fill()
        if pretrained:
            self.__load()

    def forward(self, clip):
        x = self.pool1(self.relu(self.conv1(clip)))
        x = self.pool(self.relu(self.conv2(x)))
        x = self.relu(self.conv3a(x))
        x = self.pool(self.relu(self.conv3b(x)))
        x = self.relu(self.conv4a(x))
        x = self.pool(self.relu(self.conv4b(x)))
        x = self.relu(self.conv5a(x))
        x = self.pool5(self.relu(self.conv5b(x)))

        x = x.view(-1, 8192)
        for fc in (self.fc6, self.fc7):
            x = self.dropout(self.relu(fc(x)))
        return self.fc8(x)

    def __fill(self):
        for m in self.modules():
            if isinstance(m, nn.Conv3d):
                nn.init.kaiming_normal_(m.weight)


net = Video(num_classes=101, pretrained=False)
