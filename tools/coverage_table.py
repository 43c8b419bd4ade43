"""Print the modules that the tests cover least, and the whole: `make coverage` runs this."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

LOWEST = 15


def main() -> int:
    """Read what was measured and print the table."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "coverage.json"
        command = [sys.executable, "-m", "coverage", "json", "--quiet", "-o", str(path)]
        subprocess.run(command, check=True)
        report = json.loads(path.read_text("utf-8"))
    rows = sorted(
        (entry["summary"]["percent_covered"], name) for name, entry in report["files"].items()
    )
    sys.stdout.write(
        f"Covered by the tests' own processes (lines and branches), lowest {LOWEST}:\n"
    )
    sys.stdout.writelines(f"{percent:6.1f} %  {name}\n" for percent, name in rows[:LOWEST])
    sys.stdout.write(f"{report['totals']['percent_covered']:6.1f} %  in all\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
