"""How sentences speak of what they cite: who does what to whom, and what is only argued. Sentences written for this test."""

from __future__ import annotations

import time

import pytest
from marked import marked, table_of

from core.authorities.table import TableRequest, tabulate

FOLLOWS, DISTINGUISHES, LIMITS, CRITICISES, OVERRULES, CONTRARY, QUOTES = (
    "follows",
    "distinguishes",
    "limits",
    "criticises",
    "overrules",
    "contrary",
    "quotes",
)

SENTENCES = [
    # overruling
    ("We overrule {*Jones v. Doe, 402 U.S. 2} (1971).", {(OVERRULES, None)}, "the court does it here"),
    ("Today we expressly overrule our decision in {*Jones v. Doe, 402 U.S. 2} (1971).", {(OVERRULES, None)}, "words between verb and name"),
    ("We reverse the judgment and overrule {*Jones v. Doe, 402 U.S. 2} (1971).", {(OVERRULES, None)}, "a second verb of one subject"),
    ("{*Jones v. Doe, 402 U.S. 2} (1971), is overruled.", {(OVERRULES, None)}, "passive, here and now"),
    ("{*Jones v. Doe, 402 U.S. 2} (1971), is no longer good law.", {(OVERRULES, None)}, "the same in other words"),
    ("{*Jones v. Doe, 402 U.S. 2} (1971), overruled by {Roe v. Poe, 450 U.S. 9} (1981).", {(OVERRULES, "Roe v. Poe")}, "subsequent history"),
    (
        "{*Jones v. Doe, 402 U.S. 2} (1971), overruled on other grounds, {Roe v. Poe, 450 U.S. 9} (1981).",
        set(),
        "without by or in it is not said who overruled",
    ),
    (
        "See {*Jones v. Doe, 402 U.S. 2}, 7 (1971), overruled on other grounds by {Roe v. Poe, 450 U.S. 9} (1981).",
        {(OVERRULES, "Roe v. Poe")},
        "a pin cite between",
    ),
    ("{Jones v. Doe, 402 U.S. 2} (1971), overruled by {*Roe v. Poe, 450 U.S. 9} (1981).", set(), "the one that overruled is not overruled"),
    ("{*Jones v. Doe, 402 U.S. 2} (1971), abrogated in part by {Roe v. Poe, 450 U.S. 9} (1981).", {(OVERRULES, "Roe v. Poe")}, "abrogated by"),
    ("{*Jones v. Doe, 402 U.S. 2} (1971), superseded by statute, Pub. L. 99-1.", {(LIMITS, "statute")}, "a statute does not overrule"),
    ("{Roe v. Poe, 450 U.S. 9} (1981), which overruled {*Jones v. Doe, 402 U.S. 2} (1971).", {(OVERRULES, "Roe v. Poe")}, "another case does it"),
    ("{*Roe v. Poe, 450 U.S. 9} (1981), which overruled {Jones v. Doe, 402 U.S. 2} (1971).", set(), "and is not itself overruled"),
    ("{Roe v. Poe, 450 U.S. 9} (1981) (overruling {*Jones v. Doe, 402 U.S. 2} (1971)).", {(OVERRULES, "Roe v. Poe")}, "in a parenthetical"),
    ("{*Roe v. Poe, 450 U.S. 9} (1981) (overruling {Jones v. Doe, 402 U.S. 2} (1971)).", set(), "the host of the parenthetical"),
    ("{Roe v. Poe, 450 U.S. 9} (1981), expressly overruling {*Jones v. Doe, 402 U.S. 2} (1971).", {(OVERRULES, "Roe v. Poe")}, "a participle"),
    ("Petitioner asks us to overrule {*Jones v. Doe, 402 U.S. 2} (1971).", set(), "a wish is no ruling"),
    ("We decline to overrule {*Jones v. Doe, 402 U.S. 2} (1971).", set(), "declined"),
    ("We need not overrule {*Jones v. Doe, 402 U.S. 2} (1971), to reach this result.", set(), "not needed"),
    ("The question is whether we should overrule {*Jones v. Doe, 402 U.S. 2} (1971).", set(), "a question"),
    ("Respondent contends that {*Jones v. Doe, 402 U.S. 2} (1971), was overruled.", set(), "only argued"),
    ("We would not lightly overrule {*Jones v. Doe, 402 U.S. 2} (1971).", set(), "a condition"),
    # following
    ("We adhere to {*Jones v. Doe, 402 U.S. 2} (1971).", {(FOLLOWS, None)}, "adheres"),
    ("We follow the rule of {*Jones v. Doe, 402 U.S. 2} (1971).", {(FOLLOWS, None)}, "the rule of"),
    ("Today the Court reaffirms {*Jones v. Doe, 402 U.S. 2} (1971).", {(FOLLOWS, None)}, "reaffirms"),
    ("Following {*Jones v. Doe, 402 U.S. 2} (1971), we hold the notice void.", {(FOLLOWS, None)}, "a participle with we after it"),
    ("In the years following {*Jones v. Doe, 402 U.S. 2} (1971), rents rose.", set(), "a time, not a treatment"),
    ("{*Jones v. Doe, 402 U.S. 2} (1971), controls this case.", {(FOLLOWS, None)}, "controls"),
    ("This case is controlled by {*Jones v. Doe, 402 U.S. 2} (1971).", {(FOLLOWS, None)}, "controlled by"),
    ("{*Jones v. Doe, 402 U.S. 2} (1971), remains good law.", {(FOLLOWS, None)}, "remains good law"),
    ("{*Jones v. Doe, 402 U.S. 2} (1971), is directly on point.", {(FOLLOWS, None)}, "on point"),
    ("The State argues that {*Jones v. Doe, 402 U.S. 2} (1971), controls.", set(), "only argued"),
    ("The trial court relied on {*Jones v. Doe, 402 U.S. 2} (1971).", set(), "a court below, told without approval"),
    ("We rejected the same argument in {*Jones v. Doe, 402 U.S. 2} (1971).", set(), "what was rejected in a case is not the case"),
    ("The doctrine applied in {*Jones v. Doe, 402 U.S. 2} (1971), has its critics.", set(), "applied in"),
    # distinguishing
    ("We distinguish {*Jones v. Doe, 402 U.S. 2} (1971).", {(DISTINGUISHES, None)}, "distinguishes"),
    ("{*Jones v. Doe, 402 U.S. 2} (1971), is distinguishable.", {(DISTINGUISHES, None)}, "is distinguishable"),
    ("{*Jones v. Doe, 402 U.S. 2} (1971), however, is inapposite.", {(DISTINGUISHES, None)}, "however between"),
    ("Unlike in {*Jones v. Doe, 402 U.S. 2} (1971), the lease here was written.", {(DISTINGUISHES, None)}, "unlike in"),
    ("In contrast to {*Jones v. Doe, 402 U.S. 2} (1971), there was notice.", {(DISTINGUISHES, None)}, "in contrast to"),
    ("{*Jones v. Doe, 402 U.S. 2} (1971), does not help the tenant.", {(DISTINGUISHES, None)}, "no help"),
    ("The tenant’s reliance on {*Jones v. Doe, 402 U.S. 2} (1971), is misplaced.", {(DISTINGUISHES, None)}, "misplaced reliance"),
    ("The tenant argues that {*Jones v. Doe, 402 U.S. 2} (1971), is distinguishable.", set(), "only argued"),
    ("{*Jones v. Doe, 402 U.S. 2} (1971), is distinguishable, the tenant argues.", set(), "argued, said afterwards"),
    ("The district court held that {*Jones v. Doe, 402 U.S. 2} (1971), is distinguishable.", set(), "a court below"),
    ("The Ninth Circuit distinguished {*Jones v. Doe, 402 U.S. 2} (1971).", {(DISTINGUISHES, "the Ninth Circuit")}, "another court"),
    ("{Roe v. Poe, 450 U.S. 9} (1981) (distinguishing {*Jones v. Doe, 402 U.S. 2}).", {(DISTINGUISHES, "Roe v. Poe")}, "by the host"),
    ("If {*Jones v. Doe, 402 U.S. 2} (1971), is distinguishable, the claim lives.", set(), "a condition"),
    ("The rule that we adopted in {*Jones v. Doe, 402 U.S. 2} (1971), does not apply to leases.", set(), "the rule adopted there, not the case"),
    (
        "Interests that “have never been doubted,” {*402 U.S. 2}, at 7, do not apply to leases.",
        {(QUOTES, None)},
        "a citation is not what does not apply",
    ),
    # limiting
    ("We limit {*Jones v. Doe, 402 U.S. 2} (1971), to its facts.", {(LIMITS, None)}, "to its facts"),
    ("{*Jones v. Doe, 402 U.S. 2} (1971), is limited to written leases.", {(LIMITS, None)}, "is limited to"),
    ("We decline to extend {*Jones v. Doe, 402 U.S. 2} (1971).", {(LIMITS, None)}, "not extended"),
    ("{Roe v. Poe, 450 U.S. 9} (1981) (limiting {*Jones v. Doe, 402 U.S. 2}).", {(LIMITS, "Roe v. Poe")}, "by the host"),
    ("The limits {*Jones v. Doe, 402 U.S. 2} (1971), set are familiar.", set(), "a noun"),
    # criticising
    ("We decline to follow {*Jones v. Doe, 402 U.S. 2} (1971).", {(CRITICISES, None)}, "declines to follow"),
    ("We disagree with {*Jones v. Doe, 402 U.S. 2} (1971).", {(CRITICISES, None)}, "disagrees"),
    ("{*Jones v. Doe, 402 U.S. 2} (1971), was wrongly decided.", {(CRITICISES, None)}, "wrongly decided"),
    ("We find {*Jones v. Doe, 402 U.S. 2} (1971), distinguishable.", {(DISTINGUISHES, None)}, "found so"),
    ("{*Jones v. Doe, 402 U.S. 2} (1971), is unpersuasive.", {(CRITICISES, None)}, "unpersuasive"),
    ("The Sixth Circuit declined to follow {*Jones v. Doe, 402 U.S. 2} (1971).", {(CRITICISES, "the Sixth Circuit")}, "another court"),
    ("Amici suggest that {*Jones v. Doe, 402 U.S. 2} (1971), was wrongly decided.", set(), "only suggested"),
    ("See Brief 30 (“{*Jones v. Doe, 402 U.S. 2} (1971), was wrongly decided”).", set(), "words of a brief"),
    # contrary and neutral signals
    ("But see {*Jones v. Doe, 402 U.S. 2} (1971).", {(CONTRARY, None)}, "but see"),
    ("But see, e.g., {Roe v. Poe, 450 U.S. 9} (1981); {*Jones v. Doe, 402 U.S. 2} (1971).", {(CONTRARY, None)}, "the signal carries on in a string"),
    ("But see {Roe v. Poe, 450 U.S. 9} (1981). {*Jones v. Doe, 402 U.S. 2} (1971).", set(), "but not beyond the sentence"),
    ("But see {Roe v. Poe, 450 U.S. 9} (1981); see also {*Jones v. Doe, 402 U.S. 2} (1971).", set(), "a new signal ends it"),
    ("Contra, {*Jones v. Doe, 402 U.S. 2} (1971).", {(CONTRARY, None)}, "contra"),
    ("Cf. {*Jones v. Doe, 402 U.S. 2} (1971).", set(), "compare is neutral"),
    ("See, e.g., {*Jones v. Doe, 402 U.S. 2} (1971).", set(), "see is neutral"),
    ("Accord {*Jones v. Doe, 402 U.S. 2} (1971).", set(), "accord is neutral"),
    ("Notice must be in writing. {*Jones v. Doe, 402 U.S. 2} (1971).", set(), "support without a word"),
    # quoting
    ("“Notice must be in writing.” {*Jones v. Doe, 402 U.S. 2} (1971).", {(QUOTES, None)}, "a quotation and its citation"),
    ("The Court said that “notice must be in writing.” {*Jones v. Doe, 402 U.S. 2} (1971).", {(QUOTES, None)}, "led in by words"),
    ("See {*Jones v. Doe, 402 U.S. 2} (1971) (“Notice must be in writing”).", {(QUOTES, None)}, "in the parenthetical"),
    ("{*Jones v. Doe, 402 U.S. 2} (1971), held that “notice must be in writing.”", {(QUOTES, None)}, "after the citation"),
    ("{Roe v. Poe, 450 U.S. 9} (1981) (quoting {*Jones v. Doe, 402 U.S. 2}).", {(QUOTES, "Roe v. Poe")}, "through another case"),
    ("The “notice” rule of {*Jones v. Doe, 402 U.S. 2} (1971).", set(), "a word in quotation marks is no quotation"),
    ("“Notice must be in writing.” {id. 450 U.S. 9}, at 12. {*Jones v. Doe, 402 U.S. 2} (1971).", set(), "quoted from what stands before"),
]


@pytest.mark.parametrize(("text", "expected", "reason"), SENTENCES, ids=[f"{number} {reason}" for number, (_, _, reason) in enumerate(SENTENCES)])
def test_a_sentence_speaks_so(text, expected, reason):
    pages, citations, target = marked(text)
    row = next(row for row in tabulate(TableRequest("x", "shared", "1", citations), pages).authorities if row.citation == target)
    assert {(item.signal.value, item.by) for item in row.treatments} == expected
    assert all(item.quotation.text in " ".join(pages[0].text.split()) for item in row.treatments)


LATER = [
    ("Jones is distinguishable.", {DISTINGUISHES}, "by its short name, cited before"),
    ("Jones’s holding controls here.", {FOLLOWS}, "its holding"),
    ("We reject Jones’s testimony.", set(), "a person of that name"),
    ("We reject Jones.", {CRITICISES}, "the case itself"),
]


@pytest.mark.parametrize(("sentence", "expected", "reason"), LATER, ids=[reason for _, _, reason in LATER])
def test_a_short_name_alone(sentence, expected, reason):
    row = table_of("Notice is needed. {Jones v. Doe, 402 U.S. 2} (1971). " + sentence).authorities[0]
    assert {item.signal.value for item in row.treatments} == expected
    assert row.count == 1


def test_a_party_of_this_case_is_no_authority():
    row = table_of("{Jones v. Doe, 402 U.S. 2} (1971). Jones is mistaken.", parties=("Arthur Jones",)).authorities[0]
    assert row.treatments == []


@pytest.mark.parametrize(
    "unit",
    ["{Jones v. Doe, 402 U.S. 2} ", "we and we ", "the court, ", ", 12", "( (", "“ ” ", "which that ", "of the court of the "],
)
def test_a_sentence_without_end_takes_bounded_time(unit):
    pages, citations, _ = marked("We overrule " + unit * (60_000 // len(unit)) + "{*Jones v. Doe, 402 U.S. 2} (1971), is " + unit * 500)
    began = time.perf_counter()
    tabulate(TableRequest("x", "shared", "1", citations[:3000]), pages)
    assert time.perf_counter() - began < 20
