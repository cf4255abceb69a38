"""Sections of codes and regulations, rules, constitutions and public laws, as courts write them."""

from __future__ import annotations

import pytest
from found_in import found_in, normals


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("18 U. S. C. §§3501(a), 3502 and 3505", ["18 U.S.C. § 3501(a)", "18 U.S.C. § 3502", "18 U.S.C. § 3505"]),  # each a mention
        ("42 U.S.C. §§ 2000e to 2000e-17", ["42 U.S.C. § 2000e-2000e-17"]),  # a range is one
        ("28 USC 1331; 42 U.S.C.A. § 1983 (West 2003)", ["28 U.S.C. § 1331", "42 U.S.C. § 1983"]),
        ("Title 18, United States Code, Section 924(c); section 924(c) of title 18", ["18 U.S.C. § 924(c)", "18 U.S.C. § 924(c)"]),
        ("[28 U. S. C.] §455(a) and [§]1158", ["28 U.S.C. § 455(a)", "§ 1158"]),  # what an editor has put in
        ("section 6015(b), (c), or (f); sections 501(a) and 502", ["§ 6015(b), (c), or (f)", "§ 501(a)", "§ 502"]),
        ("secs. 6212 and 6213; Section 10(b)", ["§ 6212", "§ 6213", "§ 10(b)"]),
        ("§207.\nThe §§ 201, 207 and 215", ["§ 207", "§ 201", "§ 207", "§ 215"]),
        ("Mo. Rev. Stat. § 577.041; Section 577.041, RSMo 2000", ["Mo. Rev. Stat. § 577.041"] * 2),  # the code may follow
        ("N. Y. Penal Law §120.05; Judiciary Law § 431", ["N.Y. Penal Law § 120.05", "Judiciary Law § 431"]),  # a state's own
        ("TEX. INS. CODE § 4001.003; Texas Insurance Code § 4001.003", ["Tex. Ins. Code § 4001.003"] * 2),
        ("See Pen. Code, § 187, subd. (a); Code Civ. Proc., § 425.16", ["Pen. Code § 187", "Code Civ. Proc. § 425.16"]),
        ("Me. Rev. Stat. Ann., Tit. 34–B, §5604(3)(B)", ["Me. Rev. Stat. Ann. tit. 34-B, § 5604(3)(B)"]),
        ("M.G.L. c. 93A, § 2; 735 ILCS 5/2-1401(f); 18 Pa.C.S. § 2502(a)", ["M.G.L. ch. 93A, § 2", "735 ILCS 5/2-1401(f)", "18 Pa.C.S. § 2502(a)"]),
        (
            "Fla. Stat. 768.28(5); RCW 9A.32.030; ORS 30.265; CPLR 302(a)(1)",
            ["Fla. Stat. § 768.28(5)", "Wash. Rev. Code § 9A.32.030", "Or. Rev. Stat. § 30.265", "N.Y. C.P.L.R. § 302(a)(1)"],
        ),
        ("Tex. Code Crim. Proc. art. 38.22; La. Civ. Code Ann., Art. 2315", ["Tex. Code Crim. Proc. art. 38.22", "La. Civ. Code Ann. art. 2315"]),
        ("In Washington. Compare Idaho Code § 18-4004", ["Idaho Code § 18-4004"]),  # of two states the last is meant
        (
            "29 CFR §790.5; 5 C.F.R. pt. 2635; 20 C.F.R. §§ 404.1, 416.9",
            ["29 C.F.R. § 790.5", "5 C.F.R. pt. 2635", "20 C.F.R. § 404.1", "20 C.F.R. § 416.9"],
        ),
        ("Treas. Reg. § 1.61-1(a); sec. 1.6015-5(b)(5), Income Tax Regs.", ["Treas. Reg. § 1.61-1(a)", "Treas. Reg. § 1.6015-5(b)(5)"]),
        (
            "Tenn. Comp. R. & Regs. 0800-02-21-.12(1); Cal. Code Regs., tit. 14, § 15064",
            ["Tenn. Comp. R. & Regs. 0800-02-21-.12(1)", "Cal. Code Regs. tit. 14, § 15064"],
        ),
        ("Pub. L. No. 104-132, § 104, 110 Stat. 1214; Public Law 107–56", ["Pub. L. No. 104-132", "§ 104", "110 Stat. 1214", "Pub. L. No. 107-56"]),
        ("USSG §2K2.1(a)(4)", ["U.S.S.G. § 2K2.1(a)(4)"]),
    ],
)
def test_statutes_and_regulations(text: str, expected: list[str]) -> None:
    assert normals(f"It is so under {text}.") == expected


@pytest.mark.parametrize(
    "text",
    [
        "5 C. Wright & A. Miller, Federal Practice and Procedure § 1357, p. 200 (3d ed. 2004)",  # a treatise
        "Wright & Miller §3625, at 100",  # the same for short
        "Restatement (Second) of Torts § 402A (1965); Model Penal Code §2.02(7)",
        "A. Doe, The Law of Barns § 12 (2d ed. 1990)",  # one no list has
        "section 4 of the lease; Section 20 of this Agreement",  # private papers
        "Section 3, supra; section II below; §",
    ],
)
def test_no_statutes(text: str) -> None:
    assert normals(f"As it says in {text}.") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fed. R. Civ. P. 12(b)(6) and 56(c)", ["Fed. R. Civ. P. 12(b)(6)", "Fed. R. Civ. P. 56(c)"]),
        ("Federal Rules of Evidence 401, 403, and 404(b)", ["Fed. R. Evid. 401", "Fed. R. Evid. 403", "Fed. R. Evid. 404(b)"]),
        ("Fed. Rule Crim. Proc. 11; FED. R. CIV. P. 56", ["Fed. R. Crim. P. 11", "Fed. R. Civ. P. 56"]),
        ("5th Circuit Rule 47.5; 10th Cir. R. 32.1", ["5th Cir. R. 47.5", "10th Cir. R. 32.1"]),
        (
            "Tenn. R. App. P. 3(b); Fla. Rule Crim. Proc. 3.172(c)(8); Md. Rule 4–242",
            ["Tenn. R. App. P. 3(b)", "Fla. R. Crim. P. 3.172(c)(8)", "Md. R. 4-242"],
        ),
        ("Rule 56(c); this Court’s Rule 10; Rules 8 and 9(b)", ["Rule 56(c)", "Rule 10", "Rule 8", "Rule 9(b)"]),
        ("Bankruptcy Rule 7001; Local Rule 7.1(d); Crim.R. 11(C)(2)", ["Fed. R. Bankr. P. 7001", "Local Rule 7.1(d)", "Crim. R. 11(C)(2)"]),
        ("SEC Rule 10b-5; the rule of 1925; a Rule of law", []),  # an agency's, and no number
    ],
)
def test_rules(text: str, expected: list[str]) -> None:
    assert normals(f"It is so under {text}.") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("U. S. Const., Art. I, §9, cl. 8; U.S. Const. amend. XIV, § 1", ["U.S. Const. art. I, § 9, cl. 8", "U.S. Const. amend. XIV, § 1"]),
        ("Amdt. 4; Art. III, §2; Article III standing", ["U.S. Const. amend. IV", "U.S. Const. art. III, § 2", "U.S. Const. art. III"]),
        ("the Fifth and Fourteenth Amendments", ["U.S. Const. amend. V", "U.S. Const. amend. XIV"]),
        ("section 5 of the Fourteenth Amendment", ["U.S. Const. amend. XIV, § 5"]),
        ("Mo. Const. art. V, § 3; article V, section 3 of the Missouri Constitution", ["Mo. Const. art. V, § 3"] * 2),
        ("Tex. Const. art. I, §§ 9, 10", ["Tex. Const. art. I, § 9", "Tex. Const. art. I, § 10"]),
        ("the Due Process Clause; the Second Amendment to the Lease; Article 36 of the Vienna Convention; Article IV of the Treaty", []),
        ("the First Amended Complaint; Articles of Confederation, Art. IX", []),
    ],
)
def test_constitutions(text: str, expected: list[str]) -> None:
    assert normals(f"It is so under {text}.") == expected


def test_kinds() -> None:
    text = "29 C.F.R. § 1.1; 18 U.S.C. § 1; Rule 5; Amdt. 4; Pub. L. 104-1; 76 Fed. Reg. 12; Rev. Proc. 2003-61."
    assert [item.kind.value for item in found_in(text)] == ["regulation", "statute", "rule", "constitution", "public_law", "regulation", "regulation"]


def test_a_bare_section_in_a_string_of_regulations_is_one() -> None:
    assert [item.kind.value for item in found_in("See 42 CFR §422.564(d)(1); §423.564(d)(1) (same).")] == ["regulation", "regulation"]
