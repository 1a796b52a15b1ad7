"""Scripts as they are served: every name by its content, within the scripts too."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command

IMPORTED = re.compile(r'^\} from "\./(.+)";$|^import .* from "\./(.+)";$', re.MULTILINE)
SCRIPTS = Path("static/js/minutes")


@pytest.fixture
def collected(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    storage = {"BACKEND": "common.static_files.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": storage}
    call_command("collectstatic", interactive=False, verbosity=0)
    return tmp_path / "js" / "minutes"


def names(text: str) -> list[str]:
    return [one or other for one, other in IMPORTED.findall(text)]


def test_every_module_imports_the_hashed_file_and_each_only_once(collected, settings):
    served = {}
    for script in (settings.BASE_DIR / SCRIPTS).glob("*.js"):
        [hashed] = [one for one in collected.glob(f"{script.stem}.*.js")]
        served[script.name] = hashed
    assert len(served) == 8
    for name, hashed in served.items():
        wanted = names((settings.BASE_DIR / SCRIPTS / name).read_text())
        assert names(hashed.read_text()) == [served[one].name for one in wanted], name
