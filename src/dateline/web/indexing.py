"""A catalogue made from a record: see catalogue.py for what is in it.

Nearly all of it is SQL over both files, so that a million facts are never in memory.  `r` is the record.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import msgspec

from dateline.errors import RecordError
from dateline.records import digest
from dateline.store import Record
from dateline.web.dossier import name
from dateline.web.gather import by_date, read_heads
from dateline.wording import HAPPENED, interval, plain

DENIALS, SUGGESTIONS, ALONE = 6, 50, 3
"""How many the summary shows of denials, the names of suggestions, the summary of single figures of a kind."""

_TABLES = """
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE head (rank INTEGER PRIMARY KEY, id TEXT UNIQUE, anchor TEXT UNIQUE, pile INTEGER, data BLOB);
CREATE TABLE fact (
    n INTEGER PRIMARY KEY, id TEXT, what TEXT, at INTEGER, report INTEGER, earliest TEXT, latest TEXT
);
CREATE TABLE choice (
    facet TEXT, number INTEGER, key TEXT, facts INTEGER, PRIMARY KEY (facet, number)
) WITHOUT ROWID;
CREATE TABLE listed (
    section TEXT, number INTEGER, what TEXT, at INTEGER, n INTEGER, value TEXT, earliest TEXT, latest TEXT,
    PRIMARY KEY (section, number)
) WITHOUT ROWID;
CREATE TABLE facet (
    section TEXT, facet TEXT, value INTEGER, number INTEGER, earliest TEXT, latest TEXT,
    PRIMARY KEY (section, facet, value, number)
) WITHOUT ROWID;
CREATE TABLE target (name TEXT PRIMARY KEY, section TEXT, number INTEGER) WITHOUT ROWID;
CREATE TABLE alias (name TEXT PRIMARY KEY, id TEXT) WITHOUT ROWID;
CREATE TABLE point (figure TEXT PRIMARY KEY, number INTEGER) WITHOUT ROWID;
CREATE TABLE course (
    kind TEXT, reports INTEGER, givers INTEGER, number INTEGER, PRIMARY KEY (kind, reports, givers, number)
) WITHOUT ROWID;
CREATE TABLE part (n INTEGER, section TEXT, number INTEGER, PRIMARY KEY (n, section, number)) WITHOUT ROWID;
CREATE TABLE spoken (key TEXT PRIMARY KEY, statements INTEGER) WITHOUT ROWID;
CREATE TABLE entity (id TEXT PRIMARY KEY, at INTEGER, reports INTEGER, shown INTEGER) WITHOUT ROWID;
CREATE TABLE mentioned (
    entity TEXT, report INTEGER, mentions INTEGER, first INTEGER, PRIMARY KEY (entity, report)
) WITHOUT ROWID;
CREATE TABLE copied (report INTEGER, number INTEGER, PRIMARY KEY (report, number)) WITHOUT ROWID;
CREATE TABLE told (report INTEGER, start INTEGER, "end" INTEGER, PRIMARY KEY (report, start, "end")) WITHOUT ROWID;
CREATE TEMP TABLE days (rank INTEGER PRIMARY KEY, earliest TEXT, latest TEXT, first TEXT, last TEXT);
CREATE TEMP TABLE raw (what TEXT, at INTEGER, id TEXT, report INTEGER, opens INTEGER, earliest TEXT, latest TEXT);
CREATE TEMP TABLE held (
    what TEXT, at INTEGER, facet TEXT, key TEXT, PRIMARY KEY (what, at, facet, key)
) WITHOUT ROWID;
CREATE TEMP TABLE of_fact (n INTEGER, facet TEXT, value INTEGER, PRIMARY KEY (n, facet, value)) WITHOUT ROWID;
CREATE TEMP TABLE of_report (report INTEGER, facet TEXT, value INTEGER, PRIMARY KEY (report, facet, value))
    WITHOUT ROWID;
CREATE TEMP TABLE item_fact (section TEXT, number INTEGER, n INTEGER, PRIMARY KEY (section, number, n)) WITHOUT ROWID;
CREATE TEMP TABLE item_report (section TEXT, number INTEGER, report INTEGER, PRIMARY KEY (section, number, report))
    WITHOUT ROWID;
CREATE TEMP TABLE speaker (key TEXT PRIMARY KEY, place INTEGER) WITHOUT ROWID;
"""

_FACTS = """
INSERT INTO raw SELECT 'statements', s.rowid, s.id, h.rank, opens(s.source, s.cue, s.content), d.earliest, d.latest
    FROM r.statements s JOIN head h ON h.id = s.report JOIN days d USING (rank);
INSERT INTO raw SELECT 'figures', f.rowid, f.id, h.rank, f.start * 4294967296 + f.end,
    json_extract(f.as_of, '$.earliest'), json_extract(f.as_of, '$.latest')
    FROM r.figures f JOIN head h ON h.id = f.report;
INSERT INTO raw SELECT 'events', e.rowid, e.id, h.rank, coalesce(
        json_extract(e.spans, '$[0][0]') * 4294967296 + json_extract(e.spans, '$[0][1]'),
        e.start * 4294967296 + e.end),
    json_extract(e."when", '$.earliest'), json_extract(e."when", '$.latest')
    FROM r.events e JOIN head h ON h.id = e.report;
INSERT INTO raw SELECT 'unresolved', u.rowid, u.id, h.rank, u.start * 4294967296 + u.end, d.earliest, d.latest
    FROM r.unresolved u JOIN head h ON h.id = u.report JOIN days d USING (rank);
INSERT INTO fact SELECT row_number() OVER (ORDER BY report, opens, id), id, what, at, report,
    coalesce(substr(earliest, 1, 10), ''), coalesce(substr(latest, 1, 10), '') FROM raw;
CREATE INDEX fact_id ON fact (id);
CREATE INDEX fact_report ON fact (report);
CREATE UNIQUE INDEX fact_at ON fact (what, at);
INSERT INTO held SELECT 'statements', rowid, 'who', coalesce(nullif(speaker_entity, ''), speaker) FROM r.statements
    WHERE coalesce(nullif(speaker_entity, ''), speaker, '') <> '';
INSERT INTO held SELECT 'figures', rowid, 'who', coalesce(nullif(giver_entity, ''), giver) FROM r.figures
    WHERE coalesce(nullif(giver_entity, ''), giver, '') <> '';
INSERT INTO held SELECT 'events', rowid, 'who', coalesce(nullif(actor_entity, ''), actor) FROM r.events
    WHERE coalesce(nullif(actor_entity, ''), actor, '') <> '';
INSERT OR IGNORE INTO held SELECT 'events', rowid, 'who', coalesce(nullif(target_entity, ''), target) FROM r.events
    WHERE coalesce(nullif(target_entity, ''), target, '') <> '';
INSERT INTO held SELECT 'figures', rowid, 'where', coalesce(nullif(place_entity, ''), place) FROM r.figures
    WHERE coalesce(nullif(place_entity, ''), place, '') <> '';
INSERT INTO held SELECT 'events', rowid, 'where', coalesce(nullif(place_entity, ''), place) FROM r.events
    WHERE coalesce(nullif(place_entity, ''), place, '') <> '';
INSERT INTO held SELECT 'statements', rowid, 'kind', 'statements' || char(1) || stance FROM r.statements;
INSERT INTO held SELECT 'figures', rowid, 'kind', 'figures' || char(1) || kind FROM r.figures;
INSERT INTO held SELECT 'events', rowid, 'kind', 'events' || char(1) || kind FROM r.events;
INSERT INTO choice SELECT facet, row_number() OVER (
        PARTITION BY facet ORDER BY CASE facet WHEN 'kind' THEN 0 ELSE -count(*) END, key) - 1, key, count(*)
    FROM held JOIN fact USING (what, at) GROUP BY facet, key;
CREATE UNIQUE INDEX choice_key ON choice (facet, key);
INSERT INTO of_fact SELECT f.n, h.facet, c.number FROM held h JOIN fact f USING (what, at)
    JOIN choice c ON c.facet = h.facet AND c.key = h.key;
INSERT INTO of_report SELECT DISTINCT f.report, o.facet, o.value FROM of_fact o JOIN fact f USING (n);
ANALYZE main;
"""

_LISTS = """
INSERT INTO listed SELECT 'statements', row_number() OVER (ORDER BY p.place, f.n) - 1, f.what, f.at, f.n, NULL,
    f.earliest, f.latest
    FROM fact f JOIN r.statements s ON f.what = 'statements' AND s.rowid = f.at
    JOIN speaker p ON p.key = coalesce(nullif(s.speaker_entity, ''), s.speaker, '');
INSERT INTO listed SELECT 'events', row_number() OVER (ORDER BY day = '', day, n) - 1, 'events', at, n, NULL, earliest,
    latest FROM (
        SELECT f.*, coalesce(nullif(json_extract(e."when", '$.earliest'), ''), json_extract(e."when", '$.best'), '')
            AS day
        FROM fact f JOIN r.events e ON f.what = 'events' AND e.rowid = f.at);
INSERT INTO listed SELECT 'unresolved', row_number() OVER (ORDER BY n) - 1, what, at, n, NULL, earliest, latest
    FROM fact WHERE what = 'unresolved';
INSERT INTO listed SELECT 'figures',
    row_number() OVER (ORDER BY -json_array_length(points), kind, coalesce(place, ''), id) - 1,
    'series', rowid, NULL, NULL, '', '' FROM r.series;
INSERT OR IGNORE INTO point SELECT json_extract(p.value, '$.figure'), l.number
    FROM listed l JOIN r.series s ON s.rowid = l.at, json_each(s.points) p WHERE l.section = 'figures'
    ORDER BY l.number;
INSERT OR IGNORE INTO item_fact SELECT 'figures', l.number, f.n
    FROM listed l JOIN r.series s ON s.rowid = l.at, json_each(s.points) p
    JOIN fact f ON f.id = json_extract(p.value, '$.figure') AND +f.what = 'figures' WHERE l.section = 'figures';
INSERT INTO course SELECT s.kind, count(DISTINCT f.report), count(DISTINCT coalesce(nullif(g.giver_entity, ''), g.giver,
        '')), l.number
    FROM listed l JOIN r.series s ON s.rowid = l.at JOIN item_fact i ON i.section = 'figures' AND i.number = l.number
    JOIN fact f USING (n) JOIN r.figures g ON g.rowid = f.at WHERE l.what = 'series' GROUP BY l.number;
INSERT INTO listed SELECT 'figures', (SELECT count(*) FROM r.series) + row_number() OVER (ORDER BY n) - 1, what, at, n,
    NULL, earliest, latest FROM fact WHERE what = 'figures' AND id NOT IN (SELECT figure FROM point);
INSERT INTO listed SELECT 'disputes', row_number() OVER (ORDER BY rowid) - 1, 'disputes', rowid, NULL, NULL, '', ''
    FROM r.disputes;
INSERT OR IGNORE INTO item_fact SELECT 'disputes', l.number, f.n
    FROM listed l JOIN r.disputes d ON d.rowid = l.at, json_each(d.sides) s, json_each(s.value, '$.facts') i
    JOIN fact f ON f.id = i.value WHERE l.section = 'disputes';
INSERT INTO listed SELECT 'claims',
    row_number() OVER (ORDER BY -json_array_length(origins), -json_array_length(reports), kind, id) - 1,
    'claims', rowid, NULL, NULL, '', '' FROM r.claims c
    WHERE (SELECT sum(json_array_length(h.value, '$.facts')) FROM json_each(c.holders) h) > 1
        OR json_array_length(warnings) > 0 OR json_array_length(suggestions) > 0;
INSERT OR IGNORE INTO item_fact SELECT 'claims', l.number, f.n
    FROM listed l JOIN r.claims c ON c.rowid = l.at, json_each(c.holders) h, json_each(h.value, '$.facts') i
    JOIN fact f ON f.id = i.value WHERE l.section = 'claims';
INSERT INTO part SELECT n, section, number FROM item_fact WHERE section IN ('disputes', 'claims');
INSERT INTO listed SELECT 'timeline', row_number() OVER (ORDER BY date, -weight, joined(text), rowid) - 1, 'timeline',
    rowid, NULL, NULL, substr(date, 1, 10), substr(date, 1, 10) FROM r.timeline;
INSERT OR IGNORE INTO item_fact SELECT 'timeline', l.number, f.n
    FROM listed l JOIN r.timeline t ON t.rowid = l.at, json_each(t.facts) i JOIN fact f ON f.id = i.value
    WHERE l.section = 'timeline';
INSERT OR IGNORE INTO told SELECT h.rank, json_extract(s.value, '$[1]'), json_extract(s.value, '$[2]')
    FROM r.timeline t, json_each(t.sentences) s JOIN head h ON h.id = head_of(s.value);
INSERT INTO listed SELECT 'copies', row_number() OVER (ORDER BY -c.share, -c.coverage, c.a, c.b) - 1, 'copies', c.rowid,
    NULL, NULL, '', '' FROM r.copies c JOIN head a ON a.id = c.a JOIN head b ON b.id = c.b;
INSERT OR IGNORE INTO item_report SELECT 'copies', l.number, h.rank
    FROM listed l JOIN r.copies c ON c.rowid = l.at JOIN head h ON h.id IN (c.a, c.b) WHERE l.section = 'copies';
INSERT INTO copied SELECT report, number FROM item_report WHERE section = 'copies';
INSERT INTO mentioned SELECT m.key, h.rank, count(*), min(m.start * 4294967296 + m.end) FROM (
        SELECT entity AS key, report, start, end FROM r.mentions
        UNION ALL SELECT place, report, start, end FROM r.mentions WHERE place <> '' AND place <> entity) m
    JOIN head h ON h.id = m.report WHERE m.key <> '' GROUP BY m.key, h.rank;
INSERT INTO entity SELECT e.id, e.rowid, coalesce(m.reports, 0),
    coalesce(m.mentions, 0) > 1 OR EXISTS (SELECT 1 FROM choice c WHERE c.facet IN ('who', 'where') AND c.key = e.id)
    FROM r.entities e
    LEFT JOIN (SELECT entity, count(*) AS reports, sum(mentions) AS mentions FROM mentioned GROUP BY entity) m
    ON m.entity = e.id WHERE true ON CONFLICT DO NOTHING;
"""

_ENTITIES = """
INSERT INTO listed SELECT ?1, row_number() OVER (ORDER BY -coalesce(c.facts, 0), -t.reports, e.name, e.id) - 1,
    'entities', e.rowid, NULL, NULL, '', ''
    FROM r.entities e JOIN entity t ON t.at = e.rowid AND t.id = e.id
    LEFT JOIN choice c ON c.facet = ?2 AND c.key = e.id
    WHERE t.shown AND (e.kind = 'place') = (?1 = 'places')
"""

_FILTERS = """
UPDATE listed SET (earliest, latest) = (
    SELECT CASE WHEN min(f.earliest) <> '' THEN min(f.earliest) ELSE '' END,
        CASE WHEN min(f.latest) <> '' THEN max(f.latest) ELSE '' END
    FROM item_fact i JOIN fact f USING (n) WHERE i.section = listed.section AND i.number = listed.number)
    WHERE (section IN ('disputes', 'claims') OR what = 'series')
    AND EXISTS (SELECT 1 FROM item_fact i WHERE i.section = listed.section AND i.number = listed.number);
UPDATE listed SET (earliest, latest) = (
    SELECT CASE WHEN min(d.first) <> '' THEN min(d.first) ELSE '' END,
        CASE WHEN min(d.last) <> '' THEN max(d.last) ELSE '' END
    FROM item_report i JOIN days d ON d.rank = i.report
    WHERE i.section = listed.section AND i.number = listed.number)
    WHERE section IN ('reports', 'copies');
UPDATE listed SET earliest = '', latest = '' WHERE section = 'copies' AND (earliest = '' OR latest = '');
INSERT INTO facet SELECT section, 'every', 0, number, earliest, latest FROM listed;
INSERT INTO facet SELECT l.section, o.facet, o.value, l.number, l.earliest, l.latest
    FROM listed l JOIN of_fact o ON o.n = l.n;
INSERT INTO facet SELECT DISTINCT i.section, o.facet, o.value, i.number, l.earliest, l.latest
    FROM item_fact i JOIN of_fact o USING (n) JOIN listed l USING (section, number);
INSERT INTO facet SELECT DISTINCT i.section, o.facet, o.value, i.number, l.earliest, l.latest
    FROM item_report i JOIN of_report o USING (report) JOIN listed l USING (section, number);
INSERT INTO facet SELECT l.section, c.facet, c.number, l.number, '', ''
    FROM listed l JOIN r.entities e ON e.rowid = l.at
    JOIN choice c ON c.facet = CASE l.section WHEN 'places' THEN 'where' ELSE 'who' END AND c.key = e.id
    WHERE l.section IN ('places', 'names');
INSERT OR IGNORE INTO target SELECT name(s.id), 'figures', l.number
    FROM listed l JOIN r.series s ON s.rowid = l.at WHERE l.what = 'series';
INSERT OR IGNORE INTO target SELECT name(d.id), 'disputes', l.number
    FROM listed l JOIN r.disputes d ON d.rowid = l.at WHERE l.section = 'disputes';
INSERT OR IGNORE INTO target SELECT name(c.id), 'claims', l.number
    FROM listed l JOIN r.claims c ON c.rowid = l.at WHERE l.section = 'claims';
INSERT OR IGNORE INTO target SELECT name(e.id), l.section, l.number
    FROM listed l JOIN r.entities e ON e.rowid = l.at WHERE l.what = 'entities';
INSERT OR IGNORE INTO target SELECT pair(c.a, c.b), 'copies', l.number
    FROM listed l JOIN r.copies c ON c.rowid = l.at WHERE l.section = 'copies';
INSERT OR IGNORE INTO target SELECT day(t.date, t.text, t.facts), 'timeline', l.number
    FROM listed l JOIN r.timeline t ON t.rowid = l.at WHERE l.section = 'timeline';
INSERT OR IGNORE INTO target SELECT anchor, 'reports', pile FROM head;
INSERT OR IGNORE INTO alias SELECT name(id), id FROM fact WHERE name(id) <> id;
CREATE INDEX listed_at ON listed (what, at);
"""


def make(path: Path, record: Record, token: str) -> None:
    """Writes the catalogue of a record to `path`, a new file.  Raises RecordError where another build ended meanwhile,
    sqlite3.Error.
    """
    with closing(sqlite3.connect(path.absolute().as_uri(), uri=True, isolation_level=None)) as file:
        file.execute("PRAGMA journal_mode = OFF")
        file.execute("PRAGMA synchronous = OFF")
        file.execute("PRAGMA temp_store = FILE")
        file.execute("ATTACH ? AS r", (f"{record.path.absolute().as_uri()}?mode=ro",))
        for function, count in (("name", 1), ("pair", 2), ("day", 3), ("opens", 3), ("joined", 1), ("head_of", 1)):
            file.create_function(function, count, _FUNCTIONS[function], deterministic=True)
        file.execute("BEGIN")
        held = dict(file.execute("SELECT key, value FROM r.meta"))
        if held != record.meta():
            raise RecordError(f"{record.path} has just changed; ask again")
        _run(file, _TABLES)
        about = _heads(file, record)
        _run(file, _FACTS)
        _speakers(file)
        _run(file, _LISTS)
        for section, facet in (("places", "where"), ("names", "who")):
            file.execute(_ENTITIES, (section, facet))
        _piles(file, record)
        _run(file, _FILTERS)
        about |= _about(file) | {"token": token}
        file.executemany("INSERT INTO about VALUES (?, ?)", [(key, json.dumps(value)) for key, value in about.items()])
        file.execute("ANALYZE main")
        file.execute("COMMIT")


def _run(file: sqlite3.Connection, script: str) -> None:
    """Each statement of a script; `executescript` would end the transaction."""
    for statement in script.split(";\n"):
        if statement.strip():
            file.execute(statement)


def _first_span(*spans: str) -> int:
    """Where the first of a statement's spans opens, as spans_of has it."""
    start, end = min(span for some in spans for span in msgspec.json.decode(some))
    return int(start * 4294967296 + end)


_FUNCTIONS: dict[str, Callable[..., str | int]] = {
    "name": name,
    "pair": lambda a, b: f"copy.{digest('copy', a, b)}",
    "day": lambda date, text, facts: f"day.{digest('day', date, tuple(json.loads(text)), tuple(json.loads(facts)))}",
    "opens": _first_span,
    "joined": lambda texts: "\0".join(json.loads(texts)),
    "head_of": lambda sentence: json.loads(sentence)[0],  # SQLite's own ends a text at the first NUL
}


def _heads(file: sqlite3.Connection, record: Record) -> dict[str, object]:
    """The reports in the order of their dates; what the summary says of all of them."""
    found, days = [], []
    greyed = characters = undated = 0
    for head, report, document in read_heads(record):
        days.append(head.published.best[:10]) if head.published.best else None
        undated += not head.published.best
        characters += len(report.text)
        greyed += sum(end - start for start, end in document.boilerplate) if document else 0
        when = head.published
        known = (when.earliest, when.latest, when.earliest or when.best or "", when.latest or when.best or "")
        found.append((by_date(head), head.anchor, msgspec.msgpack.encode(head), known))
    found.sort(key=lambda one: one[0])
    for rank, ((*_, id), anchored, data, (earliest, latest, first, last)) in enumerate(found):
        file.execute("INSERT INTO head VALUES (?, ?, ?, NULL, ?)", (rank, id, anchored, data))
        file.execute("INSERT INTO days VALUES (?, ?, ?, ?, ?)", (rank, earliest, latest, first[:10], last[:10]))
    span = interval(min(days), max(days)) if days else ""
    return {"greyed": greyed, "characters": characters, "undated": undated, "span": span, "reports": len(found)}


def _speakers(file: sqlite3.Connection) -> None:
    """Those who speak most first, statements whose source is not named last (see Dossier.speakers)."""
    file.execute("CREATE TEMP TABLE called (id TEXT PRIMARY KEY, name TEXT) WITHOUT ROWID")
    file.execute("INSERT OR IGNORE INTO called SELECT id, name FROM r.entities")
    rows = file.execute(
        "SELECT s.key, s.statements, coalesce(e.name, s.speaker) FROM ("
        " SELECT coalesce(nullif(speaker_entity, ''), speaker, '') AS key, count(*) AS statements,"
        " min(speaker) AS speaker FROM r.statements GROUP BY 1) s LEFT JOIN called e ON e.id = s.key"
    ).fetchall()
    rows.sort(key=lambda row: (not row[0], -row[1], plain(row[2] or "") or "source not named", row[0]))
    file.executemany("INSERT INTO spoken VALUES (?, ?)", [(key, statements) for key, statements, _ in rows])
    file.executemany("INSERT INTO speaker VALUES (?, ?)", [(row[0], place) for place, row in enumerate(rows)])


def _piles(file: sqlite3.Connection, record: Record) -> None:
    """The origins with their reports, the one that the others were taken from first (see Dossier.piles)."""
    rank = dict(file.execute("SELECT id, rank FROM head"))
    taken: Counter[str] = Counter()
    directed = "SELECT CASE direction WHEN 'a' THEN a ELSE b END FROM r.copies WHERE direction <> 'undirected'"
    taken.update(row[0] for row in file.execute(directed))

    def origins() -> Iterator[tuple[int | None, str, list[str]]]:
        known = set()
        for number, id, reports in file.execute("SELECT rowid, id, reports FROM r.origins ORDER BY rowid"):
            here = sorted((one for one in json.loads(reports) if one in rank), key=lambda one: (-taken[one], rank[one]))
            known.update(here)
            if here:
                yield number, id, here
        yield from ((None, f"origin:{id}", [id]) for id in rank if id not in known)

    for number, (at, id, reports) in enumerate(sorted(origins(), key=lambda pile: rank[pile[2][0]])):
        add = "INSERT INTO listed VALUES ('reports', ?, 'origins', ?, NULL, ?, '', '')"
        file.execute(add, (number, at, json.dumps(reports)))
        ranks = [(number, rank[one]) for one in reports]
        file.executemany("UPDATE head SET pile = ? WHERE rank = ?", ranks)
        file.executemany("INSERT OR IGNORE INTO item_report VALUES ('reports', ?, ?)", ranks)
        file.execute("INSERT OR IGNORE INTO target VALUES (?, 'reports', ?)", (name(id), number))


def _about(file: sqlite3.Connection) -> dict[str, object]:
    def one(query: str) -> int:
        return int(file.execute(query).fetchone()[0])

    items = dict(file.execute("SELECT section, count(*) FROM listed GROUP BY section"))
    facts = dict(file.execute("SELECT what, count(*) FROM fact GROUP BY what"))
    denials = "FROM fact f JOIN r.statements s ON f.what = 'statements' AND s.rowid = f.at WHERE s.stance = 'denies'"
    alone = (
        "SELECT id FROM (SELECT f.id, f.n, row_number() OVER (PARTITION BY g.kind ORDER BY f.n) AS place"
        " FROM listed l JOIN fact f USING (n) JOIN r.figures g ON g.rowid = f.at WHERE l.section = 'figures'"
        " AND g.status = 'actual' AND coalesce(g.low, g.high) IS NOT NULL"
        f" AND g.kind IN ({', '.join('?' * len(HAPPENED))})"
        f" AND g.kind NOT IN (SELECT kind FROM course)) WHERE place <= {ALONE} ORDER BY n"
    )
    suggested = "FROM r.suggestions s WHERE s.a IN (SELECT id FROM entity) AND s.b IN (SELECT id FROM entity)"
    likeliest = f"ORDER BY -s.score, s.a, s.b LIMIT {SUGGESTIONS}"
    unlisted = "SELECT count(*) FROM r.entities e JOIN entity t ON t.at = e.rowid WHERE NOT t.shown AND e.kind"
    return {
        "items": items,
        "facts": facts,
        "mapped": one(
            "SELECT count(*) FROM r.entities e JOIN entity t ON t.id = e.id"
            " WHERE e.kind = 'place' AND t.shown AND e.lat IS NOT NULL AND e.lon IS NOT NULL"
        ),
        "quantities": one("SELECT count(*) FROM r.quantities"),
        "claims": one("SELECT count(*) FROM r.claims"),
        "denials": one(f"SELECT count(*) {denials}"),
        "first denials": [row[0] for row in file.execute(f"SELECT f.id {denials} ORDER BY f.n LIMIT {DENIALS}")],
        "alone": [row[0] for row in file.execute(alone, HAPPENED)],
        "first suggestions": [row[0] for row in file.execute(f"SELECT s.rowid {suggested} {likeliest}")],
        "suggestions": one(f"SELECT count(*) {suggested}"),
        "unlisted": {"places": one(f"{unlisted} = 'place'"), "names": one(f"{unlisted} <> 'place'")},
    }
