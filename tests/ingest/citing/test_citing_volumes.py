"""Citations by volume and by number: what is found, and what only looks like one."""

from __future__ import annotations

import pytest
from found_in import found_in, normals


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We follow Doe v. Roe, 556 U. S. 303, 310 (2009).", ["556 U.S. 303"]),  # blanks after stops are the Court's own style
        ("Doe v. Roe, 12 S.Ct 34 (1892).", ["12 S. Ct. 34"]),  # a stop is missing
        ("Doe v. Roe, 113 F.Supp.2d 1080 (D. Kan. 2000).", ["113 F. Supp. 2d 1080"]),  # no blanks
        ("Doe v. Roe, 78 AD2d 884, 885 [2d Dept 1980].", ["78 A.D.2d 884"]),  # New York writes no stops
        ("Doe v. Roe, 563 U. S. ___, ___ (2011) (slip op., at 4).", ["563 U.S. ___"]),  # not yet paged
        ("Doe v. Roe, 563 U. S. —, 131 S. Ct. 22 (2011).", ["563 U.S. ___", "131 S. Ct. 22"]),  # a dash for the page
        ("Doe, 556 U. S., at 310–311; 410 U.S. at 116, 118.", ["556 U.S. at 310-311", "410 U.S. at 116"]),  # the first pin names it
        ("Marsh v. Bell, 5 U.S. (1 Cranch) 137; Hale v. Orr, 2 Dall. 419.", ["5 U.S. (1 Cranch) 137", "2 Dall. 419"]),  # nominative
        ("In re Doe, T.C. Memo. 2004-13; Poe v. Roe, T.C. Summary Opinion 2005-12.", ["T.C. Memo. 2004-13", "T.C. Summ. Op. 2005-12"]),
        (
            "State v. Doe, 2012-Ohio-1234, ¶ 5; 2011 VT 90, ¶ 3; 2015 IL App (1st) 123456-U.",
            ["2012-Ohio-1234", "2011 VT 90", "2015 IL App (1st) 123456-U"],
        ),
        ("R (Doe) v Roe [2010] UKSC 1; [2004] EWHC 456 (Admin); 2011 SCC 10.", ["[2010] UKSC 1", "[2004] EWHC 456 (Admin)", "2011 SCC 10"]),
        ("Doe v. Roe, [1990] 2 S.C.R. 100; ECLI:EU:C:2014:317.", ["[1990] 2 S.C.R. 100", "ECLI:EU:C:2014:317"]),
        ("Doe v. Roe, 2009 WL 12345, at *3; 2009 U.S. Dist. LEXIS 678.", ["2009 WL 12345", "2009 U.S. Dist. LEXIS 678"]),
        ("76 Fed. Reg. 1,234 (2011); 52 Stat. 1060, 1061.", ["76 Fed. Reg. 1,234", "52 Stat. 1060"]),  # registers page with commas
        ("Note, 89 Harv. L. Rev. 1, 5 (1975); 8 Imaginary St. L. Rev. 12.", ["89 Harv. L. Rev. 1", "8 Imaginary St. L. Rev. 12"]),  # one no list has
        ("43 Lab. Cas. (CCH) ¶ 31,155, pp. 40,985.", ["43 Lab. Cas. (CCH) ¶ 31,155"]),  # cited by paragraph
        ("12 Misc 3d 1144(A); 2020 NY Slip Op 50753(U).", ["12 Misc. 3d 1144(A)", "2020 NY Slip Op 50753(U)"]),  # unreported in New York
    ],
)
def test_found(text: str, expected: list[str]) -> None:
    assert normals(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Pet. App. 12a; 3 Tr. 45; Ex. 5 P. 3; Doc. 7 A. 9.",  # the record
        "They live at 5 Main St. 12, or 123 U.S. Highway 40.",  # addresses
        "On 5 May 12 people came; 3 Day 4 was long; 8 Power 3 was short.",  # words that are also reporters
        "See 12 Zzq. 345 (1990) and 7 Imaginary 8.",  # no such reporter
        "S. Rep. No. 110-1, p. 5; H. R. Rep. No. 94-1476, at 3; 130 Cong. Rec. 1234.",  # reports and debates
        "Part 4, ante, at 12; post, at 3–5; pp. 14–18.",  # within the document
        "12. 556 of them; U. S. 303; $5 U.S. 3.",  # halves of citations
    ],
)
def test_not_found(text: str) -> None:
    assert normals(text) == []


@pytest.mark.parametrize(
    ("text", "pin", "year", "court", "parenthetical"),
    [
        ("Doe v. Roe, 12 F.3d 34, 36-37, 40 (9th Cir. 1993) (en banc).", "36-37, 40", 1993, "ca9", "en banc"),
        ("Doe v. Roe, 12 F. 3d 34, 36, n. 5 (CA5 1993).", "36, n. 5", 1993, "ca5", None),
        (
            "Doe v. Roe, 12 F.3d 34, 36 & n.5 (D.C. Cir. Mar. 3, 1993) (quoting Poe (the first) at length).",
            "36 & n.5",
            1993,
            "cadc",
            "quoting Poe (the first) at length",
        ),
        ("Doe v. Roe, 12 Conn. App. 34, 36 n. 10, 84 A.3d 9 (2014).", "36 n. 10", 2014, None, None),  # shared with the parallel one
        ("Doe v. Roe, 2009 WL 1234, at *3–4 (SDNY Jan. 5, 2009).", "*3–4", 2009, "nysd", None),
        ("Doe v. Roe, 12 F.3d 34.", None, None, None, None),
    ],
)
def test_what_follows(text: str, pin: str | None, year: int | None, court: str | None, parenthetical: str | None) -> None:
    first = found_in(text)[0]
    assert (first.pin_cite, first.year, first.court, first.parenthetical) == (pin, year, court, parenthetical)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Poe v. Coe, No. 05-1234 (CA9, Mar. 2, 2006).", ["No. 05-1234"]),
        ("See Poe v. Coe, No. 3:07-cv-11, slip op. at 4 (E.D. Va. May 1, 2008).", ["No. 3:07-cv-11"]),
        ("Poe v. Coe, No. 05-1234, 2006 WL 99 (D. Kan. 2006).", ["2006 WL 99"]),  # the data base says more
        ("Brief for Appellee in No. 07-36056 (CA9), p. 3.", []),  # a paper of the case itself
        ("S. Rep. No. 110-1234, p. 5 (2008); Exec. Order No. 12-345.", []),
        ("MDL No. 2262 (the consolidated matter).", []),
    ],
)
def test_dockets(text: str, expected: list[str]) -> None:
    assert normals(text) == expected


def test_the_documents_own_docket_is_no_citation() -> None:
    assert normals("COURT OF APPEALS\nNo. 05-1234\nDOE v. ROE\nWe decided Doe v. Roe, No. 05-1234 (CA9, Mar. 2, 2006), before.") == []
