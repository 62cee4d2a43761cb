"""Hangs, after starting a descendant in a session of its own that ignores SIGTERM."""

import os
import signal
import time

if os.fork() == 0:
    os.setsid()
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
time.sleep(600)
