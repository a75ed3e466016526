"""The pages are imported from plugins/, as Airflow does."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2] / "plugins"))
