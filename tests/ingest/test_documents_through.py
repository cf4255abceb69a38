"""Documents without paper go through the same pipeline: kept as they are, searchable, shown, cited by paragraph."""

from __future__ import annotations

import io
import zipfile

import pytest
from made_documents import RECORD, docx, docx_of, p

from core.errors import BadFile
from core.models import CaseState, UploadOptions
from core.principal import LOCAL_ADMIN
from core.views import CaseFilters, SearchRequest

HTML = b"""<html><head><title>t</title><script>secretscript()</script></head><body><p>Ruth AVERILL, Plaintiff, v. Tobias CRANE, Defendant.</p>
<p>MARLOWE, J.</p><p>The {word} ferry was moored without leave.<a href="#n1" id="r1">1</a></p><p hidden>invisibleink</p>
<p><a id="n1" href="#r1">1</a> See the harbour {word} book.</p></body></html>"""
TEXT = "IN THE SUPREME COURT\n\nNo. 31-77\n\nThe {word} pier was built of oak and the har-\nbour master approved it.\n\nWe affirm.\n"
NOTES = '<w:footnote w:id="4">' + p("The {word} survey.") + "</w:footnote>"
BODY = p("The {word} lighthouse stands.") + '<w:p><w:r><w:t>It was lit</w:t></w:r><w:r><w:footnoteReference w:id="4"/></w:r></w:p>'
OF_EACH = [
    ("opinion.html", HTML.replace(b"{word}", b"zanthic"), "text/html", "zanthic", "¶¶ 2–3"),
    ("opinion.txt", TEXT.replace("{word}", "bromeled").encode("utf-16"), "text/plain", "bromeled", "¶"),
    ("opinion.xml", RECORD.format(date="2014-09-08").replace("ferry", "quillop").encode(), "application/xml", "quillop", "900 A.3d at 505 (¶¶ 7–10)"),
    (
        "opinion.docx",
        docx_of(BODY.replace("{word}", "vermilk"), NOTES.replace("{word}", "vermilk")),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "vermilk",
        "¶",
    ),
]


@pytest.fixture(scope="module")
def taken(library, finished):
    """name -> (case id, bytes)"""
    ids = {}
    for name, data, *_ in OF_EACH:
        receipt = library.upload(LOCAL_ADMIN, io.BytesIO(data), name, UploadOptions())
        assert finished(receipt.case_id).processing_status is CaseState.INDEXED
        ids[name] = receipt.case_id
    return ids


@pytest.mark.parametrize(("name", "data", "mime", "word", "pin"), OF_EACH, ids=[each[0] for each in OF_EACH])
def test_each_kind_is_kept_searched_shown_and_cited(library, taken, name, data, mime, word, pin):
    case_id = taken[name]
    case = library.case(LOCAL_ADMIN, case_id)
    assert (case.mime_type, case.is_pdf, case.pages_searchable) == (mime, False, case.page_count)
    original = library.original(LOCAL_ADMIN, case_id)
    assert (original.path.read_bytes(), original.mime_type, original.file_name) == (data, mime, name)
    found = library.search(LOCAL_ADMIN, SearchRequest(query=word, mode="lexical", filters=CaseFilters(case_ids=[case_id]))).results
    hit = found[0].passages[0]
    assert hit.pin_cite.startswith(pin)
    assert hit.printed_page is None
    page = library.page(LOCAL_ADMIN, case_id, hit.page)
    for span in hit.spans:
        assert page.text[span.start : span.end].strip()
    image = library.page_image(LOCAL_ADMIN, case_id, hit.page, width=600, passage_id=hit.passage_id)
    assert image.png.startswith(b"\x89PNG")
    assert image.marked >= 1


def test_what_is_hidden_is_not_read(library, taken):
    for word in ("invisibleink", "secretscript"):
        answer = library.search(LOCAL_ADMIN, SearchRequest(query=word, mode="lexical", filters=CaseFilters(case_ids=list(taken.values()))))
        assert answer.results == []


def test_a_record_is_described_by_its_own_fields(library, taken):
    case = library.case(LOCAL_ADMIN, taken["opinion.xml"])
    assert (case.title, case.court, case.docket_number) == ("State v. Averill", "Appellate Court of Connecticut", "90210")
    assert (case.citation, case.parallel_citations, case.opinion_author) == ("953 Conn. App. 66", ["900 A.3d 504"], "Marlowe")
    assert case.evidence["citation"][0].text == "953 Conn.App. 66"
    assert [note.number for note in case.footnotes] == ["1"]
    assert [star.label for star in case.star_pages] == ["900 A.3d 505", "953 Conn.App. 67", "953 Conn.App. 68"]


def test_a_zip_of_all_kinds(library, finished):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("a/one.docx", docx("A marl pit was dug."))
        archive.writestr("two.htm", "<p>A marl pit was filled.")
        archive.writestr("three.txt", "A marl pit was sold.")
        archive.writestr("four.wpd", b"\xffWPC a marl pit")
        archive.writestr("five.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
        archive.writestr("six.pdf", "<html>Please sign in</html>")
    held.seek(0)
    items = library.upload_batch(LOCAL_ADMIN, [("all.zip", held), ("alone.docx", io.BytesIO(docx("A marl pit was found.")))], UploadOptions()).items
    assert [(item.filename, item.success) for item in items] == [
        ("one.docx", True), ("two.htm", True), ("three.txt", True), ("four.wpd", False), ("five.doc", False), ("six.pdf", False), ("alone.docx", True),
    ]  # fmt: skip
    assert ["PDF or DOCX" in (item.hint or "") for item in items if not item.success] == [True, True, False]
    for item in items:
        if item.case_id:
            assert finished(item.case_id).processing_status is CaseState.INDEXED


@pytest.mark.parametrize(
    ("name", "data"),
    [
        (
            "laughs.xml",
            b"<!DOCTYPE l [<!ENTITY a 'aaaa'><!ENTITY b '" + b"&a;" * 99 + b"'><!ENTITY c '" + b"&b;" * 999 + b"'>]><l>" + b"&c;" * 9999 + b"</l>",
        ),
        ("deep.html", b"<div>" * 100_000),
        ("cut.docx", docx("x")[:900]),
        ("blank.txt", b" \n "),
    ],
)
def test_what_cannot_be_read_is_refused_and_leaves_nothing(library, name, data):
    before = {path.name for path in library.settings.originals_dir.rglob("*.pdf")}
    with pytest.raises(BadFile) as refused:
        library.upload(LOCAL_ADMIN, io.BytesIO(data), name, UploadOptions())
    assert "Nothing was stored." in refused.value.message
    assert refused.value.hint
    assert {path.name for path in library.settings.originals_dir.rglob("*.pdf")} == before
