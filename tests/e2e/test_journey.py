"""The main job in a real browser: upload, watch, search, open the hit, see it marked, turn the page, correct, archive, delete."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import FilePayload, Locator, Page, expect

ROOT = Path(__file__).parents[2]
ARTIFACTS = ROOT / "test-artifacts"

pytestmark = pytest.mark.e2e
OPINION = ROOT / "samples" / "tolliver-nebraska.pdf"
NOT_A_PDF = b"<html>not an opinion</html>"
PAPER_MARKER = (0xFF, 0xE6, 0x66)  # paper stays white in both themes
MARKER = {"light": (0xFF, 0xE5, 0x8A), "dark": (0x6B, 0x5A, 0x1E)}
PHRASE = "deputy disabled the lock of a telephone"
PIN_CITE = re.compile(r"981 U\.S\. at 3\d\d \(PDF p\. \d|PDF p\. \d")


def picture(page: Page, name: str, theme: str) -> None:
    ARTIFACTS.mkdir(exist_ok=True)
    settle(page)
    page.screenshot(path=ARTIFACTS / f"{theme}_{name}.png", full_page=False)


def settle(page: Page) -> None:
    expect(page.locator("[data-test-script-state=notRunning]")).to_be_visible()
    page.wait_for_timeout(400)


def visit(page: Page, name: str) -> None:
    page.get_by_role("navigation").or_(page.get_by_test_id("stSidebarNav")).get_by_role("link", name=name, exact=True).click()
    expect(page.get_by_test_id("stHeading").first).to_be_visible()
    settle(page)


def pixels(element: Locator, colour: tuple[int, int, int], tolerance: int = 24) -> int:
    image = Image.open(io.BytesIO(element.screenshot())).convert("RGB")
    return sum(count for count, seen in image.getcolors(1 << 24) or [] if all(abs(a - b) <= tolerance for a, b in zip(seen, colour, strict=True)))


def upload(page: Page, **files: bytes) -> None:
    payload: list[FilePayload] = [{"name": f"{name}.pdf", "mimeType": "application/pdf", "buffer": content} for name, content in files.items()]
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(payload)
    page.get_by_role("button", name=re.compile("^(Add to the library|Add .* files)")).click()


def test_first_visit_may_be_to_a_link(app: str, page: Page) -> None:
    page.goto(f"{app}/search?q=notice&mode=lexical")
    expect(page.get_by_label("Search the library")).to_have_value("notice")
    expect(page.get_by_test_id("stSidebarNav").get_by_role("link")).to_have_count(5)


def test_the_main_job(app: str, page: Page, theme: str) -> None:
    page.goto(app)
    expect(page.get_by_text("There are no cases yet")).to_be_visible()
    picture(page, "home_empty", theme)

    page.get_by_role("button", name="Upload opinions").click()
    upload(page, opinion=OPINION.read_bytes(), letter=NOT_A_PDF)
    expect(page.get_by_text(re.compile("not a PDF", re.IGNORECASE)).first).to_be_visible()
    expect(page.get_by_text(re.compile("opinion.pdf · .*Ready"))).to_be_visible(timeout=60_000)
    picture(page, "upload", theme)

    visit(page, "Search")
    picture(page, "search_empty", theme)
    box = page.get_by_label("Search the library")
    box.fill(PHRASE)
    box.press("Enter")
    expect(page.locator("mark").first).to_be_visible()
    assert pixels(page.locator("mark").first, MARKER[theme]) > 100
    assert f"q={PHRASE.split()[0]}" in page.url
    picture(page, "search", theme)

    page.get_by_role("link", name=PIN_CITE).first.click()
    image = page.get_by_role("img", name=re.compile("the passage marked"))
    expect(image).to_be_visible()
    settle(page)
    assert pixels(image, PAPER_MARKER) > 500
    expect(page.locator("mark").first).to_be_visible()
    picture(page, "read", theme)

    number = page.get_by_label("Page", exact=True)
    before = int(number.input_value())
    page.get_by_role("button", name="Next").click()
    expect(number).to_have_value(str(before + 1))
    expect(page.get_by_role("img", name=f"Page {before + 1} of")).to_be_visible()
    assert f"page={before + 1}" in page.url

    page.go_back()
    page.go_back()
    expect(page.get_by_label("Search the library")).to_have_value(PHRASE)
    expect(page.locator("mark").first).to_be_visible()

    visit(page, "System")
    expect(page.get_by_text("Search indexes")).to_be_visible()
    picture(page, "system", theme)

    visit(page, "Home")
    choose_first_case(page)
    picture(page, "home", theme)
    page.get_by_role("button", name="Correct metadata").click()
    dialog = page.get_by_role("dialog")
    title = dialog.get_by_label("Title", exact=True)
    expect(title).to_be_visible()
    picture(page, "correct", theme)
    title.fill("Tolliver v. State of Nebraska")
    dialog.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Tolliver v. State of Nebraska")).to_be_visible()

    page.get_by_role("button", name="Archive", exact=True).click()
    expect(page.get_by_role("button", name="Restore")).to_be_visible()
    page.get_by_role("button", name="Restore").click()
    page.get_by_role("button", name="Delete", exact=True).click()
    picture(page, "delete", theme)
    page.get_by_role("dialog").get_by_role("button", name="Delete for good").click()
    expect(page.get_by_text("There are no cases yet")).to_be_visible()


def choose_first_case(page: Page) -> None:
    """The table is drawn on a canvas: click where the first row's name stands."""
    table = page.get_by_test_id("stDataFrame")
    expect(table).to_be_visible()
    settle(page)
    table.click(position={"x": 120, "y": 56})
    expect(page.get_by_role("button", name="Correct metadata")).to_be_visible()
