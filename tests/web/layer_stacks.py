"""Stacks as people write them, each with an input shape: what tests/web/test_layers.py runs.

Every one is evaluated by the calculator in V8 and by PyTorch itself.
"""

# name: (input shape, code)
STACKS = {
    "LeNet-5": (
        (1, 1, 32, 32),
        """
nn.Sequential(
    nn.Conv2d(1, 6, 5), nn.Tanh(), nn.AvgPool2d(2),
    nn.Conv2d(6, 16, 5), nn.Tanh(), nn.AvgPool2d(2),
    nn.Flatten(),
    nn.Linear(16 * 5 * 5, 120), nn.Tanh(),
    nn.Linear(120, 84), nn.Tanh(),
    nn.Linear(84, 10),
)
""",
    ),
    "AlexNet": (
        (2, 3, 224, 224),
        """
nn.Sequential(
    nn.Sequential(
        nn.Conv2d(3, 64, kernel_size=11, stride=4, padding=2),
        nn.ReLU(inplace=True),
        nn.MaxPool2d(kernel_size=3, stride=2),
        nn.Conv2d(64, 192, kernel_size=5, padding=2),
        nn.ReLU(inplace=True),
        nn.MaxPool2d(kernel_size=3, stride=2),
        nn.Conv2d(192, 384, kernel_size=3, padding=1),
        nn.ReLU(inplace=True),
        nn.Conv2d(384, 256, kernel_size=3, padding=1),
        nn.ReLU(inplace=True),
        nn.Conv2d(256, 256, kernel_size=3, padding=1),
        nn.ReLU(inplace=True),
        nn.MaxPool2d(kernel_size=3, stride=2),
    ),
    nn.AdaptiveAvgPool2d((6, 6)),
    nn.Flatten(),
    nn.Sequential(
        nn.Dropout(p=0.5), nn.Linear(256 * 6 * 6, 4096), nn.ReLU(inplace=True),
        nn.Dropout(p=0.5), nn.Linear(4096, 4096), nn.ReLU(inplace=True),
        nn.Linear(4096, 1000),
    ),
)
""",
    ),
    "VGG-11 features": (
        (1, 3, 224, 224),
        """
layers = []
layers += [nn.Conv2d(3, 64, 3, padding=1), nn.ReLU(True), nn.MaxPool2d(2, 2)]
layers += [nn.Conv2d(64, 128, 3, padding=1), nn.ReLU(True), nn.MaxPool2d(2, 2)]
layers += [nn.Conv2d(128, 256, 3, padding=1), nn.ReLU(True)]
layers += [nn.Conv2d(256, 256, 3, padding=1), nn.ReLU(True), nn.MaxPool2d(2, 2)]
layers += [nn.Conv2d(256, 512, 3, padding=1), nn.ReLU(True)]
layers += [nn.Conv2d(512, 512, 3, padding=1), nn.ReLU(True), nn.MaxPool2d(2, 2)]
layers += [nn.Conv2d(512, 512, 3, padding=1), nn.ReLU(True)]
layers += [nn.Conv2d(512, 512, 3, padding=1), nn.ReLU(True), nn.MaxPool2d(2, 2)]
model = nn.Sequential(*layers)
""",
    ),
    "VGG-16 with batch norm, on 32": (
        (4, 3, 32, 32),
        """
nn.Sequential(
    nn.Conv2d(3, 64, 3, 1, 1), nn.BatchNorm2d(64), nn.ReLU(),
    nn.Conv2d(64, 64, 3, 1, 1), nn.BatchNorm2d(64), nn.ReLU(), nn.MaxPool2d(2),
    nn.Conv2d(64, 128, 3, 1, 1), nn.BatchNorm2d(128), nn.ReLU(),
    nn.Conv2d(128, 128, 3, 1, 1), nn.BatchNorm2d(128), nn.ReLU(), nn.MaxPool2d(2),
    nn.Conv2d(128, 256, 3, 1, 1), nn.BatchNorm2d(256), nn.ReLU(),
    nn.Conv2d(256, 256, 3, 1, 1), nn.BatchNorm2d(256), nn.ReLU(),
    nn.Conv2d(256, 256, 3, 1, 1), nn.BatchNorm2d(256), nn.ReLU(), nn.MaxPool2d(2),
    nn.Conv2d(256, 512, 3, 1, 1), nn.BatchNorm2d(512), nn.ReLU(),
    nn.Conv2d(512, 512, 3, 1, 1), nn.BatchNorm2d(512), nn.ReLU(),
    nn.Conv2d(512, 512, 3, 1, 1), nn.BatchNorm2d(512), nn.ReLU(), nn.MaxPool2d(2),
    nn.Flatten(), nn.Linear(512 * 2 * 2, 10),
)
""",
    ),
    "ResNet stem": (
        (1, 3, 224, 224),
        """
self.conv1 = nn.Conv2d(3, 64, kernel_size=7, stride=2, padding=3, bias=False)
self.bn1 = nn.BatchNorm2d(64)
self.relu = nn.ReLU(inplace=True)
self.maxpool = nn.MaxPool2d(kernel_size=3, stride=2, padding=1)
""",
    ),
    "ResNet bottleneck without its shortcut": (
        (1, 256, 56, 56),
        """
nn.Conv2d(256, 128, 1, bias=False)
nn.BatchNorm2d(128)
nn.ReLU()
nn.Conv2d(128, 128, 3, stride=2, padding=1, groups=32, bias=False)  # ResNeXt
nn.BatchNorm2d(128)
nn.ReLU()
nn.Conv2d(128, 512, 1, bias=False)
nn.BatchNorm2d(512)
""",
    ),
    "SqueezeNet stem, ceil_mode": (
        (1, 3, 224, 224),
        """
nn.Sequential(
    nn.Conv2d(3, 96, kernel_size=7, stride=2), nn.ReLU(inplace=True),
    nn.MaxPool2d(kernel_size=3, stride=2, ceil_mode=True),
    nn.Conv2d(96, 16, 1), nn.ReLU(), nn.Conv2d(16, 128, 3, padding=1), nn.ReLU(),
    nn.MaxPool2d(kernel_size=3, stride=2, ceil_mode=True),
    nn.Dropout(0.5), nn.Conv2d(128, 1000, 1), nn.ReLU(), nn.AdaptiveAvgPool2d((1, 1)),
    nn.Flatten(1),
)
""",
    ),
    "MobileNet, depthwise separable": (
        (1, 3, 160, 160),
        """
nn.Sequential(
    nn.Conv2d(3, 32, 3, 2, 1, bias=False), nn.BatchNorm2d(32), nn.ReLU6(True),
    nn.Sequential(
        nn.Conv2d(32, 32, 3, 1, 1, groups=32, bias=False), nn.BatchNorm2d(32), nn.ReLU6(True),
        nn.Conv2d(32, 64, 1, 1, 0, bias=False), nn.BatchNorm2d(64), nn.ReLU6(True),
    ),
    nn.Sequential(
        nn.Conv2d(64, 64, 3, 2, 1, groups=64, bias=False), nn.BatchNorm2d(64), nn.ReLU6(True),
        nn.Conv2d(64, 128, 1, 1, 0, bias=False), nn.BatchNorm2d(128), nn.ReLU6(True),
    ),
    nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(128, 1000),
)
""",
    ),
    "MobileNetV3 activations": (
        (1, 16, 112, 112),
        """
from torch import nn
from collections import OrderedDict

expand = nn.Sequential(OrderedDict([
    ("pw", nn.Conv2d(16, 72, kernel_size=1, bias=False)),
    ("bn1", nn.BatchNorm2d(72, eps=0.001, momentum=0.01)),
    ("act1", nn.Hardswish(inplace=True)),
    ("dw", nn.Conv2d(72, 72, kernel_size=5, stride=2, padding=2, groups=72, bias=False)),
    ("bn2", nn.BatchNorm2d(72, eps=1e-3, momentum=1e-2)),
    ("gate", nn.Hardsigmoid()),
    ("project", nn.Conv2d(72, 40, kernel_size=1, bias=False)),
]))
""",
    ),
    "ConvNeXt stage": (
        (1, 3, 64, 64),
        """
nn.Sequential(
    nn.Conv2d(3, 96, kernel_size=4, stride=4),
    nn.GroupNorm(1, 96),
    nn.Conv2d(96, 96, kernel_size=7, padding=3, groups=96),
    nn.LayerNorm([96, 16, 16], eps=1e-6),
    nn.Conv2d(96, 4 * 96, 1), nn.GELU(), nn.Conv2d(4 * 96, 96, 1),
)
""",
    ),
    "DCGAN generator": (
        (1, 100, 1, 1),
        """
nz, ngf, nc = 100, 64, 3

class Generator(nn.Module):
    def __init__(self, ngpu=1):
        super(Generator, self).__init__()
        self.ngpu = ngpu
        self.main = nn.Sequential(
            # input is Z, going into a convolution
            nn.ConvTranspose2d( nz, ngf * 8, 4, 1, 0, bias=False),
            nn.BatchNorm2d(ngf * 8),
            nn.ReLU(True),
            nn.ConvTranspose2d(ngf * 8, ngf * 4, 4, 2, 1, bias=False),
            nn.BatchNorm2d(ngf * 4),
            nn.ReLU(True),
            nn.ConvTranspose2d( ngf * 4, ngf * 2, 4, 2, 1, bias=False),
            nn.BatchNorm2d(ngf * 2),
            nn.ReLU(True),
            nn.ConvTranspose2d( ngf * 2, ngf, 4, 2, 1, bias=False),
            nn.BatchNorm2d(ngf),
            nn.ReLU(True),
            nn.ConvTranspose2d( ngf, nc, 4, 2, 1, bias=False),
            nn.Tanh()
        )

    def forward(self, input):
        return self.main(input)
""",
    ),
    "DCGAN discriminator": (
        (8, 3, 64, 64),
        """
nc = 3; ndf = 64
main = nn.Sequential(
    nn.Conv2d(nc, ndf, 4, 2, 1, bias=False),
    nn.LeakyReLU(0.2, inplace=True),
    nn.Conv2d(ndf, ndf * 2, 4, 2, 1, bias=False),
    nn.BatchNorm2d(ndf * 2), nn.LeakyReLU(0.2, inplace=True),
    nn.Conv2d(ndf * 2, ndf * 4, 4, 2, 1, bias=False),
    nn.BatchNorm2d(ndf * 4), nn.LeakyReLU(0.2, inplace=True),
    nn.Conv2d(ndf * 4, ndf * 8, 4, 2, 1, bias=False),
    nn.BatchNorm2d(ndf * 8), nn.LeakyReLU(0.2, inplace=True),
    nn.Conv2d(ndf * 8, 1, 4, 1, 0, bias=False),
    nn.Sigmoid(),
)
""",
    ),
    "WGAN generator from a linear layer": (
        (16, 128),
        """
nn.Sequential(
    nn.Linear(128, 4 * 4 * 256), nn.ReLU(),
    nn.Unflatten(1, (256, 4, 4)),
    nn.ConvTranspose2d(256, 128, 5), nn.ReLU(True),
    nn.ConvTranspose2d(128, 64, 5), nn.ReLU(True),
    nn.ConvTranspose2d(64, 1, 8, stride=2), nn.Sigmoid(),
)
""",
    ),
    "PatchGAN discriminator": (
        (1, 6, 256, 256),
        """
nn.Sequential(
    nn.Conv2d(6, 64, 4, 2, 1), nn.LeakyReLU(0.2, True),
    nn.Conv2d(64, 128, 4, 2, 1, bias=False), nn.InstanceNorm2d(128), nn.LeakyReLU(0.2, True),
    nn.Conv2d(128, 256, 4, 2, 1, bias=False), nn.InstanceNorm2d(256), nn.LeakyReLU(0.2, True),
    nn.Conv2d(256, 512, 4, 1, 1, bias=False), nn.InstanceNorm2d(512, affine=True),
    nn.LeakyReLU(0.2, True), nn.Conv2d(512, 1, 4, 1, 1),
)
""",
    ),
    "CycleGAN generator, reflection padding": (
        (1, 3, 128, 128),
        """
norm = nn.InstanceNorm2d
nn.Sequential(
    nn.ReflectionPad2d(3), nn.Conv2d(3, 64, 7), norm(64), nn.ReLU(True),
    nn.Conv2d(64, 128, 3, stride=2, padding=1), norm(128), nn.ReLU(True),
    nn.Conv2d(128, 256, 3, stride=2, padding=1), norm(256), nn.ReLU(True),
    nn.Sequential(nn.ReflectionPad2d(1), nn.Conv2d(256, 256, 3), norm(256), nn.ReLU(True),
                  nn.ReflectionPad2d(1), nn.Conv2d(256, 256, 3), norm(256)),
    nn.ConvTranspose2d(256, 128, 3, stride=2, padding=1, output_padding=1), norm(128),
    nn.ReLU(True),
    nn.ConvTranspose2d(128, 64, 3, stride=2, padding=1, output_padding=1), norm(64), nn.ReLU(True),
    nn.ReflectionPad2d(3), nn.Conv2d(64, 3, 7), nn.Tanh(),
)
""",
    ),
    "U-Net, the way down, unpadded": (
        (1, 1, 572, 572),
        """
nn.Sequential(
    nn.Conv2d(1, 64, 3), nn.ReLU(True), nn.Conv2d(64, 64, 3), nn.ReLU(True),
    nn.MaxPool2d(2),
    nn.Conv2d(64, 128, 3), nn.ReLU(True), nn.Conv2d(128, 128, 3), nn.ReLU(True),
    nn.MaxPool2d(2),
    nn.Conv2d(128, 256, 3), nn.ReLU(True), nn.Conv2d(256, 256, 3), nn.ReLU(True),
    nn.MaxPool2d(2),
    nn.Conv2d(256, 512, 3), nn.ReLU(True), nn.Conv2d(512, 512, 3), nn.ReLU(True),
    nn.MaxPool2d(2),
    nn.Conv2d(512, 1024, 3), nn.ReLU(True), nn.Conv2d(1024, 1024, 3), nn.ReLU(True),
)
""",
    ),
    "U-Net, the way up": (
        (1, 1024, 28, 28),
        """
self.up1 = nn.ConvTranspose2d(1024, 512, kernel_size=2, stride=2)
self.conv1 = nn.Sequential(nn.Conv2d(512, 512, 3), nn.ReLU(), nn.Conv2d(512, 512, 3), nn.ReLU())
self.up2 = nn.ConvTranspose2d(512, 256, kernel_size=2, stride=2)
self.conv2 = nn.Sequential(nn.Conv2d(256, 256, 3), nn.ReLU(), nn.Conv2d(256, 256, 3), nn.ReLU())
self.up3 = nn.ConvTranspose2d(256, 128, kernel_size=2, stride=2)
self.conv3 = nn.Sequential(nn.Conv2d(128, 128, 3), nn.ReLU(), nn.Conv2d(128, 128, 3), nn.ReLU())
self.out = nn.Conv2d(128, 2, kernel_size=1)
""",
    ),
    "U-Net with bilinear upsampling": (
        (1, 3, 96, 96),
        """
nn.Sequential(
    nn.Conv2d(3, 32, 3, padding="same"), nn.BatchNorm2d(32), nn.ReLU(),
    nn.MaxPool2d(2), nn.Conv2d(32, 64, 3, padding="same"), nn.ReLU(),
    nn.MaxPool2d(2), nn.Conv2d(64, 64, 3, padding="same"), nn.ReLU(),
    nn.Upsample(scale_factor=2, mode="bilinear", align_corners=True),
    nn.Conv2d(64, 32, 3, padding="same"), nn.ReLU(),
    nn.Upsample(scale_factor=2, mode="bilinear", align_corners=True),
    nn.Conv2d(32, 2, 1), nn.Softmax(dim=1),
)
""",
    ),
    "FCN-8s head, large transposed kernels": (
        (1, 512, 12, 16),
        """
nn.Sequential(
    nn.Conv2d(512, 4096, (6, 7), padding=(3, 3)), nn.ReLU(True), nn.Dropout2d(),
    nn.Conv2d(4096, 4096, 1), nn.ReLU(True), nn.Dropout2d(), nn.Conv2d(4096, 21, 1),
    nn.ConvTranspose2d(21, 21, 4, stride=2, bias=False),
    nn.ConvTranspose2d(21, 21, 16, stride=8, bias=False),
)
""",
    ),
    "DeepLab, dilated": (
        (1, 256, 33, 33),
        """
nn.Sequential(
    nn.Conv2d(256, 64, 3, padding=6, dilation=6, bias=False), nn.BatchNorm2d(64), nn.ReLU(),
    nn.Conv2d(64, 64, 3, padding=(12, 18), dilation=(12, 18)), nn.ReLU(),
    nn.Conv2d(64, 21, 1), nn.Upsample(size=(129, 129), mode="bilinear"),
)
""",
    ),
    "SRCNN": (
        (1, 1, 33, 33),
        "nn.Conv2d(1, 64, 9)\nnn.ReLU()\nnn.Conv2d(64, 32, 1)\nnn.ReLU()\nnn.Conv2d(32, 1, 5)",
    ),
    "ESPCN": (
        (1, 1, 17, 17),
        """
upscale_factor = 3
nn.Sequential(
    nn.Conv2d(1, 64, (5, 5), (1, 1), (2, 2)), nn.Tanh(),
    nn.Conv2d(64, 32, (3, 3), (1, 1), (1, 1)), nn.Tanh(),
    nn.Conv2d(32, 1 * (upscale_factor ** 2), (3, 3), (1, 1), (1, 1)),
    nn.PixelShuffle(upscale_factor),
)
""",
    ),
    "FSRCNN": (
        (1, 1, 20, 24),
        """
scale, d, s = 3, 56, 12
first_part = nn.Sequential(nn.Conv2d(1, d, kernel_size=5, padding=5//2), nn.PReLU(d))
mid_part = [nn.Conv2d(d, s, kernel_size=1), nn.PReLU(s)]
mid_part.extend([nn.Conv2d(s, s, kernel_size=3, padding=3//2), nn.PReLU(s)])
mid_part.extend([nn.Conv2d(s, s, kernel_size=3, padding=3//2), nn.PReLU(s)])
mid_part.extend([nn.Conv2d(s, d, kernel_size=1), nn.PReLU(d)])
mid_part = nn.Sequential(*mid_part)
last_part = nn.ConvTranspose2d(d, 1, kernel_size=9, stride=scale, padding=9//2,
                               output_padding=scale-1)
""",
    ),
    "EDSR tail, twice pixel shuffle": (
        (1, 64, 24, 24),
        """
nn.Sequential(
    nn.Conv2d(64, 4 * 64, 3, padding=1), nn.PixelShuffle(2),
    nn.Conv2d(64, 4 * 64, 3, padding=1), nn.PixelShuffle(2), nn.Conv2d(64, 3, 3, padding=1),
)
""",
    ),
    "Space to depth and back": (
        (1, 3, 48, 36),
        """
nn.PixelUnshuffle(4)
nn.Conv2d(48, 48, 3, padding=1, padding_mode="reflect")
nn.Mish()
nn.PixelShuffle(upscale_factor=4)
""",
    ),
    "Convolutional autoencoder": (
        (1, 1, 28, 28),
        """
self.encoder = nn.Sequential(
    nn.Conv2d(1, 16, 3, stride=2, padding=1), nn.ReLU(),
    nn.Conv2d(16, 32, 3, stride=2, padding=1), nn.ReLU(),
    nn.Conv2d(32, 64, 7),
)
self.decoder = nn.Sequential(
    nn.ConvTranspose2d(64, 32, 7), nn.ReLU(),
    nn.ConvTranspose2d(32, 16, 3, stride=2, padding=1, output_padding=1), nn.ReLU(),
    nn.ConvTranspose2d(16, 1, 3, stride=2, padding=1, output_padding=1), nn.Sigmoid(),
)
""",
    ),
    "Autoencoder through a bottleneck": (
        (3, 3, 64, 64),
        """
nn.Sequential(
    nn.Conv2d(3, 32, 4, 2, 1), nn.SiLU(), nn.Conv2d(32, 64, 4, 2, 1), nn.SiLU(),
    nn.Flatten(), nn.Linear(64 * 16 * 16, 32), nn.Linear(32, 64 * 16 * 16),
    nn.Unflatten(dim=1, unflattened_size=(64, 16, 16)),
    nn.ConvTranspose2d(64, 32, 4, 2, 1), nn.SiLU(),
    nn.ConvTranspose2d(32, 3, 4, 2, 1), nn.Sigmoid(),
)
""",
    ),
    "Resize-convolution decoder": (
        (1, 128, 7, 9),
        """
nn.Sequential(
    nn.Upsample(scale_factor=2), nn.ReflectionPad2d(1), nn.Conv2d(128, 64, 3), nn.ELU(alpha=1.0),
    nn.UpsamplingNearest2d(scale_factor=2), nn.ZeroPad2d((1, 1, 1, 1)), nn.Conv2d(64, 32, 3),
    nn.UpsamplingBilinear2d(size=(60, 80)), nn.Conv2d(32, 3, 3, padding=1),
)
""",
    ),
    "WaveNet-like, causal and dilated": (
        (1, 1, 4000),
        """
nn.Sequential(
    nn.ConstantPad1d((1, 0), 0.0), nn.Conv1d(1, 32, 2),
    nn.ConstantPad1d((2, 0), 0.0), nn.Conv1d(32, 64, 2, dilation=2), nn.GLU(dim=1),
    nn.ConstantPad1d((4, 0), 0.0), nn.Conv1d(32, 64, 2, dilation=4), nn.GLU(dim=1),
    nn.ConstantPad1d((8, 0), 0.0), nn.Conv1d(32, 64, 2, dilation=8), nn.GLU(dim=1),
    nn.Conv1d(32, 256, 1), nn.LogSoftmax(dim=1),
)
""",
    ),
    "Temporal convolution network": (
        (4, 25, 128),
        """
nn.Conv1d(25, 64, 3, padding=2, dilation=1)
nn.BatchNorm1d(64)
nn.ReLU()
nn.Conv1d(64, 64, 3, padding='same', dilation=4)
nn.Dropout1d(0.2)
nn.AvgPool1d(3, stride=2, padding=1)
nn.Conv1d(64, 64, 4, padding='same')
nn.AdaptiveMaxPool1d(10)
nn.Flatten()
nn.Linear(640, 6)
""",
    ),
    "Speech front end, 1-D strides": (
        (1, 1, 16000),
        """
nn.Sequential(
    nn.Conv1d(1, 512, 10, stride=5, bias=False), nn.GroupNorm(512, 512), nn.GELU(),
    nn.Conv1d(512, 512, 3, stride=2, bias=False), nn.GELU(),
    nn.Conv1d(512, 512, 3, stride=2, bias=False), nn.GELU(),
    nn.Conv1d(512, 512, 3, stride=2, bias=False), nn.GELU(),
    nn.Conv1d(512, 512, 3, stride=2, bias=False), nn.GELU(),
    nn.Conv1d(512, 512, 2, stride=2, bias=False), nn.GELU(),
    nn.Conv1d(512, 512, 2, stride=2, bias=False), nn.GELU(),
)
""",
    ),
    "HiFi-GAN-like upsampler": (
        (1, 80, 50),
        """
nn.Sequential(
    nn.Conv1d(80, 512, 7, 1, padding=3), nn.LeakyReLU(0.1),
    nn.ConvTranspose1d(512, 256, 16, 8, padding=4), nn.LeakyReLU(0.1),
    nn.ConvTranspose1d(256, 128, 16, 8, padding=4), nn.LeakyReLU(0.1),
    nn.ConvTranspose1d(128, 64, 4, 2, padding=1), nn.LeakyReLU(0.1),
    nn.ConvTranspose1d(64, 32, 4, 2, padding=1), nn.LeakyReLU(0.1),
    nn.Conv1d(32, 1, 7, 1, padding=3), nn.Tanh(),
)
""",
    ),
    "C3D on video": (
        (1, 3, 16, 112, 112),
        """
nn.Sequential(
    nn.Conv3d(3, 64, kernel_size=(3, 3, 3), padding=(1, 1, 1)), nn.ReLU(),
    nn.MaxPool3d(kernel_size=(1, 2, 2), stride=(1, 2, 2)),
    nn.Conv3d(64, 128, kernel_size=(3, 3, 3), padding=(1, 1, 1)), nn.ReLU(),
    nn.MaxPool3d(kernel_size=(2, 2, 2), stride=(2, 2, 2)),
    nn.Conv3d(128, 256, kernel_size=3, padding=1), nn.BatchNorm3d(256), nn.ReLU(),
    nn.MaxPool3d(kernel_size=2, stride=2, padding=(0, 1, 1)),
    nn.AdaptiveAvgPool3d((None, 1, 1)), nn.Flatten(start_dim=2),
)
""",
    ),
    "V-Net-like, 3-D transposed": (
        (1, 1, 16, 32, 24),
        """
nn.Sequential(
    nn.Conv3d(1, 8, 5, padding=2), nn.PReLU(8), nn.Conv3d(8, 16, 2, stride=2), nn.PReLU(16),
    nn.Conv3d(16, 32, 2, stride=2), nn.PReLU(),
    nn.ConvTranspose3d(32, 16, 2, stride=2), nn.InstanceNorm3d(16),
    nn.ConvTranspose3d(16, 8, (3, 2, 4), stride=2, padding=(1, 0, 1), output_padding=(1, 0, 0)),
    nn.ReplicationPad3d(1), nn.AvgPool3d(3, stride=1),
    nn.Upsample(scale_factor=1.5, mode="trilinear"),
)
""",
    ),
    "Unbatched image": (
        (3, 40, 50),
        """
nn.Conv2d(3, 8, 3, stride=(2, 1), padding=(1, 0))
nn.MaxPool2d((2, 3))
nn.InstanceNorm2d(8)
nn.AdaptiveAvgPool2d((None, 4))
nn.ConvTranspose2d(8, 4, 3, 2, groups=2)
""",
    ),
    "Grouped and dilated transposed": (
        (2, 12, 9, 11),
        """
nn.ConvTranspose2d(12, 24, (3, 5), stride=(2, 3), padding=(1, 2), output_padding=(1, 2), groups=3)
nn.ConvTranspose2d(24, 6, 3, 1, 2, 1, 6, False, 2)
nn.CircularPad2d((1, 2, 0, 3))
nn.Softmax2d()
""",
    ),
    "Rectangular text recognizer": (
        (1, 1, 32, 100),
        """
nn.Sequential(
    nn.Conv2d(1, 64, 3, 1, 1), nn.ReLU(True), nn.MaxPool2d(2, 2),
    nn.Conv2d(64, 128, 3, 1, 1), nn.ReLU(True), nn.MaxPool2d(2, 2),
    nn.Conv2d(128, 256, 3, 1, 1), nn.BatchNorm2d(256), nn.ReLU(True),
    nn.MaxPool2d((2, 2), (2, 1), (0, 1)),
    nn.Conv2d(256, 512, 3, 1, 1), nn.ReLU(True), nn.MaxPool2d((2, 2), (2, 1), (0, 1)),
    nn.Conv2d(512, 512, 2, 1, 0), nn.BatchNorm2d(512), nn.ReLU(True),
    nn.Flatten(start_dim=2, end_dim=3),
)
""",
    ),
    "Patch embedding and layer norm": (
        (1, 3, 224, 224),
        """
nn.Sequential(
    nn.Conv2d(3, 768, kernel_size=16, stride=16),
    nn.Flatten(1, 2), nn.Unflatten(1, (768, 14)), nn.Flatten(2),
    nn.LayerNorm(196), nn.Linear(196, 64), nn.RMSNorm(64), nn.Identity(54, unused=True),
)
""",
    ),
    "Plain perceptron": (
        (64, 784),
        """
nn.Sequential(nn.Linear(784, 512), nn.BatchNorm1d(512), nn.CELU(), nn.AlphaDropout(0.1),
              nn.Linear(512, 10, bias=False), nn.LogSoftmax(dim=-1))
""",
    ),
    "ShuffleNet unit": (
        (1, 24, 28, 28),
        """
nn.Sequential(
    nn.Conv2d(24, 60, 1, groups=3, bias=False), nn.BatchNorm2d(60), nn.ReLU(inplace=True),
    nn.ChannelShuffle(3),
    nn.Conv2d(60, 60, 3, stride=2, padding=1, groups=60, bias=False),
    nn.BatchNorm2d(60, affine=False),
    nn.Conv2d(60, 216, 1, groups=3, bias=False), nn.LPPool2d(2, 2, ceil_mode=True),
    nn.LocalResponseNorm(5),
)
""",
    ),
    "One map without a batch": (
        (4, 8, 6),
        """
nn.Sequential(nn.Conv2d(4, 6, 3), nn.InstanceNorm2d(6), nn.GLU(), nn.InstanceNorm2d(6))
""",
    ),
}
