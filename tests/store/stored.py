"""Pages and passages as the store keeps them."""

from __future__ import annotations

from core.models import Page, PageState, Passage


def page(case_id, number, text="", state=PageState.TEXT):
    return Page(case_id=case_id, number=number, text=text, content=text, state=state)


def passage(case_id, order, text):
    return Passage(passage_id=f"{case_id}:{text}", case_id=case_id, workspace="shared", order=order, text=text, spans=[], page=1)
