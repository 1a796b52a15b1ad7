"""How static files are named when they are served: by their content, so that browsers keep them."""

from whitenoise.storage import CompressedManifestStaticFilesStorage

# `import { … } from "./fields.js";`, `"./grading/find.js"` or `"../dom.js"`, as our modules write it;
# `import "./days.js";` too, of one that is only run.
IMPORT = r"""(?m)(?P<matched>(?P<word>from|^import) "(?P<url>\.{1,2}/(?:\w+/)?\w+\.js)";)$"""


class StaticFilesStorage(CompressedManifestStaticFilesStorage):
    """What a module of ours imports is named by its content too.

    Django's own support_js_module_import_aggregation would read every script, and stumbles over a
    comment in one of django-htmx that is not even used here.
    """

    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        ("js/*.js", ((IMPORT, '%(word)s "%(url)s";'),)),
    )
