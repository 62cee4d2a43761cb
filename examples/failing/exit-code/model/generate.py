"""Fails the way most models do: a message and a non-zero exit code."""

import sys

print("cannot load weights.safetensors: no such file", file=sys.stderr)
sys.exit(3)
