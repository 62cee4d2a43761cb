"""Prints the SHA-256 over the BGR frames that OpenCV decodes from a clip, for Harness/golden/frames.sha256.

Environment: numpy 1.23.5, opencv-python-headless 4.7.0.72.
Usage: python golden_frames.py ../golden/clip.mp4
"""

import hashlib
import sys

import cv2

digest = hashlib.sha256()
capture = cv2.VideoCapture(sys.argv[1])
while True:
    ok, frame = capture.read()
    if not ok:
        break
    digest.update(frame.tobytes())
print(digest.hexdigest())
