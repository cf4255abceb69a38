"""The name beside a citation, without the sentence that leads up to it."""

from __future__ import annotations

import pytest
from found_in import found_in


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("See, e.g., Roe v. Wade, 410 U. S. 113.", "Roe v. Wade"),  # a signal is no part of it
        ("But cf. In re Winship, 397 U. S. 358.", "In re Winship"),
        ("In Roe v. Wade, 410 U. S. 113, we held so.", "Roe v. Wade"),  # a preposition
        ("as the Court held in Doe v. Roe, 410 U. S. 113.", "Doe v. Roe"),
        ("It was error. Doe v. Roe Mfg. Co., 410 U. S. 113.", "Doe v. Roe Mfg. Co."),  # a new sentence
        ("Philip Morris USA, Inc. v. Williams, 549 U. S. 346.", "Philip Morris USA, Inc. v. Williams"),  # a comma within
        ("Oil, Chemical & Atomic Workers v. Mobil Oil Corp., 426 U. S. 407.", "Oil, Chemical & Atomic Workers v. Mobil Oil Corp."),
        ("eBay Inc. v. MercExchange, L. L. C., 547 U. S. 388.", "eBay Inc. v. MercExchange, L. L. C."),  # small first letter
        ("Civil Service Comm’n v. Letter Carriers, 413 U. S. 548.", "Civil Service Comm’n v. Letter Carriers"),
        (
            "Sneed v. Bd. of Prof’l Responsibility of the Sup. Ct. of Tenn., 301 S.W.3d 603.",
            "Sneed v. Bd. of Prof’l Responsibility of the Sup. Ct. of Tenn.",
        ),
        ("United States ex rel. Doe v. Roe, 410 U. S. 113.", "United States ex rel. Doe v. Roe"),
        ("“so it was.” Doe v. Roe, 410 U. S. 113.", "Doe v. Roe"),
        ('the facts[.]"Doe v. Roe, 410 U. S. 113.', "Doe v. Roe"),  # glued to a quotation
        ("2See McNabb v. United States, 318 U. S. 332.", "McNabb v. United States"),  # the call of a note
        ("People v. Smith (1990) 50 Cal.3d 1.", "People v. Smith"),  # California sets the year between
        ("Doe v. Roe, No. 05-1234, 2006 WL 99 (D. Kan. 2006).", "Doe v. Roe"),  # a docket number between
        ("Segal Lock *1095Co. v. Roe, 143 F.2d 935.", "Segal Lock Co. v. Roe"),  # a reporter’s page between
        ("Casman [v. United States, 135 Ct. Cl. 647 (1956)].", "Casman v. United States"),
        ("Roe v. Wade, 410 U. S. 113, 93 S. Ct. 705.", "Roe v. Wade"),
        ("Roe, 410 U. S., at 116.", "Roe"),
        ("The court below relied on 410 U. S. 113.", None),
        ("In Doe v. Roe the court erred, and so did it in 410 U. S. 113.", None),  # the name is another’s
    ],
)
def test_name(text: str, name: str | None) -> None:
    assert [item.name for item in found_in(text)][-1] == name


def test_two_cases_joined_are_told_apart_when_one_is_known() -> None:
    found = found_in("Miranda v. Arizona, 384 U. S. 436, was so. Under Miranda and Michigan v. Mosley, 423 U. S. 96, it is.")
    assert [item.name for item in found] == ["Miranda v. Arizona", "Michigan v. Mosley"]
