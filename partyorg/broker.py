"""Messages as files in one folder, for an installation without Redis (docs/decisions/0018).

A file gets its name when it is whole. One that is no message is set aside and logged.
"""

import logging
import time
import uuid
from pathlib import Path
from queue import Empty

from kombu.transport import virtual
from kombu.utils.json import dumps, loads

logger = logging.getLogger(__name__)


class Channel(virtual.Channel):
    """The base does everything but keeping the messages of a queue."""

    @property
    def folder(self) -> Path:
        return Path(self.connection.client.transport_options["folder"])

    def _put(self, queue, message, **kwargs):
        name = f"{time.time_ns()}_{uuid.uuid4().hex}.{queue}.msg"
        draft = self.folder / f"{name}.draft"
        draft.write_text(dumps(message))
        draft.rename(self.folder / name)

    def _get(self, queue):
        for name in self._waiting(queue):
            path = self.folder / name
            try:
                message = self._read(path)
                path.unlink()
            except FileNotFoundError:
                continue  # another worker was faster
            except Exception as error:  # whatever is wrong with it, the next may be good
                self._set_aside(path, error)
            else:
                return message
        raise Empty

    def _size(self, queue):
        return len(self._waiting(queue))

    def _purge(self, queue):
        waiting = self._waiting(queue)
        for name in waiting:
            (self.folder / name).unlink(missing_ok=True)
        return len(waiting)

    def _waiting(self, queue) -> list[str]:
        """Names of files, the oldest first."""
        names = (path.name for path in self.folder.iterdir())
        return sorted(name for name in names if name.partition(".")[2] == f"{queue}.msg")

    def _read(self, path: Path) -> dict:
        """What is kept; raises what the worker would stumble over."""
        content = loads(path.read_bytes())
        message = self.message_to_python(content)
        _, _, _ = message.decode()  # arguments and what belongs to them
        texts = [message.delivery_tag, message.headers["task"], message.headers["id"]]
        texts += [message.delivery_info["exchange"], message.delivery_info["routing_key"]]
        if not all(isinstance(text, str) for text in texts):
            raise TypeError("asks for no task")
        return content

    def _set_aside(self, path: Path, error: Exception) -> None:
        aside = self.folder.with_name("unreadable") / path.name
        aside.parent.mkdir(exist_ok=True)
        logger.error("%s is no message, it is set aside as %s: %r", path.name, aside, error)
        path.replace(aside)


class Transport(virtual.Transport):
    Channel = Channel
    driver_type = driver_name = "files"

    def driver_version(self) -> str:
        return "1"
