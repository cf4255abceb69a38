"""The Tesseract program: whether it is there, and running it on one image under a deadline. Imports nothing heavy."""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable

from core.errors import Unavailable

PROGRAM = "tesseract"
_LANGUAGES = re.compile(r"[A-Za-z0-9_]+(?:\+[A-Za-z0-9_]+)*")
_PR_SET_PDEATHSIG = 1
_QUESTION_SECONDS = 10
_NOT_INSTALLED = "Tesseract is not installed; on Debian or Ubuntu: sudo apt-get install tesseract-ocr"


class OcrFailed(Exception):
    """Tesseract gave up on this image; the message says why."""


class OcrTooSlow(OcrFailed):
    """The deadline passed; the process was killed."""


def availability(language: str) -> tuple[bool, str]:
    """Whether scanned pages can be read in `language` ("eng", "eng+fra"), and one line: what is there, or what to do."""
    if shutil.which(PROGRAM) is None:
        return False, _NOT_INSTALLED
    if not _LANGUAGES.fullmatch(language):
        return False, f"HEADNOTE_OCR_LANGUAGE is {language!r}; write languages such as eng or eng+fra"
    try:
        version = _ask("--version").split("\n", 1)[0].removeprefix("tesseract").strip()
        installed = set(_ask("--list-langs").split("\n")[1:])
    except (OSError, subprocess.SubprocessError) as error:
        return False, f"Tesseract does not run ({error}); install it anew"
    missing = [name for name in language.split("+") if name not in installed]
    if missing:
        packages = " ".join(f"tesseract-ocr-{name.replace('_', '-')}" for name in missing)
        return False, f"Tesseract {version} cannot read {', '.join(missing)}; on Debian or Ubuntu: sudo apt-get install {packages}"
    return True, f"Tesseract {version}, {language}"


def run_tesseract(image: bytes, *arguments: str, seconds: float) -> str:
    """What Tesseract prints for `image` (any format it reads). One thread; killed after `seconds`, and with this process.

    Raises OcrTooSlow, OcrFailed, and Unavailable when Tesseract is not installed.
    """
    if seconds <= 0:
        raise OcrTooSlow("no time was left")
    command = [PROGRAM, "stdin", "stdout", *arguments]
    try:
        done = subprocess.run(
            command,
            input=image,
            capture_output=True,
            timeout=seconds,
            check=False,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
            preexec_fn=_die_with(os.getpid()),
        )
    except subprocess.TimeoutExpired as error:
        raise OcrTooSlow(f"it took longer than {seconds:.0f} seconds") from error
    except FileNotFoundError as error:
        raise Unavailable(_NOT_INSTALLED.split(";")[0] + ".", "Install it; pages that wait for it are read then.") from error
    if done.returncode:
        raise OcrFailed(_last_line(done.stderr) or f"Tesseract ended with {done.returncode}")
    return done.stdout.decode("utf-8", "replace")


def _ask(option: str) -> str:
    return subprocess.run([PROGRAM, option], capture_output=True, text=True, timeout=_QUESTION_SECONDS, check=True).stdout


def _die_with(parent: int) -> Callable[[], None] | None:
    """For the child: be killed when the process that started it dies, however it dies (Linux only)."""
    if sys.platform != "linux":
        return None
    prctl = ctypes.CDLL(None).prctl

    def arrange() -> None:
        prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)  # it died before this was arranged

    return arrange


def _last_line(output: bytes) -> str:
    lines = output.decode("utf-8", "replace").strip().splitlines()
    return lines[-1][:200] if lines else ""
