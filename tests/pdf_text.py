"""What a PDF says, page by page, in the order in which it was written."""

import subprocess


def lines_of(document: bytes) -> list[list[str]]:
    """The lines of each page, without empty ones; words divided by single spaces."""
    command = ["pdftotext", "-raw", "-enc", "UTF-8", "-", "-"]
    run = subprocess.run(  # noqa: S603 (Debian's own, no shell)
        command, input=document, capture_output=True, check=True
    )
    *pages, after_the_last = run.stdout.decode().split("\f")
    assert not after_the_last
    return [
        [" ".join(line.split()) for line in page.splitlines() if line.strip()] for page in pages
    ]


def pages_of(document: bytes) -> list[str]:
    """The text of each page, words divided by single spaces."""
    return [" ".join(lines) for lines in lines_of(document)]


def text_of(document: bytes) -> str:
    """The text of all pages, words divided by single spaces."""
    return " ".join(pages_of(document))


def packed(text: str) -> str:
    """Without any white space, because a line may end within words that belong together."""
    return "".join(text.split())
