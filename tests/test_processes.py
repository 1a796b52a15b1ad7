"""The watch over web, worker and beat (bin/_processes): what ends comes back, the others go on."""

import os
import re
import signal
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from django.conf import settings
from kombu import Connection

from partyorg.celery import app

PATIENCE = 120  # seconds; a busy machine takes long to start a worker
BAD = {"1_x": b"", "2_x": b'{"body"', "3_x": b"[]", "4_x": b'{"properties": {}}', "5_x": b"\xff"}


def watching(script: str, **variables) -> subprocess.Popen:
    """A script of bash with the functions of bin/_processes, away from the caller's settings."""
    foreign = ("DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE", "PARTYORG_")
    clean = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
    return subprocess.Popen(
        ["bash", "-c", f"set -euo pipefail; . bin/_env; . bin/_processes; {script}"],
        cwd=settings.BASE_DIR,
        env=clean | {name: str(value) for name, value in variables.items()},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def until(condition):
    """What the condition brings, once it is true."""
    for _ in range(PATIENCE * 10):
        if found := condition():
            return found
        time.sleep(0.1)
    raise TimeoutError


# --- Fake processes ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "change", "pauses"),
    [
        ("worker", "", ["1", "2", "4"]),
        ("beat", "LONGEST_PAUSE=2", ["1", "2", "2"]),
        ("web", "STEADY_AFTER=0", ["1", "1", "1"]),
    ],
)
def test_what_ends_is_started_again_with_growing_pauses(name, change, pauses):
    fakes = "short() { COMMAND=(true); }; long() { COMMAND=(sleep 99); }"
    script = f"{change}\n{fakes}; start {name} short; start other long; watch 127.0.0.1:1 ''"
    with watching(script) as watch:
        said = [watch.stdout.readline() for _ in pauses]
        other = child(watch, "sleep 99")
        watch.terminate()
    assert [re.search(r"in (\d+) s", line)[1] for line in said] == pauses
    assert {line.partition(": ")[2].partition(" has")[0] for line in said} == {name}
    assert other
    assert not Path(f"/proc/{other}").exists()
    assert watch.returncode == 0


def test_when_web_cannot_come_up_at_all_everything_ends_and_says_so():
    fakes = "short() { COMMAND=(false); }; long() { COMMAND=(sleep 99); }"
    watch = watching(f"{fakes}; start worker long; start web short; watch 127.0.0.1:1 up")
    said = watch.communicate()[0].splitlines()
    assert said[0] == "bash: web has ended before it answered; stopping the others."
    assert said[-1] == "bash: stopped"
    assert watch.returncode == 1


# --- The program itself -----------------------------------------------------------------------


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
def program(data):
    """Web, worker and beat, without Redis; the worker has said that it is ready."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    script = f"""
        LOG={data}/log
        STOP_AFTER=5
        start web web_command {address} 1 2
        start worker worker_command 1
        start beat beat_command
        watch {address} up"""
    with watching(script, PARTYORG_DATA=data, PARTYORG_DEMO=1) as watch:
        try:
            assert watch.stdout.readline() == "up\n"
            until(lambda: " ready." in log(data))
            watch.address = address
            yield watch
        finally:
            watch.terminate()
    assert watch.returncode == 0


def child(watch: subprocess.Popen, words: str) -> int | None:
    """The process with these words in its command that the script has started."""
    children = Path(f"/proc/{watch.pid}/task/{watch.pid}/children").read_text().split()
    for pid in children:
        if words in Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " "):
            return int(pid)
    return None


def is_left(group: int) -> bool:
    """Some process of this group runs."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def log(data: Path) -> str:
    return (data / "log").read_text()


def accumulated(data: Path) -> bool:
    """A task sent now is done."""
    folder = {"folder": data / "broker/queue"}
    with Connection(transport="partyorg.broker:Transport", transport_options=folder) as connection:
        task = app.send_task("celery.accumulate", args=[1], queue="celery", connection=connection)
    return bool(until(lambda: f"celery.accumulate[{task.id}] succeeded" in log(data)))


class Visitor(threading.Thread):
    """Asks for a page again and again, as long as the block lasts."""

    def __init__(self, address: str):
        super().__init__()
        self.url, self.over, self.statuses = f"http://{address}/healthz", threading.Event(), []

    def run(self):
        while not self.over.wait(0.05):
            try:
                with urllib.request.urlopen(self.url, timeout=10) as answer:
                    self.statuses.append(answer.status)
            except urllib.error.URLError as error:
                self.statuses.append(error.reason)

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *error):
        self.over.set()
        self.join()


def test_bad_messages_are_set_aside_and_the_next_one_is_delivered(program, data):
    worker = child(program, "celery -A partyorg worker")
    for name, content in BAD.items():
        (data / f"broker/queue/{name}.celery.msg").write_bytes(content)
    assert accumulated(data)
    bad, aside = sorted(f"{name}.celery.msg" for name in BAD), data / "broker/unreadable"
    assert until(lambda: sorted(path.name for path in aside.glob("*")) == bad)
    for name in BAD:
        assert log(data).count(f"{name}.celery.msg is no message, it is set aside") == 1
    assert child(program, "celery -A partyorg worker") == worker


def test_killed_beat_and_worker_come_back_while_pages_go_on(program, data):
    web, worker, beat = (
        child(program, word) for word in ("gunicorn", "partyorg worker", "partyorg beat")
    )
    with Visitor(program.address) as visitor:
        os.kill(worker, signal.SIGKILL)
        os.kill(beat, signal.SIGKILL)
        assert until(lambda: child(program, "partyorg worker") not in (None, worker))
        assert until(lambda: child(program, "partyorg beat") not in (None, beat))
    until(lambda: not is_left(worker))
    assert set(visitor.statuses) == {200}
    assert child(program, "gunicorn") == web
