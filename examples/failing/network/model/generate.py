"""Tries every address its prompt names. Reaching one is exit code 99; reaching none is a good clip.

The prompt is a list of addresses: `tcp:HOST:PORT`, `udp:HOST:PORT` (an answer counts), `abstract:NAME` (a Unix socket in the
abstract namespace), `unix:PATH`, `dns:NAME`. Other words are skipped.
"""

import socket
import subprocess
import sys

TIMEOUT = 1.0


def reaches(address):
    """Whether the address answers."""
    kind, _, rest = address.partition(":")
    try:
        if kind == "dns":
            return bool(socket.getaddrinfo(rest, 80))
        if kind in ("abstract", "unix"):
            with socket.socket(socket.AF_UNIX) as stream:
                stream.settimeout(TIMEOUT)
                stream.connect(("\0" if kind == "abstract" else "") + rest)
            return True
        host, _, port = rest.rpartition(":")
        if kind == "tcp":
            with socket.create_connection((host, int(port)), TIMEOUT):
                return True
        if kind == "udp":
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as datagrams:
                datagrams.settimeout(TIMEOUT)
                datagrams.sendto(b"hello", (host, int(port)))
                return bool(datagrams.recvfrom(16))
    except (OSError, ValueError):
        pass
    return False


def make_clip(output):
    """A clip that the track accepts."""
    subprocess.run(
        ["ffmpeg", "-nostdin", "-hide_banner", "-loglevel", "error",
         "-f", "lavfi", "-i", "testsrc2=size=256x256:rate=8:duration=4",
         "-f", "lavfi", "-i", "sine=frequency=220:beep_factor=4:sample_rate=16000:duration=4",
         "-c:v", "libx264", "-pix_fmt", "yuv420p", "-threads", "1", "-c:a", "aac", "-ac", "1", output],
        check=True, stdin=subprocess.DEVNULL)


reached = [address for address in sys.argv[2].split() if reaches(address)]
if reached:
    print("reached", *reached, file=sys.stderr)
    sys.exit(99)
make_clip(sys.argv[1])
