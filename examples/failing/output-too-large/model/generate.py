"""Fills /out until it is full, and then pretends that nothing happened."""

import sys

try:
    with open(sys.argv[1], "wb", buffering=0) as file:
        while True:
            file.write(bytes(1 << 20))
except OSError as error:
    print(error, file=sys.stderr)
