# address: https://github.com/christiancosgrove/pytorch-spectral-normalization-gan/blob/master/model.py
# input: 4, 3, 32, 32
# why: spectral_norm of both kinds, layers made in forward

from torch import nn
from torch.nn.utils import spectral_norm
from torch.nn.utils.parametrizations import spectral_norm as SN

slope = 0.1
side = 4


class Judge(nn.Module):
    def __init__(self, channels=3):
        super(Judge, self).__init__()
        self.conv1 = SN(nn.Conv2d(channels, 64, 3, stride=1, padding=(1,1)))
        self.conv2 = SN(nn.Conv2d(64, 64, 4, stride=2, padding=(1,1)))
        self.conv3 = SN(nn.Conv2d(64, 128, 3, stride=1, padding=(1,1)))
        self.conv4 = spectral_norm(nn.Conv2d(128, 128, 4, stride=2, padding=(1,1)))
        self.conv5 = spectral_norm(nn.Conv2d(128, 256, 3, stride=1, padding=(1,1)))
        self.conv6 = spectral_norm(nn.Conv2d(256, 256, 4, stride=2, padding=(1,1)))
        self.score = spectral_norm(nn.Linear(side * side * 256, 1))

    def forward(self, image):
        m = nn.LeakyReLU(slope)(self.conv1(image))
        m = nn.LeakyReLU(slope)(self.conv2(m))
        m = nn.LeakyReLU(slope)(self.conv3(m))
        m = nn.LeakyReLU(slope)(self.conv4(m))
        m = nn.LeakyReLU(slope)(self.conv5(m))
        m = nn.LeakyReLU(slope)(self.conv6(m))
        return self.score(m.view(-1, side * side * 256))
