"""Messages as files: whole, in order, each to one reader; what is none is set aside."""

import threading
from queue import Empty

import pytest
from kombu import Connection

BAD = [
    b"",
    b'{"body": "',
    b"\xff",
    b"null",
    b"[]",
    b"{}",
    b'{"properties": {"delivery_tag": 5}, "headers": {}}',
    b"[" * 100_000,
]


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "queue").mkdir()
    return tmp_path / "queue"


def connect(folder) -> Connection:
    return Connection(transport="partyorg.broker:Transport", transport_options={"folder": folder})


def send(folder, *names):
    with connect(folder) as connection:
        for name in names:
            headers = {"task": name, "id": name}
            connection.Producer().publish([[], {}, {}], routing_key="celery", headers=headers)


def take_all(folder, patience=0.0) -> list[str]:
    """Names of the tasks in the order in which they come."""
    taken, over = [], threading.Event()
    timer = threading.Timer(patience, over.set)
    timer.start()
    with connect(folder) as connection:
        channel = connection.default_channel
        while True:
            last_look = over.is_set()
            try:
                taken.append(channel._get("celery")["headers"]["task"])
            except Empty:
                if last_look:
                    return taken


def test_messages_come_in_order_and_once(folder):
    send(folder, "a", "b", "c")
    assert take_all(folder) == ["a", "b", "c"]
    assert take_all(folder) == []
    assert list(folder.iterdir()) == []


def test_a_queue_counts_and_forgets_its_own_messages_only(folder):
    send(folder, "a", "b")
    (folder / "1_x.other.msg").write_bytes(b"{}")
    with connect(folder) as connection:
        channel = connection.default_channel
        assert channel._size("celery") == 2
        assert channel.queue_purge("celery") == 2
    assert [path.name for path in folder.iterdir()] == ["1_x.other.msg"]


@pytest.mark.parametrize("content", BAD)
def test_what_is_no_message_is_set_aside_and_logged(folder, content, caplog):
    (folder / "1_x.celery.msg").write_bytes(content)
    send(folder, "good")
    assert take_all(folder) == ["good"]
    assert (folder.parent / "unreadable/1_x.celery.msg").read_bytes() == content
    assert [record.message.split(",")[0] for record in caplog.records] == [
        "1_x.celery.msg is no message"
    ]


def test_a_message_being_written_is_not_seen(folder):
    send(folder, "a")
    whole = next(folder.iterdir())
    whole.rename(f"{whole}.draft")
    assert take_all(folder) == []
    assert not (folder.parent / "unreadable").exists()


def test_two_readers_beside_two_writers_lose_and_double_nothing(folder):
    sent = [[f"{writer}-{number}" for number in range(100)] for writer in "ab"]
    taken = []
    work = [threading.Thread(target=send, args=[folder, *names]) for names in sent]
    work += [threading.Thread(target=lambda: taken.extend(take_all(folder, patience=2))) for _ in "12"]
    for thread in work:
        thread.start()
    for thread in work:
        thread.join()
    taken += take_all(folder)
    assert sorted(taken) == sorted(sent[0] + sent[1])
    assert not (folder.parent / "unreadable").exists()
