"""From the upload to the search result and back out again, through `Library`."""

from __future__ import annotations

import io
import time
from datetime import date

import pymupdf
import pytest
from made_pdfs import PROSE, scanned, typeset

from core.doctor import diagnose
from core.errors import Conflict, NotFound
from core.library import Library
from core.models import CaseState, Disposition, PageState, Party, PartyRole, UploadOptions
from core.principal import LOCAL_ADMIN
from core.views import CaseCorrection, SearchRequest


def upload(library, data, name="case.pdf", **options):
    return library.upload(LOCAL_ADMIN, io.BytesIO(data), name, UploadOptions(**options)).case_id


def found(library, query, mode="lexical"):
    return [hit.case_id for hit in library.search(LOCAL_ADMIN, SearchRequest(query=query, mode=mode)).results]


def test_a_held_case_waits_and_is_then_read(library, pdf, finished):
    case_id = upload(library, pdf("The ferryman of Quillhaven held a franchise."), process_immediately=False)
    assert library.queue(LOCAL_ADMIN).counts["held"] >= 1
    assert found(library, "ferryman Quillhaven") == []
    assert library.status(LOCAL_ADMIN, case_id).progress == 0
    library.process(LOCAL_ADMIN, case_id)
    status = finished(case_id)
    assert (status.processing_status, status.searchable_meaning) == (CaseState.INDEXED, True)
    assert found(library, "ferryman Quillhaven") == [case_id]
    assert [entry.step for entry in (status.log[0], status.log[-1])] == ["upload", "index"]


def test_some_pages_asked_of_a_case_never_read_are_all_of_it(library, pdf, finished):
    case_id = upload(library, pdf("First.", "Second.", "Third."), process_immediately=False)
    library.process(LOCAL_ADMIN, case_id, [2])
    status = finished(case_id)
    assert [page.state for page in status.pages] == [PageState.TEXT] * 3


def test_one_page_is_read_again_and_the_others_stay(library, pdf, finished):
    case_id = upload(library, pdf("The first page on millponds.", "The second page on weirs.", "The third page on sluices."))
    finished(case_id)
    before = [passage.passage_id for passage in library.passages_of(LOCAL_ADMIN, case_id)]
    lost = library._engine.record.pages
    lost.put([lost.get(case_id, 2).model_copy(update={"state": PageState.FAILED, "text": "", "content": "", "error": "lost"})])
    library.process(LOCAL_ADMIN, case_id, [2])
    status = finished(case_id)
    assert [page.state for page in status.pages] == [PageState.TEXT] * 3
    assert [passage.passage_id for passage in library.passages_of(LOCAL_ADMIN, case_id)] == before
    assert library.page(LOCAL_ADMIN, case_id, 2).text.startswith("The second page")
    assert library.case(LOCAL_ADMIN, case_id).embedded_revision == library.case(LOCAL_ADMIN, case_id).text_revision


def test_a_correction_survives_being_read_again(library, pdf, finished, until):
    case_id = upload(library, pdf("A document without any caption whatever."))
    finished(case_id)
    library.correct(LOCAL_ADMIN, case_id, CaseCorrection(title="Right v. Wrong", judges=["Corrigenda"]))
    parties = [Party(name="Right", roles=[PartyRole.PLAINTIFF, PartyRole.APPELLANT]), Party(name="Wrong")]
    new = CaseCorrection(
        caption="RIGHT, Appellant, v. WRONG",
        date_argued=date(2001, 2, 3),
        parties=parties,
        disposition=[Disposition.AFFIRMED_IN_PART],
        parallel_citations=["1 A.3d 2"],
        docket_numbers=["1-2", "1-3"],
    )
    library.correct(LOCAL_ADMIN, case_id, new)
    until(lambda: found(library, "Right v. Wrong"), lambda hits: case_id in hits)
    library.process(LOCAL_ADMIN, case_id)
    finished(case_id)
    case = library.case(LOCAL_ADMIN, case_id)
    assert (case.title, case.judges) == ("Right v. Wrong", ["Corrigenda"])
    assert (case.caption, case.date_argued, case.parties, case.plaintiffs) == ("RIGHT, Appellant, v. WRONG", date(2001, 2, 3), parties, ["Right"])
    assert (case.disposition, case.parallel_citations) == ([Disposition.AFFIRMED_IN_PART], ["1 A.3d 2"])
    assert (case.docket_number, case.docket_numbers) == ("1-2", ["1-2", "1-3"])
    assert {*new.model_fields_set, "judges", "title", "docket_number", "plaintiffs", "defendants"} == set(case.corrected)
    library.correct(LOCAL_ADMIN, case_id, CaseCorrection(judges=None))
    assert library.case(LOCAL_ADMIN, case_id).judges == []


def test_archived_leaves_the_search_and_comes_back(library, pdf, finished, until):
    case_id = upload(library, pdf("The archivist shelved the parchment of Ostravelle."))
    finished(case_id)
    assert library.archive(LOCAL_ADMIN, case_id).processing_status is CaseState.ARCHIVED
    until(lambda: found(library, "parchment Ostravelle"), lambda hits: hits == [])
    until(lambda: found(library, "parchment Ostravelle", "dense"), lambda hits: case_id not in hits)
    with pytest.raises(Conflict):
        library.process(LOCAL_ADMIN, case_id)
    assert library.restore(LOCAL_ADMIN, case_id).processing_status is CaseState.INDEXED
    until(lambda: found(library, "parchment Ostravelle"), lambda hits: hits == [case_id])
    until(lambda: found(library, "parchment Ostravelle", "dense"), lambda hits: case_id in hits)


def left_of(library, case_id):
    """Wherever anything of a case still is."""
    engine = library._engine
    places = {
        "cases": case_id in engine.record.cases.ids() or case_id in dict(engine.record.cases.deleting()),
        "pages": bool(engine.record.pages.of_case(case_id)),
        "passages": bool(engine.record.passages.of_case(case_id)),
        "job": engine.record.jobs.get(case_id) is not None,
        "words": case_id in engine.terms.stamps,
        "meaning": case_id in engine.succession.new.stamps,
        "list": case_id in engine.roster.ids(),
    }
    return {name for name, there in places.items() if there}


def test_deleting_leaves_nothing(library, pdf, finished, until):
    case_id = upload(library, pdf("The dredger of Nethermoor is to be forgotten."))
    finished(case_id)
    path = library.original(LOCAL_ADMIN, case_id).path
    library.delete(LOCAL_ADMIN, case_id)
    with pytest.raises(NotFound):
        library.case(LOCAL_ADMIN, case_id)
    until(lambda: left_of(library, case_id), lambda left: not left)
    assert not path.exists()
    assert found(library, "dredger Nethermoor") == []


def test_deleting_what_is_being_read_leaves_nothing_either(library, pdf, until):
    data = pdf(*[f"Page {number} of a long document about towpaths. " * 20 for number in range(150)])
    for pause in (0.0, 0.3, 0.8):
        case_id = upload(library, data)
        until(lambda case_id=case_id: library.status(LOCAL_ADMIN, case_id).processing_status, lambda state: state is not CaseState.UPLOADED)
        time.sleep(pause)
        library.delete(LOCAL_ADMIN, case_id)
        until(lambda case_id=case_id: left_of(library, case_id), lambda left: not left)


def test_a_document_without_text_says_so(library, pdf, finished):
    status = finished(upload(library, pdf("", "")))
    assert (status.processing_status, status.pages_searchable, status.partial) == (CaseState.INDEXED, 0, False)
    assert [page.state for page in status.pages] == [PageState.BLANK] * 2
    assert "No text was found" in status.log[-1].message
    assert not status.searchable_words


@pytest.mark.slow
def test_five_thousand_pages_are_read(library, finished, until):
    with pymupdf.open() as document:
        for number in range(1, 5001):
            document.new_page().insert_text((72, 72), f"Leaf {number} of the great ledger.", fontsize=11)
        data = document.tobytes(garbage=3, deflate=True)
    case_id = upload(library, data, "great-ledger.pdf")
    status = until(lambda: library.status(LOCAL_ADMIN, case_id), lambda status: status.searchable_words, 120)
    assert (status.pages_total, status.pages_searchable) == (5000, 5000)
    library.delete(LOCAL_ADMIN, case_id)


@pytest.fixture
def half_scanned(tmp_path):
    """Two pages: one typeset, one a picture."""
    picture = scanned(typeset(tmp_path / "source.pdf", PROSE), tmp_path / "scan.pdf")
    with (
        pymupdf.open(typeset(tmp_path / "text.pdf", "A typeset page about the lighthouse at Skerryvane.")) as document,
        pymupdf.open(picture) as scan,
    ):
        document.insert_pdf(scan)
        return document.tobytes()


def test_scans_wait_while_ocr_is_off_and_a_later_start_reads_them(settings_for, half_scanned, tmp_path, until):
    data = str(tmp_path / "data")
    without = Library(settings_for(HEADNOTE_DATA_DIR=data))
    try:
        case_id = upload(without, half_scanned)
        status = until(lambda: without.status(LOCAL_ADMIN, case_id), lambda status: status.progress == 1, 60)
        assert (status.processing_status, status.partial) == (CaseState.INDEXED, True)
        assert [page.state for page in status.pages] == [PageState.TEXT, PageState.WAITING]
        assert found(without, "lighthouse Skerryvane") == [case_id]
        assert without.health().services["ocr"].status == "off"
    finally:
        without.close()
    settings = settings_for(HEADNOTE_DATA_DIR=data, HEADNOTE_OCR="auto")
    reading = Library(settings)
    try:
        reading.wait_ready()
        status = until(lambda: reading.status(LOCAL_ADMIN, case_id), lambda status: not status.partial and status.progress == 1, 90)
        assert [page.state for page in status.pages] == [PageState.TEXT, PageState.OCR]
        assert status.pages[1].ocr_confidence > 0.5
        assert found(reading, '"which no court in this circuit has ever done"') == [case_id]
        assert diagnose(settings).ok
    finally:
        reading.close()
