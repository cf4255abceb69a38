"""DOCX, HTML, XML and plain text: what a reader would see, paragraph by paragraph, and nothing else."""

from __future__ import annotations

import io
import time
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_documents import RECORD, docx, docx_of, p

from core.errors import BadFile, DamagedFile, EmptyFile, FileTooLarge
from core.ingest.formats import reader
from core.ingest.formats.blocks import numbered
from core.ingest.formats.encodings import decoded
from core.ingest.formats.html import blocks_of_html
from core.ingest.formats.plain import paper_pages, paragraphs_of
from core.ingest.formats.xml import blocks_of_xml
from core.models import FileKind, MarkKind

AKN = """<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><judgment><meta><identification>not text</identification></meta>
<header><p>Neutral Citation: <neutralCitation>[2031] EWHC 7</neutralCitation></p></header><judgmentBody><decision>
<paragraph><num>1.</num><content><p>The ferry sank.</p></content></paragraph>
<paragraph><num>2.</num><content><p>It was <i>old</i><authorialNote marker="1"><p>Built in 1901.</p></authorialNote> and slow.</p></content></paragraph>
<paragraph><num>3.</num><content><p>We allow the appeal:</p><p>with costs.</p></content></paragraph></decision></judgmentBody></judgment></akomaNtoso>"""


def texts(blocks):
    return [block.text for block in blocks]


def pages(tmp_path, data, kind):
    path = tmp_path / "document"
    path.write_bytes(data)
    found = reader.inspect(str(path), kind, page_limit=5000)
    return reader.read_pages(str(path), kind, "c", range(1, found.page_count + 1))


@pytest.mark.parametrize(
    ("html", "seen", "reason"),
    [
        ("<p>One<br>line</p>two", ["One\nline", "two"], "breaks stay, text outside of any paragraph counts"),
        ("<div>a <b>b</b>c <i>d</i></div>", ["a bc d"], "inline elements do not part words"),
        ("<p>x</p><script>evil()</script><style>p{}</style><noscript>n</noscript>", ["x"], "no scripts, no styles"),
        ("<p>x<span hidden>h</span><span style='display: NONE'>h</span><!-- c --></p>", ["x"], "nothing hidden, nothing said in comments"),
        ("<style>.s, p#t {display:none}</style><p class='a s'>h</p><p id=t>h</p><p class=a>x</p>", ["x"], "nor by a style sheet"),
        ("<nav>Home | Search</nav><h1>T</h1><form><input value=v><button>Send</button></form>", ["T"], "the court's web site is not the opinion"),
        ("<table><tr><td>Smith,</td><td>No. 1</td></tr></table>", ["Smith,", "No. 1"], "cells in reading order"),
        ("<pre>a\n\n  b</pre>", ["a", "b"], "preformatted text keeps its lines"),
        ("a<br><br>b", ["a", "b"], "two breaks part paragraphs"),
        ("caf&eacute;&nbsp;&sect;&#167; 5 &lt;b&gt;", ["café §§ 5 <b>"], "entities"),
        ("<p>at 302<sup>1</sup> and<sup>2</sup></p>", ["at 302 1 and2"], "a note's number is no part of a page number"),
        ("<p>end of <a class='page-label'>*1005</a>page</p>", ["end of *1005 page"], "a star page is no part of a word"),
        ("<p>unclosed <b>bold <p>next</i>", ["unclosed bold", "next"], "as browsers mend it"),
    ],
)
def test_html_as_a_reader_sees_it(html, seen, reason):
    assert texts(blocks_of_html(html)) == seen, reason


@pytest.mark.parametrize(
    ("html", "notes", "reason"),
    [
        (
            '<p>x<a href="#n1" id="r1">1</a></p><p>y</p><p><a id="n1" href="#r1">1</a> Note.</p><p>More.</p>',
            [None, None, "1", "1"],
            "by its link back",
        ),
        ('<p>x</p><aside class="footnote" data-label="7"><p>7 Note.</p></aside><p>y</p>', [None, "7", None], "by its class"),
        ('<p>x</p><div role="doc-endnote"><p>[2] Note.</p></div>', [None, "2"], "by its role"),
        ('<p>x</p><p><a href="#top">1</a> is a link elsewhere</p>', [None, None], "a link that leads to no call of it"),
    ],
)
def test_html_notes_are_known(html, notes, reason):
    assert [block.footnote for block in blocks_of_html(html)] == notes, reason


def test_xml_of_any_vocabulary():
    found = numbered(blocks_of_xml(AKN))
    assert [(item.block.text, item.paragraph, item.block.footnote) for item in found] == [
        ("Neutral Citation: [2031] EWHC 7", None, None),
        ("1. The ferry sank.", "1", None),
        ("2. It was old and slow.", "2", None),
        ("Built in 1901.", None, "1"),
        ("3. We allow the appeal:", "3", None),
        ("with costs.", "3", None),
    ]


@pytest.mark.parametrize(
    ("xml", "seen", "reason"),
    [
        ("<a>x&sect;&nbsp;5 &amp; y</a>", ["x§ 5 & y"], "HTML's entities without a declaration, as courts write them"),
        ('<!DOCTYPE a [<!ENTITY s "section">]><a>x &s; 5</a>', ["x section 5"], "its own entity"),
        ("<?xml version='1.0' encoding='utf-16'?><a>x</a>", ["x"], "an encoding it no longer has"),
        ("<a><![CDATA[x < y]]></a>", ["x < y"], "a CDATA section"),
        (
            "<c><p>one <odd>two</odd> three</p><p><odd>four</odd></p></c>",
            ["one two three", "four"],
            "an unknown element is part of a paragraph among text only",
        ),
    ],
)
def test_xml_as_it_is_written(xml, seen, reason):
    assert texts(blocks_of_xml(xml)) == seen, reason


LAUGHS = "<!DOCTYPE l [<!ENTITY l0 'lol'>" + "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 10)) + "]><l>&l9;</l>"


@pytest.mark.parametrize(
    ("xml", "reason"),
    [
        (LAUGHS, "a billion laughs"),
        ("<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a>&e;</a>", "a file of this machine"),
        ("<!DOCTYPE a [<!ENTITY e SYSTEM 'http://127.0.0.1:1/'>]><a>&e;</a>", "an address"),
        ("<a>" * 100_000, "elements without end"),
        ("<a><b></a>", "not well-formed"),
        ("<a>&undeclared;</a>", "an entity nobody knows"),
    ],
)
def test_hostile_xml_is_refused_quickly(xml, reason):
    start = time.monotonic()
    with pytest.raises(DamagedFile):
        blocks_of_xml(xml)
    assert time.monotonic() - start < 5, reason


def test_html_nested_too_deeply_is_refused_not_cut():
    with pytest.raises(DamagedFile, match="nested"):
        blocks_of_html("<div>" * 100_000 + "lost")


def test_a_record_is_read_as_its_html_and_its_fields_are_marked():
    blocks = blocks_of_xml(RECORD.format(date="2014-09-08"))
    seen = texts(blocks)
    assert seen[0] == "State v. Averill\n2014-09-08", "what the text does not show comes first; the rest is marked where it stands"
    assert "False" not in "".join(seen)
    assert sum("Ruth AVERILL" in text for text in seen) == 1, "the header is not said twice"
    marked = {name: block.text[start:end] for block in blocks for name, start, end in block.fields}
    assert marked == {
        "case_name": "State v. Averill",
        "date_decided": "2014-09-08",
        "citation": "900 A.3d 504",
        "docket_number": "No. 90210.",
        "court": "Appellate Court of Connecticut.",
        "opinion_author": "MARLOWE, J.",
    }
    assert "and we think that [953 Conn.App. 68] the trial court was right.1 We affirm." in " ".join(seen), (
        "a paragraph cut by a star page is one again"
    )
    assert blocks[-1].footnote == "1"


def test_docx_as_word_shows_it():
    body = (
        p("A v. B")
        + "<w:p><w:r><w:t>Kept</w:t></w:r><w:del><w:r><w:delText> deleted</w:delText></w:r></w:del><w:ins><w:r><w:t> inserted</w:t></w:r></w:ins>"
        + "<w:r><w:rPr><w:vanish/></w:rPr><w:t> hidden</w:t></w:r><w:r><w:tab/><w:t>tab</w:t><w:br/><w:t>line</w:t></w:r></w:p>"
        + "<w:tbl><w:tr><w:tc>"
        + p("left")
        + "</w:tc><w:tc>"
        + p("right")
        + "</w:tc></w:tr></w:tbl>"
        + '<w:p><w:r><w:t>See 302</w:t></w:r><w:r><w:footnoteReference w:id="4"/></w:r></w:p>'
    )
    notes = (
        '<w:footnote w:type="separator" w:id="0">'
        + p("---")
        + '</w:footnote><w:footnote w:id="4">'
        + p("The note.")
        + p("Its end.")
        + "</w:footnote>"
    )
    path_text = blocks_of(docx_of(body, notes))
    assert [(block.text, block.footnote) for block in path_text] == [
        ("A v. B", None),
        ("Kept inserted\ttab\nline", None),
        ("left", None),
        ("right", None),
        ("See 302 1", None),
        ("1 The note.", "1"),
        ("Its end.", "1"),
    ]


def test_docx_numbers_that_word_writes_by_itself():
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num>'
    )
    level = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="3"/></w:numPr>'
    body = p("The facts.") + "".join(
        p(text, level.format(depth)) for text, depth in [("One.", 0), ("Two.", 0), ("sub", 1), ("sub", 1), ("Three.", 0)]
    )
    found = numbered(blocks_of(docx_of(body, numbering=numbering)))
    assert [(item.block.text, item.paragraph) for item in found] == [
        ("The facts.", None),
        ("1. One.", "1"),
        ("2. Two.", "2"),
        ("(a) sub", "2"),
        ("(b) sub", "2"),
        ("3. Three.", "3"),
    ]


def blocks_of(data):
    import tempfile
    from pathlib import Path

    from core.ingest.formats.docx import blocks_of_docx

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "document.docx")
        path.write_bytes(data)
        return blocks_of_docx(str(path))


def swollen(name, size):
    held = io.BytesIO(docx("x"))
    with zipfile.ZipFile(held, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, b" " * size)
    return held.getvalue()


@pytest.mark.parametrize(
    ("data", "error", "reason"),
    [
        (swollen("word/media/image1.png", 60_000_000), FileTooLarge, "a picture that expands a thousandfold"),
        (swollen("word/comments.xml", 60_000_000), FileTooLarge, "a part that does"),
        (docx("x")[:-40], DamagedFile, "cut short"),
        (docx("x").replace(b"PK\x01\x02", b"PK\x01\x03"), DamagedFile, "a broken directory"),
        (docx_of("<w:p><w:unclosed></w:p>"), DamagedFile, "broken XML inside"),
        (docx_of("</w:body><!DOCTYPE x>"), DamagedFile, "a DTD inside"),
    ],
)
def test_hostile_docx_is_refused(data, error, reason):
    with pytest.raises(error) as refused:
        blocks_of(data)
    assert refused.value.hint, reason


@pytest.mark.parametrize(
    ("data", "text", "reason"),
    [
        ("§ 5 “quoted”".encode(), "§ 5 “quoted”", "UTF-8"),
        ("\ufeff§ 5".encode(), "§ 5", "UTF-8 with its mark"),
        ("§ 5 “quoted”".encode("utf-16"), "§ 5 “quoted”", "UTF-16 with its mark"),
        ("The judgment — affirmed".encode("utf-16-be"), "The judgment — affirmed", "UTF-16 without"),
        (
            b"The court\x92s view of \xa7 5 was \x93plain\x94, and it " + b"held so. " * 9,
            "The court’s view of § 5 was “plain”, and it " + "held so. " * 9,
            "Windows",
        ),
        (b'<meta charset="iso-8859-1"><p>\x93x\x94', '<meta charset="iso-8859-1"><p>“x”', "declared as Latin-1, and meant as Windows"),
        (b'<meta charset="no-such-thing"><p>x', '<meta charset="no-such-thing"><p>x', "declared as nothing known"),
        (b'<meta charset="hex"><p>x\xe9', '<meta charset="hex"><p>xé', "declared as no encoding of text"),
        (b"a\x00b\x07c\r\nd\re", "abc\nd\ne", "control characters go, lines end alike"),
    ],
)
def test_whatever_wrote_it_the_text_is_read(data, text, reason):
    assert decoded(data, markup=True) == text, reason


@pytest.mark.parametrize(
    ("text", "seen", "reason"),
    [
        ("  No. 12-3\n\n\n   A para-\ngraph\n of two lines.\n", ["No. 12-3", "A para-\ngraph\nof two lines."], "by blank lines"),
        ("x" * 200 + "\n" + "y" * 200, ["x" * 200, "y" * 200], "unwrapped: each line is one"),
        ("\n\n", [], "nothing"),
    ],
)
def test_plain_text_in_paragraphs(text, seen, reason):
    assert texts(paragraphs_of(text)) == seen, reason


def test_form_feeds_are_pages():
    assert paper_pages("one\n\f  two\n\n\n\nend\f") == ["one", "two\n\nend"]
    assert paper_pages("no page break\f") is None
    assert paper_pages("x" * 30_000 + "\fy") is None, "no sheet of paper holds that"


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        ("the scope of its", "contractual duty.", True),  # a page break of the paper
        ("The judgment is affirmed.", "it follows", False),
        ("Appellant", "v.", True),
    ],
)
def test_a_paragraph_that_was_cut_is_counted_once(before, after, same):
    found = numbered(paragraphs_of(f"{before}\n\n{after}"))
    assert (found[0].paragraph == found[1].paragraph) is same


def test_numbers_of_a_list_are_not_paragraph_numbers():
    text = "\n\n".join(["Facts.", "1. Whether it sank.", "2. Whether it floats.", "3. Who pays."] + ["Prose follows at length."] * 9)
    assert [item.paragraph for item in numbered(paragraphs_of(text))] == [str(n) for n in range(1, 14)]


def test_leaves_are_of_bounded_size_and_know_their_paragraphs(tmp_path):
    data = "\n\n".join(f"Paragraph number {n} says this. " * 12 for n in range(60)).encode()
    found = pages(tmp_path, data, FileKind.TEXT)
    assert all(1_500 < len(page.text) <= 6_600 for page in found)
    labels = [mark.label for page in found for mark in page.marks if mark.kind is MarkKind.PARAGRAPH]
    assert labels == [str(n) for n in range(1, 61)]
    for page in found:
        assert all(page.text[mark.start : mark.end].startswith("Paragraph number") for mark in page.marks)


def test_one_paragraph_without_end_is_cut_after_sentences(tmp_path):
    sentence = "The court held that the ferry was old and that it sank. "
    found = pages(tmp_path, (sentence * 5_000).encode(), FileKind.TEXT)
    assert all(len(page.text) <= 6_600 and page.text.startswith("The court") and page.text.endswith("sank.") for page in found)
    assert {mark.label for page in found for mark in page.marks} == {"1"}
    assert " ".join(page.text for page in found) == (sentence * 5_000).strip()


@pytest.mark.parametrize(
    ("data", "kind", "error"),
    [
        (b"x" * 100_000_000, FileKind.TEXT, FileTooLarge),
        (b"<p>" + b"word " * 6_500_000, FileKind.HTML, FileTooLarge),
        (b"  \n \n", FileKind.TEXT, EmptyFile),
        (b"<html><script>x</script></html>", FileKind.HTML, EmptyFile),
        (b"<a/>", FileKind.XML, EmptyFile),
    ],
    ids=["100 MB of one word", "32 MB of one paragraph", "blanks", "a script", "no text"],
)
def test_what_is_too_large_or_empty_is_refused_in_time(tmp_path, data, kind, error):
    start = time.monotonic()
    with pytest.raises(error):
        pages(tmp_path, data, kind)
    assert time.monotonic() - start < 20


@given(st.text(max_size=400), st.sampled_from(["utf-8", "utf-16", "utf-8-sig"]))
def test_any_text_is_decoded_and_cut_into_paragraphs(text, encoding):
    seen = decoded(text.encode(encoding, errors="replace"))
    assert "\x00" not in seen
    assert all(block.text.strip() for block in paragraphs_of(seen))


@settings(max_examples=200)
@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<b>",
                "<br>",
                "<sup>1</sup>",
                "<a href=#n id=r>1</a>",
                "<a id=n href=#r>1</a>",
                "x y",
                "&sect;",
                "<aside class=footnote>",
                "</aside>",
                "<td>",
                "[*3]",
                "\n",
                "<num>1</num>",
            ]
        ),
        max_size=30,
    )
)
def test_any_markup_is_read_without_losing_a_word(parts):
    blocks = blocks_of_html("".join(parts))
    assert sum(block.text.count("x y") for block in blocks) == parts.count("x y")


@settings(max_examples=150)
@given(st.binary(max_size=300), st.sampled_from([FileKind.HTML, FileKind.XML, FileKind.TEXT]))
def test_any_bytes_are_read_or_refused(tmp_path_factory, data, kind):
    path = tmp_path_factory.getbasetemp() / "any"
    path.write_bytes(data)
    reader._read.cache_clear()
    try:
        found = reader.inspect(str(path), kind, page_limit=5000)
    except BadFile:
        return
    assert found.page_count >= 1
