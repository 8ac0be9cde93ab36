"""A server that can be killed: Soleus as `make run` serves it, on the database of the tests."""

import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.parse import quote
from urllib.request import urlopen

from django.db import connection

ROOT = Path(__file__).parent.parent.parent
PATIENCE = 90  # seconds; the machine may be busy with other tests


class Server:
    """Two processes of four threads, in a process group of their own."""

    def __init__(self, log: Path) -> None:
        self.log = log
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None
        self._answers = False

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(  # noqa: S603
                [
                    *(sys.executable, "-m", "gunicorn", "--preload", "--no-control-socket"),
                    *("--workers", "2", "--threads", "4", "--bind", f"127.0.0.1:{self.port}"),
                    "tests.journeys.wsgi",
                ],
                cwd=ROOT,
                env={**os.environ, "DATABASE_URL": _database_url()},
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    @property
    def is_up(self) -> bool:
        if self.process is None or self._answers:
            return self._answers
        assert self.process.poll() is None, self.log.read_text()
        try:
            with urlopen(f"{self.url}/healthz", timeout=PATIENCE):  # noqa: S310
                self._answers = True
        except (URLError, ConnectionError):
            pass
        return self._answers

    def kill(self) -> None:
        """All its processes at once, with no time to finish anything."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.process, self._answers = None, False


def _free_port() -> int:
    """A port below those that the system gives to connections: it must be free again after a kill."""
    for port in random.SystemRandom().sample(range(20_000, 32_000), 100):
        with socket.socket() as tried:
            try:
                tried.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise RuntimeError("No port is free.")


def _database_url() -> str:
    """The database of the tests as another process has to be told of it."""
    held = {name: str(value) for name, value in connection.settings_dict.items()}
    if connection.vendor == "sqlite":
        return f"sqlite:///{held['NAME']}"
    login = f"{quote(held['USER'], safe='')}:{quote(held['PASSWORD'], safe='')}"
    return f"postgres://{login}@{held['HOST']}:{held['PORT']}/{held['NAME']}"


@contextmanager
def serving(log: Path) -> Iterator[Server]:
    server = Server(log)
    server.start()
    try:
        wait_until(lambda: server.is_up, server.log.read_text)
        yield server
    finally:
        server.kill()


def wait_until(condition: Callable[[], bool], what: Callable[[], str]) -> None:
    until = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < until, f"waited {PATIENCE} s in vain: {what()}"
        time.sleep(0.02)
