"""`python -m frontdoor` is the command `frontdoor`."""

import sys

from frontdoor.project.command_line import main

sys.exit(main())
