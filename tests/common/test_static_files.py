"""Scripts as they are served: every name by its content, within the scripts too."""

import re
import shutil

from django.core.files.storage import FileSystemStorage

from common.static_files import StaticFilesStorage

IMPORTED = re.compile(r'from "(?:\.|\.\.)/(.+)";$', re.MULTILINE)


def test_every_module_imports_the_file_that_is_served(settings, tmp_path):
    own = settings.BASE_DIR / "static"
    paths = [str(one.relative_to(own)) for one in (own / "js").rglob("*.js")]
    names = {path.rpartition("/")[2]: path for path in paths}
    shutil.copytree(own / "js", tmp_path / "js")
    storage = StaticFilesStorage(tmp_path)
    list(storage.post_process({path: (FileSystemStorage(own), path) for path in paths}))
    for path in paths:
        wanted = IMPORTED.findall((own / path).read_text())
        served = IMPORTED.findall((tmp_path / storage.stored_name(path)).read_text())
        assert served == [storage.stored_name(names[one]).rpartition("/")[2] for one in wanted]
        assert all(one.count(".") == 2 for one in served)
    assert len(paths) == len(names) == 16
