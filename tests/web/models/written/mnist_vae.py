# address: https://github.com/SJ1727/mnist_vae/blob/main/model.py
# input: 1, 1, 28, 28
# why: an encoder and a decoder in one class
# parameters: 1133
# multiply_adds: 133120

from torch import nn


class Autoencoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = nn.Sequential(
            nn.Conv2d(1, 16, kernel_size=4, stride=2, padding=1), nn.BatchNorm2d(16), nn.ReLU(),
            nn.Conv2d(16, 4, kernel_size=2, stride=2, padding=1), nn.BatchNorm2d(4), nn.ReLU(),
        )
        self.decoder = nn.Sequential(
            nn.ConvTranspose2d(4, 16, 2, 2, 1), nn.BatchNorm2d(16), nn.ReLU(),
            nn.ConvTranspose2d(16, 1, 4, 2, 1), nn.Tanh(),
        )

    def forward(self, image):
        return self.decoder(self.encoder(image))
