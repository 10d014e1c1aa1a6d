# address: https://github.com/kuangliu/pytorch-cifar/blob/master/models/googlenet.py
# input: 2, 192, 32, 32
# why: four branches of one input, no import

class Branches(nn.Module):
    def __init__(self, c, one, three_before, three, five_before, five, pooled):
        super().__init__()
        self.one = self.unit(c, one, 1)
        self.three = nn.Sequential(self.unit(c, three_before, 1), self.unit(three_before, three, 3))
        self.five = nn.Sequential(self.unit(c, five_before, 1), self.unit(five_before, five, 5))
        self.pooled = nn.Sequential(nn.MaxPool2d(3, stride=1, padding=1), self.unit(c, pooled, 1))

    @staticmethod
    def unit(c_in, c_out, k):
        conv = nn.Conv2d(c_in, c_out, kernel_size=k, padding=k // 2)
        return nn.Sequential(conv, nn.BatchNorm2d(c_out), nn.ReLU(True))

    def forward(self, x):
        y1 = self.one(x)
        y2 = self.three(x)
        y3 = self.five(x)
        y4 = self.pooled(x)
        return torch.cat([y1,y2,y3,y4], 1)


block = Branches(192, 64, 96, 128, 16, 32, 32)
