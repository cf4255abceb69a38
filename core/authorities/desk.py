"""The questions about authorities, answered from the record's tables and the library's graph."""

from __future__ import annotations

from concurrent.futures import TimeoutError as FutureTimeout

from core.authorities.answers import (
    AuthorityRow,
    CaseAuthorities,
    CaseCard,
    CitationAnswer,
    CitedByAnswer,
    CitingCase,
    MissingAnswer,
    MissingAuthority,
    Network,
    NetworkEdge,
    RankedCase,
)
from core.authorities.graph import Graph, WorkspaceGraph
from core.authorities.identity import Identity, stamp_of
from core.authorities.name_check import check_name, check_year
from core.authorities.query import ask_of
from core.authorities.ranking import Missing, asked, citing_rows, edges, layout, missing, ranked
from core.authorities.resolution import Resolution, Status, resolve
from core.authorities.table import tabulate
from core.authorities.tabulator import request_of
from core.errors import BadArgument, NotFound, Unavailable
from core.ingest.workers import Priority, WorkerDied, WorkerOverran, WorkerPool
from core.models import Authority, AuthorityTable, Case
from core.principal import Principal
from core.store.authorities import Cited, CitedBy
from core.store.record import Record

TABLE_SECONDS = 60.0
QUOTED_CASES = 50  # citing cases whose quotations are read for one answer
MOST_LISTED = 1_000


class AuthorityDesk:
    """Every answer is of the caller's workspace alone."""

    def __init__(self, record: Record, graph: Graph, pool: WorkerPool) -> None:
        self._record = record
        self._graph = graph
        self._pool = pool

    def table(self, who: Principal, case_id: str) -> CaseAuthorities:
        """What a case cites, with what the library knows of each just now."""
        case = self._case(who, case_id)
        table = self._table_of(case)
        rows = self._graph.ask(who.workspace, lambda graph: rows_of(graph, table))
        return CaseAuthorities(
            case_id=case_id,
            title=case.title,
            citation=case.citation,
            complete=stamp_of(case) is not None,
            failed=table.failed,
            unresolved=table.unresolved,
            rows=rows,
        )

    def cited_by(self, who: Principal, case_id: str, offset: int = 0, limit: int = QUOTED_CASES) -> CitedByAnswer:
        """The cases of the library that cite this one, most mentions first."""
        case = self._case(who, case_id)
        _check_limit(limit, QUOTED_CASES)
        identity = Identity.of(case)

        def citing(graph: WorkspaceGraph) -> list[tuple[Identity, Cited]]:
            return _ordered(graph, citing_rows(graph, identity))

        found = self._graph.ask(who.workspace, citing)
        items = [self._citing(identity, row) for identity, row in found[offset : offset + limit]]
        return CitedByAnswer(case_id=case_id, total=len(found), pending=self._graph.pending(who.workspace), items=items)

    def citation(self, who: Principal, text: str) -> CitationAnswer:
        """What is cited so. Raises `BadArgument` when `text` has no citation."""
        query = ask_of(text)

        def look(graph: WorkspaceGraph) -> tuple[Resolution, list[CaseCard], list[tuple[Identity, Cited]]]:
            resolution = resolve(graph, query)
            found = graph.citing(query.keys)
            for case_id in resolution.case_ids:
                found = {**citing_rows(graph, graph.cases[case_id]), **found}
            living = {case_id: row for case_id, row in found.items() if not graph.cases[case_id].archived}
            return resolution, [_card(graph.cases[case_id]) for case_id in resolution.case_ids], _ordered(graph, living)

        resolution, cases, citing = self._graph.ask(who.workspace, look)
        return CitationAnswer(
            cite=text,
            normalized=query.citation,
            kind=query.kind,
            status=resolution.status,
            reason=resolution.reason,
            name=cases[0].title if len(cases) == 1 else next((row.name for _, row in citing if row.name), None),
            cases=cases,
            cited_by=[self._citing(identity, row) for identity, row in citing[:QUOTED_CASES]],
            cited_by_total=len(citing),
        )

    def missing(self, who: Principal, limit: int = 50, offset: int = 0) -> MissingAnswer:
        """The decisions cited by most cases of the library that it does not hold."""
        _check_limit(limit, MOST_LISTED)
        found = self._graph.ask(who.workspace, missing)
        items = [_lacking(item) for item in found[offset : offset + limit]]
        return MissingAnswer(total=len(found), pending=self._graph.pending(who.workspace), items=items)

    def network(self, who: Principal, limit: int = 200) -> Network:
        """The highest ranked cases and the citations between them."""
        _check_limit(limit, MOST_LISTED)

        def look(graph: WorkspaceGraph) -> tuple[int, list[RankedCase], list[NetworkEdge]]:
            order, links = ranked(graph).cases, edges(graph)
            shown = {case_id for case_id, _, _ in order[:limit]}
            cites: dict[str, int] = {}
            for link in links:
                cites[link.citing] = cites.get(link.citing, 0) + 1
            places = layout(graph, limit)
            cases = [
                RankedCase(
                    **_card(graph.cases[case_id]).model_dump(),
                    rank=rank,
                    cited_by=count,
                    cites=cites.get(case_id, 0),
                    **dict(zip("xy", places.get(case_id, ()), strict=False)),
                )
                for case_id, rank, count in order[:limit]
            ]
            among = [
                NetworkEdge(citing=link.citing, cited=link.cited, count=link.count, signals=list(link.signals))
                for link in links
                if link.citing in shown and link.cited in shown
            ]
            return len(order), cases, among

        total, cases, among = self._graph.ask(who.workspace, look)
        return Network(total=total, pending=self._graph.pending(who.workspace), cases=cases, edges=among)

    def _case(self, who: Principal, case_id: str) -> Case:
        case = self._record.cases.get(case_id, who.workspace)
        if case is None:
            raise NotFound("There is no such case in this library.", "It may have been deleted; the library lists what there is.")
        return case

    def _table_of(self, case: Case) -> AuthorityTable:
        """The table as kept, made now when it is missing or of an earlier text."""
        kept, stamp = self._record.authorities.get(case.case_id), stamp_of(case)
        if kept is not None and kept.stamp == stamp:
            return kept
        request = request_of(case, stamp or "")
        task = self._pool.send(Priority.INTERACTIVE, TABLE_SECONDS, tabulate, request, self._record.pages.of_case(case.case_id))
        try:
            return task.result(timeout=TABLE_SECONDS * 2)
        except (WorkerDied, WorkerOverran, FutureTimeout) as error:
            raise Unavailable(f"The table of authorities could not be made: {error}.", "The case can still be read and searched.") from error

    def _citing(self, identity: Identity, row: Cited) -> CitingCase:
        full = self._record.authorities.row(identity.case_id, row.rank)
        if full is None or full.key != row.keys[0]:
            full = Authority(key=row.keys[0], citation=row.citation, kind=row.kind)
        return CitingCase(
            **_card(identity).model_dump(),
            count=row.count,
            pages=full.pages,
            signals=list(row.signals),
            quotations=[mention.quotation for mention in full.mentions if mention.quotation],
            treatments=full.treatments,
        )


def rows_of(graph: WorkspaceGraph, table: AuthorityTable) -> list[AuthorityRow]:
    """The rows of a table with what the graph knows of each."""
    return [_row(graph, table.case_id, row, light) for row, light in zip(table.authorities, CitedBy.of(table).cited, strict=True)]


def _row(graph: WorkspaceGraph, case_id: str, row: Authority, light: Cited) -> AuthorityRow:
    resolution = resolve(graph, asked(light))
    if case_id in resolution.case_ids:
        resolution = _without(resolution, case_id)
    check = check_name(graph, case_id, light, resolution)
    doubt = check_year(graph, light, resolution)
    only = resolution.case_ids[0] if resolution.status is Status.IN_LIBRARY else None
    return AuthorityRow(
        citation=row.citation,
        parallel=row.parallel,
        kind=row.kind,
        name=row.name,
        in_library=only is not None,
        status=resolution.status,
        status_reason=resolution.reason,
        case_id=only,
        case_title=graph.cases[only].title if only else None,
        case_ids=list(resolution.case_ids),
        found_by=resolution.by,
        name_matches=check.matches,
        name_reason=check.reason,
        doubts=[doubt] if doubt else [],
        names=row.names,
        year=row.year,
        court=row.court,
        count=row.count,
        pages=row.pages,
        printed_pages=row.printed_pages,
        quotations=[mention.quotation for mention in row.mentions if mention.quotation],
        treatments=row.treatments,
        mentions=row.mentions,
        cited_by=len(graph.citing(row.keys).keys() - {case_id}),
    )


def _without(resolution: Resolution, case_id: str) -> Resolution:
    """A case does not answer to its own citations: an earlier decision of the same name in it is another one."""
    rest = tuple(other for other in resolution.case_ids if other != case_id)
    if not rest:
        return Resolution(Status.NOT_HELD)
    return Resolution(Status.IN_LIBRARY if len(rest) == 1 else Status.AMBIGUOUS, rest, resolution.by)


def _lacking(item: Missing) -> MissingAuthority:
    row = item.row
    return MissingAuthority(
        citation=row.citation, name=row.name, year=row.year, cited_by=len(item.rows), mentions=item.mentions, case_ids=list(item.citing[:100])
    )


def _ordered(graph: WorkspaceGraph, rows: dict[str, Cited]) -> list[tuple[Identity, Cited]]:
    return sorted(((graph.cases[case_id], row) for case_id, row in rows.items()), key=lambda pair: (-pair[1].count, pair[0].title, pair[0].case_id))


def _card(identity: Identity) -> CaseCard:
    return CaseCard(case_id=identity.case_id, title=identity.title, citation=identity.citation, court=identity.court, date_decided=identity.decided)


def _check_limit(limit: int, most: int) -> None:
    if not 1 <= limit <= most:
        raise BadArgument(f"From 1 to {most:,} can be listed at once.", "Ask for fewer, and for the rest after them.")
