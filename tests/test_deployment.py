"""What docker-compose.yml, the proxy and the example of variables say, read as text."""

import re
from pathlib import Path

import pytest

from common.files import MOST_MB

ROOT = Path(__file__).resolve().parent.parent
COMPOSE = (ROOT / "docker-compose.yml").read_text()
EXAMPLE = (ROOT / "deploy/env.example").read_text()
PROXY = (ROOT / "deploy/nginx.conf").read_text()
SERVICES = ["proxy", "migrate", "web", "worker", "beat", "postgres", "redis"]


def block_of(name: str) -> str:
    """What stands under this service, with what all containers of the program have."""
    services = COMPOSE.partition("\nservices:\n")[2].partition("\nsecrets:\n")[0]
    own = re.search(rf"^  {name}:\n(.*?)(?=^  \S|\Z)", services, re.DOTALL | re.MULTILINE).group(1)
    shared = COMPOSE.partition("\nx-app: &app\n")[2].partition("\nservices:\n")[0]
    return own + shared if "<<: *app" in own else own


@pytest.mark.parametrize("name", SERVICES)
def test_each_container_has_a_limit_of_memory_and_of_its_log(name):
    block = block_of(name)
    assert len(re.findall(r"^ +mem_limit: \S+$", block, re.MULTILINE)) == 1
    assert "logging: *logging\n" in block


def test_only_who_sends_letters_and_who_is_asked_has_a_way_out():
    networks = {name: re.search(r"networks: \[(.+)\]", block_of(name)) for name in SERVICES}
    out = [name for name, found in networks.items() if found and "outside" in found.group(1)]
    assert out == ["proxy", "worker"]


def test_each_variable_of_docker_compose_stands_in_the_example():
    asked = set(re.findall(r"\$\{(\w+)", COMPOSE))
    given = set(re.findall(r"^(\w+)=", EXAMPLE, re.MULTILINE))
    assert asked == given


def test_what_is_for_bin_serve_alone_stands_there_as_a_comment():
    """As a line of .env it would reach no container, or the wrong one."""
    read = set()
    for path in [ROOT / "partyorg/settings.py", ROOT / "bin/serve", *(ROOT / "upkeep").rglob("*.py")]:
        read |= set(re.findall(r"\b(PARTYORG_[A-Z_]*[A-Z]|DATABASE_URL|REDIS_URL)\b", path.read_text()))
    told = set(re.findall(r"^(?:# )?([A-Z_]+)=", EXAMPLE, re.MULTILINE))
    assert read - told <= {"PARTYORG_DEMO", "PARTYORG_DEBUG"}
    assert {"PARTYORG_TRUST_PROXY", "PARTYORG_DATA", "PARTYORG_BIND"} <= told


def test_the_proxy_keeps_the_port_that_forms_are_compared_with():
    https = PROXY.partition("listen 443")[2]
    assert "proxy_set_header Host $http_host;" in https
    assert "$host;" not in https


def test_the_proxy_leads_nobody_to_a_host_of_his_own_choice(client, settings):
    """It hands the host on; the program knows its own."""
    http = PROXY.partition("listen 80")[2].partition("listen 443")[0]
    assert "return 30" not in http and "proxy_set_header X-Forwarded-Proto http;" in http
    settings.SECURE_SSL_REDIRECT = True
    settings.ALLOWED_HOSTS = ["dang.example.vn"]
    answer = client.get("/units/?q=a", headers={"host": "dang.example.vn"})
    assert (answer.status_code, answer.url) == (301, "https://dang.example.vn/units/?q=a")
    assert client.get("/units/", headers={"host": "khac.example.vn"}).status_code == 400


@pytest.mark.parametrize("status", [413, 502, 504])
def test_answers_of_the_proxy_itself_are_pages_in_vietnamese(status):
    assert f"error_page {status} /proxy-pages/{status}.html;" in PROXY
    page = (ROOT / f"deploy/pages/{status}.html").read_text()
    assert '<html lang="vi">' in page and "vừa gửi" in page
    assert "data-failed" in page  # what was typed stays in the browser
    assert "style=" not in page and "<style" not in page
    assert "./deploy/pages:/etc/nginx/pages:ro" in block_of("proxy")


def test_the_proxy_lets_through_the_largest_file_with_its_form():
    assert f"client_max_body_size {MOST_MB + 1}m;" in PROXY
    assert f"lớn hơn {MOST_MB} MB" in (ROOT / "deploy/pages/413.html").read_text()
