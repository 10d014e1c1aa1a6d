"""Tests, in rooms; each process computes with one thread, since many run side by side."""

import os

# Read when NumPy and PyTorch are imported, here and in every build that a test starts.
os.environ |= {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
