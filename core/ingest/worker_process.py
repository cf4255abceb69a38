"""A worker process: reads tasks from stdin, answers on stdout, dies with its parent. Nothing of the parent is imported.

Frames are a little-endian uint32 length and a pickle. Only code of this repository runs here, on untrusted documents: so the
process has a memory limit, and whoever sent the task kills it when it takes too long.
"""

from __future__ import annotations

import os
import pickle
import signal
import struct
import sys
from typing import IO, Any

HEADER = struct.Struct("<I")


def read_frame(stream: IO[bytes]) -> Any:
    """The next object, or `EOFError` when the other side is gone."""
    header = stream.read(HEADER.size)
    if len(header) < HEADER.size:
        raise EOFError
    (length,) = HEADER.unpack(header)
    body = stream.read(length)
    if len(body) < length:
        raise EOFError
    return pickle.loads(body)  # noqa: S301 - both ends are this program, over a private pipe


def write_frame(stream: IO[bytes], value: Any) -> None:
    body = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    stream.write(HEADER.pack(len(body)) + body)
    stream.flush()


def die_with_parent() -> None:
    """Linux: be killed when the parent is. Elsewhere the closed pipe ends the loop."""
    if sys.platform == "linux":
        import ctypes

        set_parent_death_signal = 1  # PR_SET_PDEATHSIG
        ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGKILL)


def limit_memory(megabytes: int) -> None:
    """A document that asks for more gets a MemoryError, or costs this process; never the machine."""
    if os.name == "posix" and megabytes:
        import resource

        size = megabytes * 1024 * 1024
        resource.setrlimit(resource.RLIMIT_AS, (size, size))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _answer(task: tuple[Any, tuple[Any, ...], dict[str, Any]]) -> tuple[bool, Any]:
    function, args, kwargs = task
    try:
        return True, function(*args, **kwargs)
    except Exception as error:  # noqa: BLE001 - whatever it is, it belongs to whoever asked
        return False, error


def main() -> None:
    die_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the app, which closes the pipe
    tasks, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints goes to the log, never between frames
    limit_memory(int(sys.argv[1]))
    while True:
        try:
            task = read_frame(tasks)
        except EOFError:
            return
        except Exception as error:  # noqa: BLE001 - a task that cannot be unpickled (its module does not import)
            write_frame(answers, (False, error))
            continue
        reply = _answer(task)
        try:
            write_frame(answers, reply)
        except OSError:
            return  # nobody is there to be answered
        except Exception as error:  # noqa: BLE001 - pickling runs code of the answer, which can raise anything
            write_frame(answers, (False, RuntimeError(f"the answer cannot be sent ({type(reply[1]).__name__}: {error})"[:500])))


if __name__ == "__main__":
    main()
