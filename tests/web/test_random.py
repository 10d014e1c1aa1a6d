"""What is drawn from a seed: the published generator, written once more."""

import random

from tests.web.v8 import told

WORD = 2**32


def mulberry32(seed):
    """Fractions of one. Tommy Ettinger's generator, by its published code."""
    state = seed % WORD
    while True:
        state = (state + 0x6D2B79F5) % WORD
        mixed = (state ^ state >> 15) * (state | 1) % WORD
        mixed ^= (mixed + (mixed ^ mixed >> 7) * (mixed | 61)) % WORD
        yield (mixed ^ mixed >> 14) / WORD


def test_a_seed_draws_what_the_published_generator_draws():
    rng = random.Random(0)
    for seed in [0, 1, 2, 9, 12345, WORD - 1, WORD + 3]:
        ends = [(low, low + rng.randint(0, 99)) for low in rng.choices(range(-50, 50), k=200)]
        wanted = [
            low + int(one * (high - low + 1)) for one, (low, high) in zip(mulberry32(seed), ends)
        ]
        assert told("drawnNumbers", seed, ends) == wanted
