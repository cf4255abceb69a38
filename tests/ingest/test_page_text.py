"""Running heads out, words mended, and every span of content traceable to the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.ingest.page_text import CleanText, clean_pages
from core.models import Page, PageState

WORDS = ("affirm", "reverse", "remand", "vacate", "dismiss", "modify")


def body(number):
    return f"We {WORDS[number]} what was held below\nas the {WORDS[number - 1]}ed rule of law asks."


def pages(*texts):
    return clean_pages([Page(case_id="c", number=i, state=PageState.TEXT, text=text) for i, text in enumerate(texts, 1)])


def bodies(*frames):
    return [frame.replace("@", body(i)) for i, frame in enumerate(frames, 1)]


@pytest.mark.parametrize(
    ("frames", "numbers"),
    [
        (["1\n@", "2\n@", "3\n@"], ["1", "2", "3"]),  # a bare number above
        (["@\n- 1 -", "@\n- 2 -", "@\n- 3 -"], ["1", "2", "3"]),  # in dashes, below
        (["@", "@\n2", "@\n3"], [None, "2", "3"]),  # none on the title page
        (["@\nPage 1 of 3", "@\nPage 2 of 3", "@\nPage 3 of 3"], ["1", "2", "3"]),
        (["xi\n@", "xii\n@", "1\n@", "2\n@"], ["xi", "xii", "1", "2"]),  # front matter, then a fresh count
        (["310 OCTOBER TERM\n\n@", "Cite as 5 U. S. 309 311\n\n@", "312 OCTOBER TERM\n\n@"], ["310", "311", "312"]),  # a reporter volume
        (["A v. B 1\n@", "A v. B 2\n@", "A v. B 1\n@", "A v. B 2\n@"], ["1", "2", "1", "2"]),  # each opinion counts anew
        (["Case 1:20-cv-7 Document 3 Page 1 of 2\n@", "Case 1:20-cv-7 Document 3 Page 2 of 2\n@"], ["1", "2"]),  # a filing stamp
        (["2008\n@", "2008\n@", "2008\n@"], [None, None, None]),  # a year keeps no step
        (["7\n@", "@", "4\n@"], [None, None, None]),  # numbers out of step are not page numbers
        (["@\nUnion of 2008 and 2009", "@\nbut not 12"], [None, None]),
    ],
)
def test_the_printed_number_keeps_step_with_its_neighbours_or_is_none(frames, numbers):
    cleaned = pages(*bodies(*frames))
    assert [page.printed_number for page in cleaned] == numbers
    for i, page in enumerate(cleaned, 1):
        assert body(i) in page.content
        if page.printed_number:
            assert page.content == body(i)


def test_heads_of_left_and_right_pages_and_of_parts_go_and_titles_stay():
    texts = bodies(
        "DOE v. ROE\nSyllabus\n@",
        "Cite as: 1 X 2\nSyllabus\n@",
        "DOE v. ROE\nOpinion of the Court\n@",
        "Cite as: 1 X 2\nOpinion of the Court\n@",
        "DOE v. ROE\nOpinion of the Court\n\nII\n@",
    )
    assert [page.content for page in pages(*texts)] == [*(body(i) for i in range(1, 5)), "II\n" + body(5)]


def test_a_lone_page_keeps_its_title():
    assert pages("SUPREME COURT\nNo. 12\n" + body(1))[0].content == "SUPREME COURT\nNo. 12\n" + body(1)


def test_lines_that_recur_inside_a_page_are_content():
    text = "\n".join(["Alpha", "Beta", "Gamma", "Delta", "Epsilon", "So ordered.", "Zeta", "Eta", "Theta", "Iota", "Kappa"])
    assert "So ordered." in pages(text, text.replace("a", "o"), text.replace("a", "u"))[1].content


def test_pages_that_repeat_one_another_keep_their_text():
    assert [page.content for page in pages(*["FORM A\nName:\nDate:"] * 3)] == ["FORM A\nName:\nDate:"] * 3


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("the pre-\nsentment rule", "the presentment rule"),
        ("the pre-\n\nsentment rule", "the presentment rule"),  # over the edge of a block
        ("the pre\xad\nsentment rule", "the presentment rule"),  # a soft hyphen
        ("sen\xadtence", "sentence"),  # one that was not needed
        ("a self-defense claim; self-\ndefense", "a self-defense claim; self-defense"),  # the document spells it so
        ("the drug related to a drug-\nrelated plan", "the drug related to a drug-related plan"),  # two words it uses, never one
        ("because of be-\ncause", "because of because"),
        ("under McNabb-\nMallory", "under McNabb-Mallory"),  # names
        ("THE UNI-\nTED STATES", "THE UNITED STATES"),
        ("pp. 12–\n15 and 1981-\n1982", "pp. 12–15 and 1981-1982"),
        ("a pause –\nthen", "a pause –\nthen"),  # a dash is no hyphen
        ("an end -\nthen", "an end -\nthen"),
        ("a\xad\n\n\nb", "a\n\n\nb"),
        ("three\xad", "three\xad"),
        ("three-", "three-"),  # the page ends here
    ],
)
def test_words_cut_by_a_line_break_are_mended(text, content):
    page = pages(text)[0]
    assert page.content == content
    assert CleanText.between(text, content).content == content


def test_a_span_maps_to_the_text_with_its_hyphen():
    text = "1 DOE v. ROE\nHeld: the pre-\nsentment rule stands."
    clean = CleanText.between(text, "Held: the presentment rule stands.")
    start, end = clean.to_text(10, 21)
    assert text[start:end] == "pre-\nsentment"
    assert clean.to_text(0, len(clean.content)) == (13, len(text))


def test_content_of_another_text_is_refused():
    with pytest.raises(ValueError, match="not made from"):
        CleanText.between("one text", "another")


LINES = st.lists(st.text(alphabet="ab1 -\xad–\nC", max_size=8), min_size=1, max_size=6).map("\n".join)


@given(st.lists(LINES, min_size=1, max_size=4), st.data())
def test_content_only_leaves_out_and_maps_back_exactly(texts, data):
    for page in pages(*texts):
        clean = CleanText.between(page.text, page.content)
        assert clean.content == page.content
        start = data.draw(st.integers(0, len(page.content)))
        end = data.draw(st.integers(start, len(page.content)))
        first, last = clean.to_text(start, end)
        assert 0 <= first <= last <= len(page.text)
        kept = iter(page.text[first:last])
        assert all(character in kept for character in page.content[start:end])  # a subsequence, in order
