"""What a mention refers to: the same key for every form, none where it cannot be told."""

from __future__ import annotations

import pytest
from found_in import authorities, found_in, normals

ROE = "Roe v. Wade, 410 U. S. 113, 120 (1973)"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{ROE}. Id., at 121. Roe, 410 U. S., at 122. Roe, supra, at 123.", ["410 U.S. 113"] * 4),
        (f"{ROE}. Ibid. The next day came. Ibid.", ["410 U.S. 113"] * 3),
        (f"{ROE}. Id., at 9.", ["410 U.S. 113", None]),  # that opinion has no such page
        (f"{ROE}. App. 12. Id., at 121.", ["410 U.S. 113", None]),  # the record stands between
        (f"{ROE}; Doe v. Poe, 500 U. S. 1, 4 (1991). Id., at 5.", ["410 U.S. 113", "500 U.S. 1", None]),  # one of two, and the pin does not say
        (f"{ROE} (quoting Doe v. Poe, 500 U. S. 1, 4). Id., at 121.", ["410 U.S. 113", "500 U.S. 1", "410 U.S. 113"]),  # what it quotes is not meant
        (f"{ROE}. So 18 U. S. C. § 3501 says. Id., at 121.", ["410 U.S. 113", "18 U.S.C. § 3501", "410 U.S. 113"]),  # a section has no pages
        (f"{ROE}. The Fourth Amendment is like it. Ibid.", ["410 U.S. 113", "U.S. Const. amend. IV", "410 U.S. 113"]),  # only spoken of
        ("18 U. S. C. § 3501(a). Id. § 3502.", ["18 U.S.C. § 3501", "18 U.S.C. § 3502"]),
        ("18 U. S. C. § 3501(a). Ibid.", ["18 U.S.C. § 3501"] * 2),
        ("Roe v. Wade, 410 U.S. 113, 93 S. Ct. 705 (1973). 93 S. Ct., at 710. Id. at 711, 410 U.S. 113.", ["410 U.S. 113"] * 5),
        ("Roe v. Wade, 93 S. Ct. 705. Roe v. Wade, 410 U.S. 113, 93 S. Ct. 705.", ["410 U.S. 113"] * 3),  # later shown to be one
        ("Doe v. Poe, 563 U. S. ___, 131 S. Ct. 22 (2011).", ["131 S. Ct. 22"] * 2),  # the one with a page is the key
        ("Doe v. Poe, 563 U. S. ___ (2011). Doe, supra, at 3.", ["Doe v. Poe, 563 U.S. ___"] * 2),
        ("Doe v. Roe, 500 U. S. 1. Poe v. Coe, 500 U. S. 90. 500 U. S., at 95.", ["500 U.S. 1", "500 U.S. 90", "500 U.S. 90"]),
        ("Doe v. Roe, 500 U. S. 1. Doe v. Poe, 600 U. S. 9. Doe, supra.", ["500 U.S. 1", "600 U.S. 9", None]),  # two of that name
        ("Doe v. Small Co., 500 U. S. 1 (1991) (DSC). DSC, supra.", ["500 U.S. 1"] * 2),  # a short name it is given
        ("500 U. S., at 3.", [None]),
        ("See supra, at 5. Part II, supra.", []),  # within the document
    ],
)
def test_decisions(text: str, expected: list[str | None]) -> None:
    assert authorities(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("29 U.S.C. § 207(a)(1). It says in § 207(e) so.", ["29 U.S.C. § 207"] * 2),
        ("It says in § 207 so.", [None]),
        ("See 29 U. S. C. §203(l); §210(a).", ["29 U.S.C. § 203", "29 U.S.C. § 210"]),  # a string about one code
        ("5 U.S.C. § 306. Later, § 306(b) of the Clean Barns Act is another.", ["5 U.S.C. § 306", None]),  # an act numbers its own
        ("I.R.C. § 61; 26 U.S.C. § 61(a).", ["26 U.S.C. § 61"] * 2),
        ("Section references are to the Internal Revenue Code. Under section 6015(f) it is.", ["26 U.S.C. § 6015"]),  # as the Tax Court says once
        ("Fed. R. Civ. P. 56(c). Rule 56(e). Rule 12.", ["Fed. R. Civ. P. 56", "Fed. R. Civ. P. 56", "Fed. R. Civ. P. 12"]),
        ("Rule 29.12(c).", [None]),
        ("U. S. Const., Amdt. 4. The Fourth Amendment.", ["U.S. Const. amend. IV"] * 2),
        ("Mo. Const. art. V, § 3. So says article V, section 3.", ["Mo. Const. art. V, § 3"] * 2),
        ("§2D1.1(b)(1) adds two levels.", ["U.S.S.G. § 2D1.1"]),
    ],
)
def test_provisions(text: str, expected: list[str | None]) -> None:
    assert authorities(text) == expected


def test_parallel_citations_can_be_told_by_their_shared_key() -> None:
    found = found_in("Roe v. Wade, 410 U.S. 113, 120, 93 S. Ct. 705, 35 L. Ed. 2d 147 (1973).")
    assert {item.authority for item in found} == {"410 U.S. 113"}
    assert [item.normalized for item in found] == ["410 U.S. 113", "93 S. Ct. 705", "35 L. Ed. 2d 147"]
    assert {(item.name, item.year) for item in found} == {("Roe v. Wade", 1973)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("See Landgraf, supra, at 265; Adams v. Burke, supra note 5.", ["Landgraf supra", "Adams v. Burke supra"]),
        ("R. A. V., supra; [Automobile Workers], supra.", ["R. A. V. supra", "Automobile Workers supra"]),
        ("Part II, supra; see supra note 5; n. 3, supra; Brief for Doe, supra; Black’s, supra.", []),
    ],
)
def test_supra(text: str, expected: list[str]) -> None:
    assert [normal for normal in normals(text) if normal.endswith("supra")] == expected
