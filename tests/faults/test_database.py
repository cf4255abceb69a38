"""The database killed in the middle of things: everything acknowledged finishes, and what is asked meanwhile is told."""

from __future__ import annotations

import io
import json
import os
import signal
import time

import pytest

from core.doctor import diagnose
from core.errors import Unavailable
from core.library import Library
from core.models import CaseState, UploadOptions
from core.principal import LOCAL_ADMIN

pytestmark = pytest.mark.faults


def kill_database(settings):
    os.kill(json.loads((settings.record_dir / "server.json").read_text())["pid"], signal.SIGKILL)


def state_of(library, case_id):
    try:
        return library.status(LOCAL_ADMIN, case_id).processing_status
    except Unavailable:
        return None


def test_the_database_gone_and_back(settings_for, pdf, until):
    settings = settings_for()
    library = Library(settings)
    try:
        library.wait_ready()
        acknowledged = []
        for number in range(12):
            data = pdf(*[f"Document {number}, page {page}, on drawbridges. " * 10 for page in range(8)])
            try:
                acknowledged.append(library.upload(LOCAL_ADMIN, io.BytesIO(data), f"{number}.pdf", UploadOptions()).case_id)
            except Unavailable as told:
                assert told.hint  # noqa: PT017 - refusing is allowed here, losing is not
            if number % 4 == 1:
                time.sleep(0.2)
                kill_database(settings)
        assert acknowledged
        for case_id in acknowledged:
            until(lambda case_id=case_id: state_of(library, case_id), lambda state: state is CaseState.INDEXED, 120)
        assert all(not page.error for case_id in acknowledged for page in library.status(LOCAL_ADMIN, case_id).pages)
        until(lambda: library.health().services["database"].status, lambda status: status == "healthy")
    finally:
        library.close()
    diagnosis = diagnose(settings, deep=True, patience=5)
    assert diagnosis.ok, [finding for finding in diagnosis.findings if not finding.ok]
