"""Real models of installed packages: the file, the expression that makes the model, its input.

What is published of each elsewhere, its parameters and its multiply-adds, is read from the package
too: torchvision states them with its weights, pytorchcv in its own tests.
"""

HOMES = {
    "torchvision": "https://github.com/pytorch/vision/blob/main/torchvision/",
    "pytorchcv": "https://github.com/osmr/pytorchcv/blob/master/pytorchcv/",
    "unet": "https://github.com/fepegar/unet/blob/main/unet/",
}
IMAGE = (1, 3, 224, 224)
VIDEO = (1, 3, 16, 112, 112)
STREET = (1, 3, 256, 512)
TINY = (1, 3, 32, 32)

# The file in torchvision/models, without its ending: (expression, input, weights, why)
TORCHVISION = {
    "alexnet": [("AlexNet()", IMAGE, "AlexNet_Weights", "two Sequentials and a flatten between")],
    "vgg": [
        ('VGG(make_layers(cfgs["A"]))', IMAGE, "VGG11_Weights", "a list of numbers and 'M'"),
        ('VGG(make_layers(cfgs["D"]))', IMAGE, "VGG16_Weights", "the stack of the textbooks"),
        ('VGG(make_layers(cfgs["D"], batch_norm=True))', IMAGE, "VGG16_BN_Weights", "an if"),
    ],
    "resnet": [
        ("ResNet(BasicBlock, [2, 2, 2, 2])", IMAGE, "ResNet18_Weights", "a shortcut or None"),
        ("ResNet(BasicBlock, [3, 4, 6, 3])", IMAGE, "ResNet34_Weights", "longer stages"),
        ("ResNet(Bottleneck, [3, 4, 6, 3])", IMAGE, "ResNet50_Weights", "expansion of a class"),
        (
            "ResNet(Bottleneck, [3, 4, 6, 3], groups=32, width_per_group=4)",
            IMAGE,
            "ResNeXt50_32X4D_Weights",
            "groups through keyword arguments",
        ),
        (
            "ResNet(Bottleneck, [3, 4, 6, 3], width_per_group=128)",
            IMAGE,
            "Wide_ResNet50_2_Weights",
            "a width that is no integer before int()",
        ),
        (
            "ResNet(Bottleneck, [3, 4, 6, 3], replace_stride_with_dilation=[False, True, True])",
            (1, 3, 65, 97),
            "",
            "dilation in the place of strides",
        ),
    ],
    "densenet": [
        (
            "DenseNet(32, (6, 12, 24, 16), 64)",
            IMAGE,
            "DenseNet121_Weights",
            "a list of features that grows, a ModuleDict whose items are called",
        )
    ],
    "squeezenet": [
        ("SqueezeNet('1_0')", IMAGE, "SqueezeNet1_0_Weights", "ceil_mode, two branches joined"),
        ("SqueezeNet('1_1')", IMAGE, "SqueezeNet1_1_Weights", "the other branch of an if"),
    ],
    "googlenet": [
        (
            "GoogLeNet(transform_input=True, init_weights=True)",
            IMAGE,
            "",
            "four branches, heads of training alone, slices of the input",
        ),
        (
            "GoogLeNet(aux_logits=False, init_weights=False)",
            IMAGE,
            "GoogLeNet_Weights",
            "heads that are None",
        ),
    ],
    "inception": [
        (
            "Inception3(init_weights=False)",
            (1, 3, 299, 299),
            "Inception_V3_Weights",
            "branches of branches, kernels of two sizes, a list of block classes",
        )
    ],
    "mobilenetv2": [
        ("MobileNetV2()", IMAGE, "MobileNet_V2_Weights", "a table of settings, depthwise layers")
    ],
    "mobilenetv3": [
        (
            'MobileNetV3(*_mobilenet_v3_conf("mobilenet_v3_small"))',
            IMAGE,
            "MobileNet_V3_Small_Weights",
            "partial functions, a class of settings, squeeze and excitation",
        ),
        (
            'MobileNetV3(*_mobilenet_v3_conf("mobilenet_v3_large"))',
            IMAGE,
            "MobileNet_V3_Large_Weights",
            "the same with other settings",
        ),
    ],
    "shufflenetv2": [
        (
            "ShuffleNetV2([4, 8, 4], [24, 48, 96, 192, 1024])",
            IMAGE,
            "ShuffleNet_V2_X0_5_Weights",
            "chunk, a shuffle by view and transpose, setattr with an f-string",
        ),
        (
            "ShuffleNetV2([4, 8, 4], [24, 116, 232, 464, 1024])",
            IMAGE,
            "ShuffleNet_V2_X1_0_Weights",
            "the same, wider",
        ),
    ],
    "mnasnet": [
        ("MNASNet(0.5)", IMAGE, "MNASNet0_5_Weights", "widths that are rounded to a multiple"),
        ("MNASNet(1.0)", IMAGE, "MNASNet1_0_Weights", "a mean over two axes"),
    ],
    "efficientnet": [
        (
            "EfficientNet(\n"
            '    *_efficientnet_conf("efficientnet_b0", width_mult=1.0, depth_mult=1.0)[:1],\n'
            "    dropout=0.2,\n)",
            IMAGE,
            "EfficientNet_B0_Weights",
            "dataclasses that make layers, SiLU, a multiplication by a gate",
        ),
        (
            'EfficientNet(*_efficientnet_conf("efficientnet_v2_s")[:1], dropout=0.2,\n'
            '    last_channel=_efficientnet_conf("efficientnet_v2_s")[1])',
            (1, 3, 384, 384),
            "EfficientNet_V2_S_Weights",
            "two kinds of blocks in one table",
        ),
    ],
    "regnet": [
        (
            "RegNet(BlockParams.from_init_params(\n"
            "    depth=16, w_0=48, w_a=27.89, w_m=2.09, group_width=8, se_ratio=0.25))",
            IMAGE,
            "RegNet_Y_400MF_Weights",
            "hard: widths are computed with tensors, log2 and zip",
        ),
    ],
    "convnext": [
        (
            "ConvNeXt([\n"
            "    CNBlockConfig(96, 192, 3),\n    CNBlockConfig(192, 384, 3),\n"
            "    CNBlockConfig(384, 768, 9),\n    CNBlockConfig(768, None, 3),\n], 0.1)",
            IMAGE,
            "ConvNeXt_Tiny_Weights",
            "permute, LayerNorm by function, a parameter that scales",
        )
    ],
    "segmentation/fcn": [
        ("FCNHead(2048, 21)", (1, 2048, 28, 28), "", "a class that is a Sequential"),
        (
            "FCN(\n    IntermediateLayerGetter(\n"
            "        ResNet(Bottleneck, [3, 4, 6, 3],\n"
            "               replace_stride_with_dilation=[False, True, True]),\n"
            '        {"layer4": "out"}),\n    FCNHead(2048, 21))',
            (1, 3, 96, 130),
            "",
            "hard: a ModuleDict that runs some of another model's layers; a dict comes out",
        ),
    ],
    "segmentation/deeplabv3": [
        ("ASPP(2048, [12, 24, 36])", (1, 2048, 28, 33), "", "five branches, one of them pooled"),
        ("DeepLabHead(2048, 21)", (1, 2048, 28, 28), "", "the same below other layers"),
    ],
    "detection/mask_rcnn": [
        ("MaskRCNNPredictor(256, 256, 91)", (4, 256, 14, 14), "", "an OrderedDict of layers"),
    ],
    "detection/faster_rcnn": [
        ("TwoMLPHead(12544, 1024)", (4, 256, 7, 7), "", "flatten and F.relu"),
        ("FastRCNNPredictor(1024, 91)", (4, 1024), "", "two heads"),
    ],
    "video/resnet": [
        (
            "VideoResNet(BasicBlock, [Conv3DSimple] * 4, [2, 2, 2, 2], BasicStem)",
            VIDEO,
            "R3D_18_Weights",
            "three axes, classes that inherit a layer",
        ),
        (
            "VideoResNet(BasicBlock, [Conv2Plus1D] * 4, [2, 2, 2, 2], R2Plus1dStem)",
            VIDEO,
            "R2Plus1D_18_Weights",
            "a convolution cut in two, static methods",
        ),
        (
            "VideoResNet(\n    BasicBlock, [Conv3DSimple] + [Conv3DNoTemporal] * 3, [2, 2, 2, 2],\n"
            "    BasicStem)",
            VIDEO,
            "MC3_18_Weights",
            "a mixture of both",
        ),
    ],
    "video/s3d": [
        ("S3D()", (1, 3, 16, 224, 224), "S3D_Weights", "Inception on video, pooling of two sizes")
    ],
    "vision_transformer": [
        (
            "VisionTransformer(224, 16, 12, 12, 768, 3072)",
            IMAGE,
            "ViT_B_16_Weights",
            "hard: attention, a class token, a position embedding",
        )
    ],
    "swin_transformer": [
        (
            "SwinTransformer([4, 4], 96, [2, 2, 6, 2], [3, 6, 12, 24], [7, 7],\n"
            "                stochastic_depth_prob=0.2)",
            IMAGE,
            "Swin_T_Weights",
            "hard: windows that are rolled, masks and indices that tensors compute",
        )
    ],
}

# The file in pytorchcv/models, without its ending: (function, input, why)
PYTORCHCV = {
    "darknet": [("darknet_tiny", IMAGE, "lambdas for activations, add_module with format")],
    "darknet53": [("darknet53", IMAGE, "lists of lists made by comprehensions")],
    "segnet": [("segnet_cityscapes", STREET, "pooling with indices, unpooling")],
    "unet": [("unet_cityscapes", STREET, "a list of skips that is walked backwards")],
    "erfnet": [("erfnet_cityscapes", STREET, "kernels of one row, transposed layers")],
    "dla": [("dla34", IMAGE, "blocks that hold themselves, a tree of joins")],
    "hrnet": [("hrnet_w18_small_v1", IMAGE, "four resolutions that exchange sums")],
    "vovnet": [("vovnet27s", IMAGE, "all outputs of a block joined")],
    "ghostnet": [("ghostnet", IMAGE, "half of the channels made from the other half")],
    "bagnet": [("bagnet9", IMAGE, "small receptive fields, tensors that are cut")],
    "xception": [("xception", (1, 3, 299, 299), "separable layers, activations before them")],
    "nin_cifar": [("nin_cifar10", TINY, "1×1 layers")],
    "resnet_cifar": [("resnet20_cifar10", TINY, "the small ResNet")],
    "preresnet": [("preresnet18", IMAGE, "normalization before the layer, two results")],
    "dpn": [("dpn68", IMAGE, "a pair of tensors goes from block to block")],
    "squeezenext": [("sqnxt23_w1", IMAGE, "kernels 1×3 and 3×1")],
    "cbamresnet": [("cbam_resnet18", IMAGE, "attention over channels and over places")],
    "inceptionv4": [("inceptionv4", (1, 3, 299, 299), "branches that branch again")],
    "diracnetv2": [("diracnet18v2", IMAGE, "no normalization and no shortcuts")],
    "mobilenet": [("mobilenet_w1", IMAGE, "depthwise separable layers")],
    "fishnet": [("fishnet99", IMAGE, "down, up and down again, sums over groups of channels")],
    "drn": [("drnc26", IMAGE, "dilated stages")],
    "peleenet": [("peleenet", IMAGE, "two-way dense layers")],
}

# In unet/unet.py: (expression, input, why)
UNET = [
    ("UNet2D()", (1, 1, 572, 572), "hard: tensors compute how much of a skip is cropped"),
    ("UNet3D(num_encoding_blocks=3, padding=1)", (1, 1, 16, 24, 24), "hard: the same on volumes"),
]
