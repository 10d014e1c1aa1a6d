# address: https://github.com/jfzhang95/pytorch-deeplab-xception/blob/master/modeling/aspp.py
# input: 1, 512, 29, 33
# why: rates from a list by index, a branch that is pooled and brought back to size

import torch
import torch.nn as nn
import torch.nn.functional as F


class Branch(nn.Module):
    def __init__(self, c_in, c_out, kernel_size, padding, dilation, Norm):
        super(Branch, self).__init__()
        self.atrous = nn.Conv2d(c_in, c_out, kernel_size=kernel_size, stride=1, padding=padding,
                                dilation=dilation, bias=False)
        self.bn = Norm(c_out)
        self.relu = nn.ReLU()

    def forward(self, x):
        return self.relu(self.bn(self.atrous(x)))


class Pyramid(nn.Module):
    def __init__(self, c_in, output_stride, Norm):
        super(Pyramid, self).__init__()
        if output_stride == 16:
            rates = [1, 6, 12, 18]
        elif output_stride == 8:
            rates = [1, 12, 24, 36]
        else:
            raise NotImplementedError

        self.a = Branch(c_in, 256, 1, padding=0, dilation=rates[0], Norm=Norm)
        self.b = Branch(c_in, 256, 3, padding=rates[1], dilation=rates[1], Norm=Norm)
        self.c = Branch(c_in, 256, 3, padding=rates[2], dilation=rates[2], Norm=Norm)
        self.d = Branch(c_in, 256, 3, padding=rates[-1], dilation=rates[-1], Norm=Norm)
        self.whole = nn.Sequential(nn.AdaptiveAvgPool2d((1, 1)),
                                   nn.Conv2d(c_in, 256, 1, stride=1, bias=False), Norm(256), nn.ReLU())
        self.project = Branch(1280, 256, 1, 0, 1, Norm)
        self.dropout = nn.Dropout(0.5)

    def forward(self, x):
        seen = [self.a(x), self.b(x), self.c(x), self.d(x)]
        whole = self.whole(x)
        whole = F.interpolate(whole, size=seen[-1].size()[2:], mode='bilinear', align_corners=True)
        return self.dropout(self.project(torch.cat((*seen, whole), dim=1)))


model = Pyramid(512, output_stride=16, Norm=nn.BatchNorm2d)
