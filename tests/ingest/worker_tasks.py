"""What test workers are told to do, besides their work."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from core.models import Page, PageState


class Unsendable(RuntimeError):
    """An error that can be pickled, but not made again."""

    def __init__(self, first, second):
        super().__init__(first)


class Refuses:
    def __reduce__(self):
        raise ValueError("not this one")


def add(first, second):
    return first + second


def pid():
    return os.getpid()


def fail():
    raise KeyError("reason")


def fail_unsendably():
    raise Unsendable(1, 2)


def crash():
    os.kill(os.getpid(), signal.SIGKILL)


def leave():
    sys.exit(3)


def hang(seconds=60.0):
    time.sleep(seconds)


def hang_with_child(note):
    with subprocess.Popen(["sleep", "60"]) as child:
        Path(note).write_text(str(child.pid))


def close_pipe():
    os.closerange(3, 64)
    time.sleep(60)


def devour():
    return len(bytearray(8 * 1024**3))


def chatter():
    print("this is no answer", flush=True)
    os.write(1, b"nor is this")
    return "answer"


def unpicklable():
    return lambda: None


def refuses():
    return Refuses()


def note(path, text):
    with Path(path).open("a") as file:
        file.write(f"{text} ")


def read_strangely(path: str, case_id: str, numbers: Sequence[int]) -> list[Page]:
    """Reads pages as `path` says, such as "2:crash 5:hang": what happens at which page."""
    troubles = dict(item.split(":") for item in path.split())
    pages = []
    for number in numbers:
        trouble = troubles.get(str(number)) or troubles.get("all")
        {"crash": crash, "hang": hang, "devour": devour, None: lambda: None}[trouble]()
        pages.append(Page(case_id=case_id, number=number, state=PageState.TEXT, text=f"Page {number}."))
    return pages
