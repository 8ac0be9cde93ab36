"""A PostgreSQL server for tests: started from the system's packages, in a folder that is thrown away.

It listens on a free port of this machine only and asks for a password made for this one run.
"""

import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

USER = "soleus"
INSTALL = "PostgreSQL is not installed: apt-get install postgresql"


def _programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        raise RuntimeError(INSTALL)
    return found[-1].parent


@contextmanager
def server(*, durable: bool = False) -> Iterator[str]:
    """The address of a server, as DATABASE_URL has it; durable: each commit waits for the disk."""
    programs = _programs()
    folder = Path(tempfile.mkdtemp(prefix="soleus-postgres-"))
    # PostgreSQL refuses to run as root.
    other = "postgres" if os.geteuid() == 0 else None
    if other:
        account = pwd.getpwnam(other)
        os.chown(folder, account.pw_uid, account.pw_gid)
    password = secrets.token_hex()
    secret, data = folder / "password", folder / "data"
    secret.write_text(password)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    def run(program: str, *arguments: str) -> None:
        with (folder / "output").open("wb") as output:
            done = subprocess.run(  # noqa: S603 (the system's own programs)
                [programs / program, "-D", data, *arguments],
                cwd=folder,
                stdout=output,
                stderr=output,
                check=False,
                user=other,
                group=other,
                extra_groups=[] if other else None,
            )
        if done.returncode:
            raise RuntimeError(f"{program} failed: {(folder / 'output').read_text()}")

    settings = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories= "
    if not durable:
        settings += "-c fsync=off -c full_page_writes=off"
    try:
        run(
            "initdb", "-U", USER, "-A", "scram-sha-256", "--pwfile", str(secret), "-E", "UTF8", "-N"
        )
        run("pg_ctl", "-w", "-l", str(folder / "log"), "-o", settings, "start")
        try:
            yield f"postgres://{USER}:{password}@127.0.0.1:{port}/postgres"
        finally:
            run("pg_ctl", "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)
