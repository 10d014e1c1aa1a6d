"""What a book says besides its pages, in the words of its language."""

WORDS = {
    "en": {
        "contents": "Contents",
        "made": "This book was computed by",
        "live": "To try it:",
        "checks": "On the site, how each result was checked is folded under it.",
    },
    "zh": {
        "contents": "目录",
        "made": "本书由以下环境算出",
        "live": "动手试一试：",
        "checks": "每个结果是怎样核对的，见网站上折叠在该结果之下的代码。",
    },
}
