"""What every response says to browsers and caches."""

import re

import pytest
from django.urls import URLPattern, get_resolver

PAGES = ["/", "/accounts/working-year/", "/accounts/password/change/", "/nothing-here/"]


def policy(response) -> dict[str, list[str]]:
    parts = response["Content-Security-Policy"].split("; ")
    return {name: values.split() for name, _, values in (part.partition(" ") for part in parts)}


@pytest.mark.parametrize("path", [*PAGES, "/healthz", "/accounts/login/"])
def test_nothing_runs_that_is_not_ours(client, secretary, path):
    if path not in {"/healthz", "/accounts/login/"}:
        client.force_login(secretary)
    response = client.get(path)
    rules = policy(response)
    assert rules["default-src"] == ["'none'"]
    assert rules["script-src"] == rules["style-src"] == rules["form-action"] == ["'self'"]
    assert rules["frame-ancestors"] == rules["base-uri"] == rules["object-src"] == ["'none'"]
    assert "unsafe" not in response["Content-Security-Policy"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("path", PAGES)
def test_signed_in_page_is_kept_by_no_cache(client, secretary, path):
    client.force_login(secretary)
    assert client.get(path)["Cache-Control"] == "no-store, private"


def test_sign_in_page_is_kept_by_no_cache(client):
    assert "no-store" in client.get("/accounts/login/")["Cache-Control"]


def test_codes_are_kept_by_no_cache(client, admin, secretary):
    client.force_login(admin)
    response = client.post(f"/administration/accounts/{secretary.pk}/password/")
    assert response["Cache-Control"] == "no-store, private"


@pytest.mark.parametrize("path", [*PAGES, "/accounts/login/"])
def test_pages_hold_no_inline_script_or_style(client, secretary, path):
    if path != "/accounts/login/":
        client.force_login(secretary)
    html = client.get(path).content.decode()
    assert "<html" in html
    assert "<style" not in html
    assert " style=" not in html
    assert " onclick=" not in html
    scripts = re.findall(r"<script[^>]*>[^<]*", html)
    assert scripts and all(re.fullmatch(r'<script[^>]* src="[^"]+"[^>]*>', one) for one in scripts)


def addresses(resolver, before="/") -> list[str]:
    """Every route without an argument."""
    found = []
    for entry in resolver.url_patterns:
        address = f"{before}{entry.pattern}"
        if "<" not in address:
            is_page = isinstance(entry, URLPattern)
            found += [address] if is_page else addresses(entry, address)
    return found


def test_every_route_says_so(client, office):
    client.force_login(office)
    routes = addresses(get_resolver())
    assert len(routes) > 25
    for route in routes:
        response = client.get(route)
        assert policy(response)["script-src"] == ["'self'"], route
        assert response["X-Content-Type-Options"] == "nosniff", route
        assert "no-store" in response["Cache-Control"], route
