"""`python -m tui`: the command line."""

import sys

from tui.headless.cli.main import main

sys.exit(main())
