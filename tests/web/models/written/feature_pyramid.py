# address: https://github.com/kuangliu/pytorch-fpn/blob/master/fpn.py
# input: 1, 3, 101, 140
# why: layers in a ModuleDict under names, interpolation to another tensor's size, four results in a dict

import torch.nn as nn
import torch.nn.functional as F


class Stage(nn.Sequential):
    def __init__(self, c_in, c_out):
        super().__init__(
            nn.Conv2d(c_in, c_out, 3, stride=2, padding=1, bias=False), nn.BatchNorm2d(c_out), nn.ReLU(),
        )


class FPN(nn.Module):
    def __init__(self, widths=(32, 64, 128, 256), d=64):
        super().__init__()
        self.bottom_up = nn.ModuleDict()
        c = 3
        for i, w in enumerate(widths, 2):
            self.bottom_up[f"c{i}"] = Stage(c, w)
            c = w
        self.lateral = nn.ModuleDict({f"p{i}": nn.Conv2d(w, d, 1) for i, w in enumerate(widths, 2)})
        self.smooth = nn.ModuleDict({key: nn.Conv2d(d, d, 3, padding=1) for key in self.lateral.keys()})

    def _upsample_add(self, x, y):
        _, _, H, W = y.size()
        return F.interpolate(x, size=(H, W), mode='bilinear', align_corners=False) + y

    def forward(self, x):
        c = {}
        for name, stage in self.bottom_up.items():
            x = stage(x)
            c[name] = x

        names = sorted(self.lateral, reverse=True)
        top = self.lateral[names[0]](c["c5"])
        out = {names[0]: top}
        for name in names[1:]:
            top = self._upsample_add(top, self.lateral[name](c["c" + name[1:]]))
            out[name] = top
        return {name: self.smooth[name](p) if name != "p5" else p for name, p in out.items()}


model = FPN()
