"""Makes a good clip; before that it detaches a daemon that ignores every signal it can."""

import os
import signal
import subprocess
import sys
import time


def make_clip(output):
    """A clip that the track accepts."""
    subprocess.run(
        ["ffmpeg", "-nostdin", "-hide_banner", "-loglevel", "error",
         "-f", "lavfi", "-i", "testsrc2=size=256x256:rate=8:duration=4",
         "-f", "lavfi", "-i", "sine=frequency=220:beep_factor=4:sample_rate=16000:duration=4",
         "-c:v", "libx264", "-pix_fmt", "yuv420p", "-threads", "1", "-c:a", "aac", "-ac", "1", output],
        check=True, stdin=subprocess.DEVNULL)


def detach():
    """A grandchild in a session of its own, with its output closed, that only SIGKILL ends."""
    if os.fork() != 0:
        return
    os.setsid()
    if os.fork() != 0:
        os._exit(0)
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT):
        signal.signal(number, signal.SIG_IGN)
    os.closerange(0, 3)
    time.sleep(600)


detach()
make_clip(sys.argv[1])
