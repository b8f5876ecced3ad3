"""The first lines of a packed program."""

import sys

from notesapp.__main__ import main

sys.exit(main())
