"""Filters are exact in both engines: the same cases as looking at each card would give."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from core.errors import BadArgument
from core.models import CaseType
from core.search.catalog import Card
from core.search.filters import matches
from core.views import CaseFilters

COURTS = ("Court of Appeals of Example", "District Court of Example", None)
JUDGES = ("Adams", "Brown", "Clark")
YEARS = (2001, 2010, 2019)


@pytest.fixture
def mixed(make_world: Callable[[], Any]) -> tuple[Any, list[Card]]:
    world, draw = make_world(), random.Random(4)  # noqa: S311
    cards = []
    for number in range(40):
        court = draw.choice(COURTS)
        cards.append(
            world.add(
                f"case-{number:02}", "A tax is a levy on income.", f"Part {number}: the tax again.",
                court=court, court_id=court and court.split()[0].lower(), jurisdiction=draw.choice(["Federal", "State", None]),
                case_type=draw.choice([CaseType.TAX, CaseType.CIVIL, None]), judges=draw.sample(JUDGES, draw.randint(0, 2)),
                opinion_author=draw.choice([*JUDGES, None]), precedents=draw.sample(["1 Exm. 2", "3 Exm. 4", "5 Exm. App. 6"], draw.randint(0, 2)),
                date_decided=draw.choice([None, *(date(year, 5, 1) for year in YEARS)]), workspace=draw.choice(["shared", "shared", "shared", "visitor"]),
            )
        )  # fmt: skip
    return world, cards


def brute_force(card: Card, wanted: dict[str, Any]) -> bool:
    """The filters said once more, one by one and from the fields."""
    day = card.date_decided
    checks = {
        "court": lambda value: card.court is not None and value.lower() in card.court.lower(),
        "court_id": lambda value: (card.court_id or "").lower() == value.lower(),
        "jurisdiction": lambda value: value.lower() == (card.jurisdiction or "").lower(),
        "case_type": lambda value: card.case_type == value,
        "judge": lambda value: any(value.lower() in name.lower() for name in [*card.judges, card.opinion_author or ""]),
        "author": lambda value: value.lower() in (card.opinion_author or "").lower(),
        "cites": lambda value: value.lower().replace(".", "") in card.cites,
        "decided_after": lambda value: day is not None and day >= value,
        "decided_before": lambda value: day is not None and day <= value,
        "case_ids": lambda value: card.case_id in value,
        "exclude_case_ids": lambda value: card.case_id not in value,
    }
    return card.workspace == "shared" and all(checks[name](value) for name, value in wanted.items())


def some_filters(draw: random.Random, cards: list[Card]) -> dict[str, Any]:
    values: dict[str, Callable[[], Any]] = {
        "court": lambda: draw.choice(["appeals", "EXAMPLE", "district court", "nowhere"]),
        "court_id": lambda: draw.choice(["COURT", "district", "x"]),
        "jurisdiction": lambda: draw.choice(["federal", "STATE"]),
        "case_type": lambda: draw.choice([CaseType.TAX, CaseType.CIVIL]),
        "judge": lambda: draw.choice(["adams", "Row", "nobody"]),
        "author": lambda: draw.choice(["clark", "bro"]),
        "cites": lambda: draw.choice(["1 Exm. 2", "3 exm 4", "9 Exm. 9"]),
        "decided_after": lambda: date(draw.choice(YEARS), 5, 1),
        "decided_before": lambda: date(draw.choice(YEARS), 5, 1),
        "case_ids": lambda: [card.case_id for card in draw.sample(cards, 20)],
        "exclude_case_ids": lambda: [card.case_id for card in draw.sample(cards, 10)],
    }
    return {name: values[name]() for name in draw.sample(sorted(values), draw.randint(0, 3))}


@pytest.mark.parametrize("mode", ["lexical", "dense", "hybrid"])
def test_filtered_searches_give_exactly_the_cases_that_match(mixed: tuple[Any, list[Card]], mode: str) -> None:
    world, cards = mixed
    draw = random.Random(mode)  # noqa: S311
    nonempty = 0
    for _ in range(40):
        wanted = some_filters(draw, cards)
        if wanted.get("decided_after", date.min) > wanted.get("decided_before", date.max):
            continue
        expected = {card.case_id for card in cards if brute_force(card, wanted)}
        assert set(world.found("tax levy", mode=mode, top_k=100, **wanted)) == expected, wanted
        nonempty += bool(expected)
    assert nonempty > 10


@pytest.mark.parametrize(
    ("filters", "matched", "reason"),
    [
        ({"cites": "556 U. S. 303"}, True, "spaces within a reporter do not matter"),
        ({"cites": "556 u.s. 303, 310 (2009)"}, True, "nor do letter case, pin cite and year"),
        ({"cites": "556 U.S. 30"}, False, "the page is a number, not a beginning"),
        ({"judge": "soutER"}, True, "the author is a judge"),
        ({"court": "supreme  court"}, True, "any part of the name"),
        ({"decided_after": date(2009, 4, 6), "decided_before": date(2009, 4, 6)}, True, "both ends are inclusive"),
        ({"decided_after": date(2009, 4, 7)}, False, "a day later"),
        ({"case_type": CaseType.CIVIL}, False, "an unknown kind is no match"),
    ],
)  # fmt: skip
def test_one_card(world: Any, filters: dict[str, Any], matched: bool, reason: str) -> None:
    card = world.add(
        "c", "Text.", court="Supreme Court of Example", opinion_author="Souter", precedents=["556 U.S. 303"], date_decided=date(2009, 4, 6)
    )
    assert matches(card, CaseFilters(**filters)) is matched, reason


def test_dates_the_wrong_way_round(world: Any) -> None:
    with pytest.raises(BadArgument) as error:
        world.search("tax", decided_after=date(2020, 1, 1), decided_before=date(2019, 1, 1))
    assert error.value.hint
