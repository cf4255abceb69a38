"""Taking files in: bad ones are refused with a reason and leave nothing, good ones are kept before the answer."""

from __future__ import annotations

import io
import zipfile
from concurrent.futures import ThreadPoolExecutor

import pymupdf
import pytest

from core.errors import (
    BadArgument,
    Conflict,
    DamagedFile,
    EmptyFile,
    FileTooLarge,
    LockedFile,
    NotAllowed,
    NotFound,
    UnsupportedType,
)
from core.models import CaseState, UploadOptions
from core.principal import LOCAL_ADMIN, Principal, Role
from core.views import CaseQuery

ZERO_PAGES = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"


def upload(library, data, name="case.pdf", who=LOCAL_ADMIN, password=None, **options):
    return library.upload(who, io.BytesIO(data), name, UploadOptions(**options), password)


def titled(library, name):
    return [row.case_id for row in library.cases(LOCAL_ADMIN, CaseQuery(q=name)).items]


def originals(library):
    return {path.name for path in library.settings.originals_dir.rglob("*.pdf")}


@pytest.mark.parametrize(
    ("make", "error", "says"),
    [
        (lambda pdf: b"", EmptyFile, "empty"),
        (lambda pdf: b"Dear Sir or Madam", UnsupportedType, "PDF"),
        (lambda pdf: b"PK\x03\x04" + bytes(100), UnsupportedType, "PDF"),
        (lambda pdf: b"%PDF-1.7\n" + bytes(500), DamagedFile, "damaged"),
        (lambda pdf: pdf("Cut short.")[:120], DamagedFile, "damaged"),
        (lambda pdf: ZERO_PAGES, DamagedFile, "no page could be found"),
        (lambda pdf: pdf("Locked.", password="open"), LockedFile, "locked"),
        (lambda pdf: pdf("Large.") + bytes(3_000_000), FileTooLarge, "larger than 2 MB"),
        (lambda pdf: _pages(5001), FileTooLarge, "5,001 pages"),
    ],
)
def test_what_cannot_be_kept_is_refused_and_leaves_nothing(library, pdf, make, error, says):
    before = originals(library)
    with pytest.raises(error, match=says) as told:
        upload(library, make(pdf), name=f"refused-{error.__name__}-{says[:3]}.pdf")
    assert told.value.hint
    assert titled(library, f"refused-{error.__name__}-{says[:3]}.pdf") == []
    assert originals(library) == before


def _pages(count):
    with pymupdf.open() as document:
        for _ in range(count):
            document.new_page()
        return document.tobytes()


def test_a_password_opens_and_the_original_stays_locked(library, pdf, finished):
    data = pdf("Sealed by order of the probate registrar.", password="open")
    with pytest.raises(LockedFile, match="does not open"):
        upload(library, data, password="wrong")
    receipt = upload(library, data, password="open")
    status = finished(receipt.case_id)
    assert (status.processing_status, status.pages_searchable) == (CaseState.INDEXED, 1)
    original = library.original(LOCAL_ADMIN, receipt.case_id)
    assert original.path.read_bytes() == data
    library.delete(LOCAL_ADMIN, receipt.case_id)
    assert not [name for name in originals(library) if name.startswith(original.sha256)]


def test_the_same_bytes_at_once_are_one_case(library, pdf):
    data = pdf("Handed over by six clients at the same moment.")
    with ThreadPoolExecutor(6) as clients:
        receipts = list(clients.map(lambda number: upload(library, data, f"{number}.pdf"), range(6)))
    assert len({receipt.case_id for receipt in receipts}) == 1
    assert sorted(receipt.duplicate for receipt in receipts) == [False] + [True] * 5
    assert library.case(LOCAL_ADMIN, receipts[0].case_id).document_hash


def test_the_same_bytes_deleted_and_uploaded_at_once_keep_their_original(library, pdf):
    data = pdf("Deleted by one and uploaded by another.")
    for _ in range(5):
        case_id = upload(library, data, process_immediately=False).case_id
        with ThreadPoolExecutor(2) as both:
            deleted = both.submit(library.delete, LOCAL_ADMIN, case_id)
            again = both.submit(upload, library, data, process_immediately=False)
            deleted.result()
            receipt = again.result()
        if receipt.duplicate:  # it came before the deletion
            continue
        assert library.original(LOCAL_ADMIN, receipt.case_id).path.read_bytes() == data
        library.delete(LOCAL_ADMIN, receipt.case_id)


def test_a_duplicate_says_how_to_go_on(library, pdf, finished):
    data = pdf("Archived, then handed over again.")
    first = upload(library, data)
    finished(first.case_id)
    library.archive(LOCAL_ADMIN, first.case_id)
    again = upload(library, data)
    assert (again.duplicate, again.case_id, again.processing_status) == (True, first.case_id, CaseState.ARCHIVED)
    assert "restore" in again.hint


def test_what_was_said_is_on_the_card_before_anything_is_read(library, pdf):
    receipt = upload(library, pdf("Said at upload."), "a/b\\c\x00d.pdf", title="My title", court="My court", process_immediately=False)
    case = library.case(LOCAL_ADMIN, receipt.case_id)
    assert (case.title, case.court, case.file_name, case.page_count) == ("My title", "My court", "cd.pdf", 1)
    assert (case.processing_status, receipt.processing_status) == (CaseState.UPLOADED, CaseState.UPLOADED)


def test_a_batch_says_of_each_what_became_of_it(library, pdf):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("in/zip.pdf", pdf("In a ZIP."))
        archive.writestr("letter.rtf", b"{\\rtf1 No opinion.}")
    held.seek(0)
    files = [("good.pdf", io.BytesIO(pdf("Good one."))), ("bad.pdf", io.BytesIO(b"bad")), ("many.zip", held), ("climbs.zip", io.BytesIO(_climbing()))]
    receipt = library.upload_batch(LOCAL_ADMIN, files, UploadOptions(title="Not for all", process_immediately=False))
    assert [(item.filename, item.success) for item in receipt.items] == [
        ("good.pdf", True),
        ("bad.pdf", False),
        ("zip.pdf", True),
        ("letter.rtf", False),
        ("climbs.zip", False),
    ]
    assert all(item.error and item.hint for item in receipt.items if not item.success)
    status = library.batch(LOCAL_ADMIN, receipt.batch_id)
    assert (status.total, status.failed) == (5, 3)
    assert "Not for all" not in {library.case(LOCAL_ADMIN, item.case_id).title for item in receipt.items if item.case_id}


def _climbing():
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("../../out.pdf", b"%PDF")
    return held.getvalue()


@pytest.mark.parametrize("call", ["case", "status", "process", "archive", "restore", "delete", "original"])
def test_unknown_ids_and_other_workspaces_are_not_found(library, pdf, call):
    case_id = upload(library, pdf("Ours alone."), process_immediately=False).case_id
    stranger = Principal("stranger", Role.ADMIN, "elsewhere")
    for who, wanted in ((LOCAL_ADMIN, "no-such-id"), (stranger, case_id)):
        with pytest.raises(NotFound):
            getattr(library, call)(who, wanted)


def test_viewers_read_only(library, pdf):
    viewer = Principal("viewer", Role.VIEWER)
    with pytest.raises(NotAllowed):
        upload(library, pdf("Not by viewers."), who=viewer)
    case_id = upload(library, pdf("Not by viewers."), process_immediately=False).case_id
    assert library.status(viewer, case_id).pages_total == 1
    for call in (library.delete, library.archive, library.process):
        with pytest.raises(NotAllowed):
            call(viewer, case_id)


def test_asking_for_what_does_not_fit_is_said(library, pdf):
    case_id = upload(library, pdf("One page."), process_immediately=False).case_id
    with pytest.raises(BadArgument, match="pages 1 to 1"):
        library.process(LOCAL_ADMIN, case_id, [2])
    with pytest.raises(Conflict):
        library.restore(LOCAL_ADMIN, case_id)
