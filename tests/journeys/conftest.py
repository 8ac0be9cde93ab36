"""The browser of the journeys: Debian's Chromium, which asks no host outside for anything."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from intake.models import User
from tests.conftest import PASSWORD

# Milliseconds. A letter is rendered while other tests keep the machine busy.
PATIENCE = 30_000
# An expired login, a conflict and a refused form have an answer on the page itself. A request that
# is cut off because the page is left is no fault; of a real one the browser complains itself. 400
# is Django's answer to a request under way while its login is taken away; it is sent again.
TOLD_ON_THE_PAGE = re.compile(
    r"(status of|Status Error Code) (400|401|409|422)|^htmx:(afterRequest|sendAbort|sendError),"
)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    return {
        "executable_path": "/usr/bin/chromium",
        "args": [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ],
    }


@pytest.fixture
def log_in(live_server: LiveServer, browser: Browser) -> Iterator[Callable[[User], Page]]:
    """A browser of somebody's own, logged in. Whatever the console complains of fails the test."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []
    expect.set_options(timeout=PATIENCE)

    def open_as(user: User) -> Page:
        context = browser.new_context(base_url=live_server.url)
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.on(
            "console",
            lambda message: (
                complaints.append(message.text)
                if message.type in ("error", "warning")
                and not TOLD_ON_THE_PAGE.search(message.text)
                else None
            ),
        )
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto("/")
        page.get_by_label("User name").fill(user.username)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Log in").click()
        expect(page.get_by_role("button", name="Log out")).to_be_visible()
        return page

    yield open_as
    for context in contexts:
        context.close()
    assert complaints == []
