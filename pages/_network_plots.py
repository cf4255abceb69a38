"""The citation network and the timeline as plots; each gives the id of the case clicked."""

from __future__ import annotations

from typing import Any

import streamlit as st

from core.authorities.answers import NetworkEdge, RankedCase

HEIGHT = 640
_LINE = "rgba(127,127,127,0.35)"  # quiet on paper and on dark
_NAMED = 12  # cases named in the plot; the others when pointed at
_CONFIG = {"displaylogo": False, "scrollZoom": True, "modeBarButtonsToRemove": ["select2d", "lasso2d", "toImage"]}


def network_plot(cases: list[RankedCase], edges: list[NetworkEdge]) -> str | None:
    """Each case where the layout puts it, larger the more cases cite it."""
    places = {case.case_id: (case.x or 0.0, case.y or 0.0) for case in cases}
    figure = _figure(cases, edges, places)
    figure.update_xaxes(visible=False)
    figure.update_yaxes(visible=False, scaleanchor="x")
    return _drawn(figure, "network", f"Network of {len(cases)} cases and {len(edges)} citations between them")


def timeline_plot(cases: list[RankedCase], edges: list[NetworkEdge]) -> str | None:
    """Each case at its date, the higher the more cases cite it; lines from the citing case to the cited one."""
    dated = [case for case in cases if case.date_decided and case.x is not None]
    level: dict[tuple[int, int], int] = {}
    places: dict[str, tuple[Any, float]] = {}
    for case in dated:
        spot = (case.date_decided.year, case.cited_by)  # type: ignore[union-attr]
        level[spot] = level.get(spot, -1) + 1
        places[case.case_id] = (case.date_decided, case.cited_by + 0.12 * level[spot])
    figure = _figure(dated, [edge for edge in edges if edge.citing in places and edge.cited in places], places)
    most = max((case.cited_by for case in dated), default=0)
    figure.update_xaxes(title="Decided")
    figure.update_yaxes(title="Cases of the library that cite it", range=[-0.04 * most - 0.15, most * 1.12 + 0.3], dtick=1 if most < 8 else None)
    return _drawn(figure, "timeline", f"Timeline of {len(dated)} cases")


def _figure(cases: list[RankedCase], edges: list[NetworkEdge], places: dict[str, tuple[Any, float]]) -> Any:
    import plotly.graph_objects as go  # slow to import: only where a plot is drawn

    xs: list[Any] = []
    ys: list[float | None] = []
    for edge in edges:
        (x0, y0), (x1, y1) = places[edge.citing], places[edge.cited]
        xs += [x0, x1, None]
        ys += [y0, y1, None]
    named = {case.case_id for case in sorted(cases, key=lambda case: -case.cited_by)[:_NAMED] if case.cited_by}
    lines = go.Scatter(x=xs, y=ys, mode="lines", line={"width": 1, "color": _LINE}, hoverinfo="skip", showlegend=False)
    points = go.Scatter(
        x=[places[case.case_id][0] for case in cases],
        y=[places[case.case_id][1] for case in cases],
        mode="markers+text",
        marker={"size": [10 + 5 * min(case.cited_by, 8) ** 0.8 for case in cases], "opacity": 1, "line": {"width": 1, "color": _LINE}},
        text=[_short(case.title) if case.case_id in named else "" for case in cases],
        textposition="top center",
        zorder=2,
        customdata=[case.case_id for case in cases],
        hovertext=[_hover(case) for case in cases],
        hoverinfo="text",
        showlegend=False,
    )
    figure = go.Figure([points, lines])  # the first takes the theme's first colour
    figure.update_layout(height=HEIGHT, margin={"l": 0, "r": 0, "t": 8, "b": 0}, dragmode="pan", hovermode="closest")
    return figure


def _drawn(figure: Any, key: str, alt: str) -> str | None:
    event: Any = st.plotly_chart(figure, key=f"plot_{key}", on_select="rerun", selection_mode="points", config=_CONFIG, alt=alt)
    picked = event.selection.points if event else []
    return str(picked[0]["customdata"]) if picked and picked[0].get("customdata") else None


def _short(title: str) -> str:
    """A name that fits beside a point: the first party, or the first words. `<` would be markup to the plot."""
    first = title.split(" v. ")[0]
    return _plain(first if len(first) <= 28 else first[:27].rsplit(" ", 1)[0] + " …")


def _hover(case: RankedCase) -> str:
    cited = f"{case.citation} ({case.date_decided.year})" if case.citation and case.date_decided else case.citation or ""
    facts = [f"<i>{_plain(case.title)}</i>", _plain(cited), _plain(case.court or ""), f"cited by {case.cited_by}, cites {case.cites} here"]
    return "<br>".join(fact for fact in facts if fact)


def _plain(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
