"""How a page with a form answers."""


def status_of(form) -> int:
    """422 when what was sent is refused and shown again, so that browser and tests can tell."""
    return 422 if form.errors else 200
