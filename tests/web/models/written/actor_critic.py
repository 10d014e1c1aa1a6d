# address: https://github.com/ikostrikov/pytorch-a2c-ppo-acktr-gail/blob/master/a2c_ppo_acktr/model.py
# input: 16, 4, 84, 84
# why: two heads as a tuple, a lambda that initializes, a division of the input, a property, inheritance

import numpy as np
import torch
import torch.nn as nn


def filled(module, weights, biases, gain=1):
    weights(module.weight.data, gain=gain)
    biases(module.bias.data)
    return module


class Flat(nn.Module):
    def forward(self, x):
        return x.view(x.size(0), -1)


class Base(nn.Module):
    def __init__(self, hidden):
        super(Base, self).__init__()
        self._hidden = hidden

    @property
    def width(self):
        return self._hidden


class Player(Base):
    def __init__(self, frames, hidden=512, actions=6):
        super(Player, self).__init__(hidden)
        f = lambda m: filled(m, nn.init.xavier_normal_, lambda b: nn.init.constant_(b, 0),
                             nn.init.calculate_gain('relu'))
        self.body = nn.Sequential(
            f(nn.Conv2d(frames, 32, 8, stride=4)), nn.ReLU(),
            f(nn.Conv2d(32, 64, 4, stride=2)), nn.ReLU(),
            f(nn.Conv2d(64, 32, 3, stride=1)), nn.ReLU(), Flat(),
            f(nn.Linear(32 * 7 * 7, hidden)), nn.ReLU())
        self.actor = f(nn.Linear(self.width, actions))
        self.critic = f(nn.Linear(hidden, 1))
        self.train()

    def forward(self, screen):
        seen = self.body(screen / 255.0)
        return self.critic(seen), self.actor(seen)


base = Player(4)
