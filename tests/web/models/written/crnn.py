# address: https://github.com/meijieru/crnn.pytorch/blob/master/models/crnn.py
# input: 1, 1, 32, 100
# why: hard: recurrent layers that give a pair, a function inside __init__

import torch.nn as nn


class TwoWays(nn.Module):

    def __init__(self, c_in, hidden, c_out):
        super(TwoWays, self).__init__()
        self.rnn = nn.LSTM(c_in, hidden, bidirectional=True)
        self.embedding = nn.Linear(hidden * 2, c_out)

    def forward(self, steps):
        seen, _ = self.rnn(steps)
        t, b, h = seen.size()
        flat = seen.view(t * b, h)
        return self.embedding(flat).view(t, b, -1)


class Reader(nn.Module):

    def __init__(self, height, channels, letters, hidden, leaky=False):
        super(Reader, self).__init__()
        assert height % 16 == 0, 'the height has to be a multiple of 16'
        kernels = [3, 3, 3, 3, 3, 3, 2]
        borders = [1, 1, 1, 1, 1, 1, 0]
        widths = [64, 128, 256, 256, 512, 512, 512]
        cnn = nn.Sequential()

        def unit(i, norm=False):
            before = channels if i == 0 else widths[i - 1]
            cnn.add_module('conv{0}'.format(i), nn.Conv2d(before, widths[i], kernels[i], 1, borders[i]))
            if norm:
                cnn.add_module('norm{0}'.format(i), nn.BatchNorm2d(widths[i]))
            act = nn.LeakyReLU(0.2, inplace=True) if leaky else nn.ReLU(True)
            cnn.add_module('act{0}'.format(i), act)

        def pool(i, *sizes):
            cnn.add_module('pool{0}'.format(i), nn.MaxPool2d(*sizes))

        unit(0)
        pool(0, 2, 2)
        unit(1)
        pool(1, 2, 2)
        unit(2, True)
        unit(3)
        pool(2, (2, 2), (2, 1), (0, 1))
        unit(4, True)
        unit(5)
        pool(3, (2, 2), (2, 1), (0, 1))
        unit(6, True)
        self.cnn = cnn
        self.rnn = nn.Sequential(TwoWays(512, hidden, hidden), TwoWays(hidden, hidden, letters))

    def forward(self, line):
        maps = self.cnn(line)
        b, c, h, w = maps.size()
        assert h == 1, "one row must be left"
        steps = maps.squeeze(2).permute(2, 0, 1)
        return self.rnn(steps)


model = Reader(32, 1, 37, 256)
