"""Names against citations: five planted errors are found, fifty clean authorities are left alone."""

from __future__ import annotations

import re
from pathlib import Path

from marked import table_of
from shelf import a_case, checks, graph_of

from samples import markup

TEXTS = Path(markup.__file__).parent / "texts"
_CITED = re.compile(r"\*([^*]+?)\*, (\d{3,4} (?:[A-Z][\w.]*\s?)+(?:\d[a-z]+)? \d+)")
_HELD = re.compile(r"^(\d+ .*\d+)(?: \(|$)")


def sample_cases():
    """The sample opinions as the library would hold them."""
    for path in sorted(TEXTS.glob("*.md")):
        opinion = markup.read(path)
        facts = opinion.facts
        held = _HELD.match(facts.get("citation", ""))
        yield (
            a_case(opinion.slug, facts["case_name"], held[1] if held else None, facts["date_decided"], court_id=facts.get("court_id")),
            _text(opinion),
        )


def _text(opinion: markup.Opinion) -> str:
    """The opinion's own words with its citations of cases marked."""
    text = "\n".join(block for section in opinion.sections for block in section.blocks)
    text = markup.PIN.sub("9", text.replace("U. S.", "U.S."))
    return _CITED.sub(lambda cited: f"{{{cited[1]}, {cited[2]}}}", text.replace("{", "").replace("}", ""))


PLANTED = [
    ("ferrante-quayle", "Harlow v. Tidewater Ferry Co., 914 Me. 62", "Smith v. Jones, 914 Me. 62", "another name altogether"),
    ("osei-grain", "Harlow v. Tidewater Ferry Co., 914 Me. 62", "Harlow v. Tidewater Ferry Co., 941 Me. 62", "two digits swapped"),
    (
        "larkspur-bakehouse",
        "Ferrante v. Quayle Freight Lines, Inc., 912 F.4th 88",
        "Amberline Spirits v. Cask & Co., 912 F.4th 88",
        "its neighbour’s name",
    ),
    ("haugen-pruitt", "Sagebrush Ditch Co. v. Town of Alder Fork, 988 P.3d 77", "Fenn v. Tallis, 988 P.3d 77", "the name of the citation before"),
    ("rennick-superintendent", "Tolliver v. Nebraska, 981 U.S. 302", "Grady v. Nebraska, 981 U.S. 302", "only the State is right"),
]


def _library(change):
    cases, tables = [], []
    for case, text in sample_cases():
        if case.case_id == "tolliver-nebraska":
            case.citation = "981 U.S. 302"
        cases.append(case)
        tables.append(table_of(change(case.case_id, text), case_id=case.case_id, own=(case.citation,) if case.citation else ()))
    return graph_of(cases, tables), [case.case_id for case in cases]


def test_five_planted_errors_are_all_found_and_nothing_else():
    def plant(case_id, text):
        for slug, right, wrong, _ in PLANTED:
            if slug == case_id:
                assert right in text
                text = text.replace(right, wrong, 1)
        return text

    graph, ids = _library(plant)
    wrong = {(case_id, citation): check.reason for case_id in ids for citation, check in checks(graph, case_id).items() if check.matches is False}
    assert set(wrong) == {(slug, planted.rsplit(", ", 1)[1]) for slug, _, planted, _ in PLANTED}
    assert wrong["ferrante-quayle", "914 Me. 62"] == "914 Me. 62 is Harlow v. Tidewater Ferry Co.; here it is called Smith v. Jones."
    assert "here it is cited as 941 Me. 62" in wrong["osei-grain", "941 Me. 62"]


def test_the_samples_as_they_are_have_no_error():
    graph, ids = _library(lambda _, text: text)
    found = [check for case_id in ids for check in checks(graph, case_id).values()]
    assert len(found) >= 12
    assert [check for check in found if check.matches is False] == []
    assert sum(check.matches is True for check in found) >= 7


CLEAN = """
Adair Chemical Company v. National Labor Relations Board | Adair Chem. Co. v. NLRB
Baptiste v. Secretary of Health and Human Services | Baptiste v. Sec’y of Health & Human Servs.
United States v. Calloway | U.S. v. Calloway
In re Estate of Dunmore | Estate of Dunmore
Eastgate Insurance Company v. Fairweather | Eastgate Ins. Co. v. Fairweather
Commonwealth v. Galloway | Com. v. Galloway
Hargrove Brothers, Incorporated v. Illingworth | Hargrove Bros. v. Illingworth
Ibarra v. Immigration and Naturalization Service | Ibarra v. INS
Jessup International Union v. Kettering | Jessup Int’l Union v. Kettering
Kimball v. Board of Education of the City of Lowville | Kimball v. Bd. of Educ. of Lowville
Larrabee Telephone and Telegraph Company v. Munro | Larrabee Tel. & Tel. Co. v. Munro
MARCHETTI v. STATE OF OREGON | Marchetti v. Oregon
Natural Heritage Defense League v. Oxley | NHDL v. Oxley
Oakes, Warden v. Pettibone | Oakes v. Pettibone
Pemberton v. Quincy Savings and Loan Association | Pemberton v. Quincy Sav. & Loan Ass’n
Quarles v. Commissioner of Internal Revenue | Quarles v. Comm’r
Rutherford Manufacturing Company v. Stubbs | Rutherford Mfg. Co. v. Stubbs
Sandoval v. Superior Court of Tulare County | Sandoval v. Superior Court
Thackeray University Hospital v. Underhill | Thackeray Univ. Hosp. v. Underhill
Utica Public Utilities Commission v. Vance | Utica Pub. Utils. Comm’n v. Vance
Vandermeer v. Western Pacific Railroad Company | Vandermeer v. W. Pac. R.R. Co.
Wadsworth v. Department of Transportation | Wadsworth v. Dep’t of Transp.
Ex parte Xavier | Xavier
Yarborough v. Zimmerman Technologies, Inc. | Yarborough v. Zimmerman Techs.
Zapata Environmental Services v. Abernathy | Zapata Envtl. Servs. v. Abernathy
People v. Bickerstaff | People v. Bickerstaff
Crowder v. City of New Haven | Crowder v. New Haven
Delgado v. Federal Communications Commission | Delgado v. FCC
Ellsworth v. Housing Authority of Camden | Ellsworth v. Hous. Auth.
Farquhar v. Securities and Exchange Commission | Farquhar v. SEC
Gutierrez v. Pacific Gas & Electric Company | Gutierrez v. PG&E
Hollingsworth Construction Corporation v. Ives | Hollingsworth Constr. Corp. v. Ives
In re Ingersoll Securities Litigation | In re Ingersoll Sec. Litig.
Jorgensen v. Massachusetts Bay Transportation Authority | Jorgensen v. MBTA
Kowalski v. American Federation of Teachers | Kowalski v. Am. Fed’n of Teachers
Lindqvist v. Montgomery Township School District | Lindqvist v. Montgomery Twp. Sch. Dist.
McAllister v. O’Rourke | M’Allister v. O’Rourke
Nakamura v. Northern Indiana Property Owners | Nakamura v. N. Ind. Prop. Owners
Okonkwo v. Environmental Protection Agency | Okonkwo v. EPA
Prendergast v. St. Jude Medical Center | Prendergast v. Saint Jude Med. Ctr.
Quesada v. Employment Security Division | Quesada v. Emp’t Sec. Div.
State ex rel. Rasmussen v. Tibbets | State ex rel. Rasmussen v. Tibbets
Stavropoulos v. Equal Employment Opportunity Commission | EEOC v. Stavropoulos
Tannenbaum Distributing Company v. Uhlrich | Tannenbaum Distrib. Co. v. Uhlrich
Ulverstone Development Corporation v. Marsh | Ulverstone Dev. Corp. v. Marsh
Vasquez v. Government Employees Insurance Company | Vasquez v. GEICO
Whittaker v. Consolidated Edison Company of New York | Whittaker v. Con. Ed.
Ybarra v. Metropolitan Water District | Ybarra v. Metro. Water Dist.
Zielinski v. Philadelphia Piers, Inc. | Zielinski v. Phila. Piers
Arrowsmith v. Brotherhood of Locomotive Engineers | Arrowsmith v. Bhd. of Locomotive Eng’rs
"""


def test_fifty_clean_authorities_are_left_alone():
    pairs = [line.split(" | ") for line in CLEAN.strip().splitlines()]
    assert len(pairs) == 50
    held = [a_case(f"c{number}", full, f"{600 + number} F.3d {number}") for number, (full, _) in enumerate(pairs, 1)]
    cited = " ".join(f"See {{{short}, {600 + number} F.3d {number}}} (2009)." for number, (_, short) in enumerate(pairs, 1))
    graph = graph_of([*held, a_case("citing", "Citing v. Case")], [table_of(cited, case_id="citing")])
    found = checks(graph, "citing")
    assert len(found) == 50
    assert [check.reason for check in found.values() if check.matches is False] == []
    assert sum(check.matches is True for check in found.values()) == 50


def test_two_other_opinions_outvote_one_and_one_does_not():
    texts = {"a": "{Smith v. Jones, 402 U.S. 2} (1971).", "b": "{Roe v. Poe, 402 U.S. 2} (1971).", "c": "{Roe v. Poe, 402 U.S. 2} (1971)."}
    cases = [a_case(key, f"{key.upper()} v. Other") for key in texts]
    tables = {key: table_of(text, case_id=key) for key, text in texts.items()}
    graph = graph_of(cases, list(tables.values()))
    assert checks(graph, "a")["402 U.S. 2"].matches is False
    assert checks(graph, "b")["402 U.S. 2"].matches is True
    graph = graph_of(cases[:2], [tables["a"], tables["b"]])
    assert checks(graph, "a")["402 U.S. 2"].matches is None
    assert "Roe v. Poe" in (checks(graph, "a")["402 U.S. 2"].reason or "")


def test_a_title_that_is_only_a_file_name_accuses_nobody():
    graph = graph_of(
        [a_case("held", "07-10441", "556 U.S. 303", case_name=None), a_case("a", "A v. B")],
        [table_of("{Corley v. United States, 556 U.S. 303} (2009).", case_id="a")],
    )
    assert checks(graph, "a")["556 U.S. 303"].matches is None
