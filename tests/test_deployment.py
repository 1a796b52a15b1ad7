"""What docker-compose.yml, the proxy and the example of variables say, read as text."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
COMPOSE = (ROOT / "docker-compose.yml").read_text()
EXAMPLE = (ROOT / "deploy/env.example").read_text()
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
