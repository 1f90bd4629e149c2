"""The scripts of deploy/ are no package: their folder is put on the path, so that tests import them by name."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
sys.path.insert(0, str(DEPLOY))
