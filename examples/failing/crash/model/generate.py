"""Reads from address zero, as a broken native extension would."""

import ctypes

ctypes.string_at(0)
