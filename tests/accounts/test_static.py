"""The two files of Bootstrap are the published ones, byte for byte."""

import base64
import hashlib
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

# Subresource integrity of 5.3.8, as published on getbootstrap.com.
PUBLISHED = {
    "bootstrap/css/bootstrap.min.css": (
        "sRIl4kxILFvY47J16cr9ZwB07vP4J8+LH7qKQnuqkuIAvNWLzeN8tE5YBujZqJLB"
    ),
    "bootstrap/js/bootstrap.bundle.min.js": (
        "FKyoEForCGlyvwx9Hj09JcYn3nv7wiPVlz7YYwJrWVcXK/BmnVDxM+D2scQbITxI"
    ),
}


@pytest.mark.parametrize(("name", "integrity"), PUBLISHED.items())
def test_bootstrap_is_as_published(name, integrity):
    digest = hashlib.sha384(Path(finders.find(name)).read_bytes()).digest()
    assert base64.b64encode(digest).decode() == integrity
