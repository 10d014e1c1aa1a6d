# address: https://github.com/ctallec/world-models/blob/master/models/vae.py
# input: 1, 3, 64, 64
# why: two heads on one tensor, a view with a size

import torch.nn as nn
import torch.nn.functional as F


class Eye(nn.Module):  # pylint: disable=too-many-instance-attributes
    """ what sees """
    def __init__(self, img_channels, latent_size):
        super(Eye, self).__init__()
        self.latent_size = latent_size

        self.conv1 = nn.Conv2d(img_channels, 32, 4, stride=2)
        self.conv2 = nn.Conv2d(32, 64, 4, stride=2)
        self.conv3 = nn.Conv2d(64, 128, 4, stride=2)
        self.conv4 = nn.Conv2d(128, 256, 4, stride=2)

        self.mean = nn.Linear(2*2*256, latent_size)
        self.log_deviation = nn.Linear(2*2*256, latent_size)

    def forward(self, frame):  # pylint: disable=arguments-differ
        seen = frame
        for conv in [self.conv1, self.conv2, self.conv3, self.conv4]:
            seen = F.relu(conv(seen))
        flat = seen.view(seen.size(0), -1)
        return self.mean(flat), self.log_deviation(flat)


encoder = Eye(3, 32)
