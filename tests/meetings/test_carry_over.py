"""Meetings recorded before votes were rows and texts had paragraphs: every fact is still there."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


def test_texts_votes_and_tasks_are_carried_over(tmp_path):
    """A database of its own, because going back and forth in the shared one would lose its seeds."""
    env = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    env |= {"PARTYORG_DATA": str(tmp_path), "PARTYORG_DEMO": "1"}
    env |= {"DJANGO_SETTINGS_MODULE": "partyorg.settings", "PYTHONPATH": str(ROOT)}
    script = [sys.executable, str(Path(__file__).with_name("carried_over.py"))]
    done = subprocess.run(script, env=env, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == {
        "texts": [
            ["<p>Thống nhất.</p>", "<p>1. Việc A &lt; B</p><p>2. Việc hai</p>"],
            ["<p>Thống nhất.</p>", ""],
            ["<p>Thống nhất.</p>", ""],
        ],
        "opened": [True, True, True],
        "votes": [[1, "Thông qua nghị quyết", 12, 1, None], [2, "Biểu quyết", 0, None, None]],
        "keys": 6,
    }
