"""Scripts as they are served: every name by its content, within the scripts too."""

import re
import shutil
from posixpath import dirname, join, normpath

from django.core.files.storage import FileSystemStorage

from common.static_files import StaticFilesStorage

# With `from` or without it: the statement ends with the file that it names.
IMPORTED = re.compile(r'^(?:import|export|\}) ?.*?"(\.{1,2}/.+)";$', re.MULTILINE)


def imported(path: str, text: str) -> list[str]:
    """What a module at that path imports, as paths."""
    return [normpath(join(dirname(path), one)) for one in IMPORTED.findall(text)]


def test_every_module_imports_the_file_that_is_served(settings, tmp_path):
    own = settings.BASE_DIR / "static"
    paths = [str(one.relative_to(own)) for one in (own / "js").rglob("*.js")]
    shutil.copytree(own / "js", tmp_path / "js")
    storage = StaticFilesStorage(tmp_path)
    list(storage.post_process({path: (FileSystemStorage(own), path) for path in paths}))
    for path in paths:
        name = storage.stored_name(path)
        wanted = imported(path, (own / path).read_text())
        served = imported(name, (tmp_path / name).read_text())
        assert served == [storage.stored_name(one) for one in wanted]
        assert all(one.rpartition("/")[2].count(".") == 2 for one in served)
        assert len(wanted) == (own / path).read_text().count('.js";')
    assert len(paths) == 25


# With one level of rules within it, as our style sheets have them.
WIDE_OR_PRINTED = re.compile(r"@media (?:\(min-width[^{]*|print )\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")


def test_no_text_on_a_telephone_is_smaller_than_16_px(settings):
    for sheet in (settings.BASE_DIR / "static/css").glob("*.css"):
        on_telephones = WIDE_OR_PRINTED.sub("", sheet.read_text())
        sizes = re.findall(r"font-size: ([\d.]+)(rem|px|pt)", on_telephones)
        small = [size for size, unit in sizes if float(size) < {"rem": 1, "px": 16, "pt": 12}[unit]]
        assert small == [], sheet.name
