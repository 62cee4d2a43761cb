"""Points the output at a file of the system, in the hope that the harness copies it."""

import os
import sys

os.symlink("/etc/passwd", sys.argv[1])
