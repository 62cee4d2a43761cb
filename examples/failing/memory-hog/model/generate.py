"""Allocates and touches memory until it is killed."""

hoard = []
while True:
    hoard.append(bytearray(b"x" * (8 << 20)))
