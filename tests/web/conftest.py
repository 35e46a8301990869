"""A small record made by hand, with one of everything that a page can show: the pages are tested without the model."""

import json
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from dateline.records import (
    GROUPS,
    Annotation,
    AsOf,
    Claim,
    Copy,
    Day,
    Dispute,
    Entity,
    Event,
    Evidence,
    Figure,
    Holder,
    Mention,
    Origin,
    Orphan,
    Point,
    Problem,
    Published,
    Quantity,
    Reason,
    Report,
    Series,
    Side,
    Span,
    Statement,
    Story,
    Suggestion,
    Time,
    Unresolved,
    fact_id,
)
from dateline.store import Record, lay_out, writing
from dateline.web import packing
from dateline.web.page import write_page

TEXTS = {
    "ferry-1": (
        "Ferry sinks off Tarsk\n\n"
        "TARSK - At least 12 people died when a ferry sank off Tarsk on Tuesday, the coastguard said on Wednesday. "
        "The ferry had left the port of Tarsk with too many on board.\n\n"
        "“We have recovered 12 bodies,” its commander, Ilse Marn, said. Some 40 seats were sold. "
        "The owner denied that the ferry was overloaded.\n\nRead also: ten recipes for autumn"
    ),
    "ferry-2": (
        "Toll of ferry rises to 30\n\n"
        "Thirty people are dead after the ferry disaster off Tarsk, Ilse Marn said on Thursday. "
        "The ferry had left the port of Tarsk with too many on board."
    ),
    "ferry-3": "Families in Tarsk wait. The ministry said no more than 25 had died.",
}
WEDNESDAY, THURSDAY = "2024-05-15", "2024-05-16"


def day(date: str, basis: str = "sentence", time: str | None = None) -> AsOf:
    return AsOf(earliest=date, latest=date, best=date, basis=basis, time=time)  # type: ignore[arg-type]


def at(report: str, words: str) -> Span:
    """Where these words stand, the first time."""
    start = TEXTS[report].index(words)
    return start, start + len(words)


def identified(kind: str, report: str, *words: str) -> str:
    return fact_id(kind, report, [at(report, part) for part in words])


def figure(report: str, words: str, low: float | None, high: float | None, **more: object) -> Figure:
    start, end = at(report, words)
    held = {"kind": "killed", "label": "died", "counted": "people", "unit": "people", "modifier": "exact", **more}
    return Figure(
        id=identified("figures", report, words), start=start, end=end, low=low, high=high, **held  # type: ignore[arg-type]
    )  # fmt: skip


def annotations() -> dict[str, Annotation]:
    one, two, three = "ferry-1", "ferry-2", "ferry-3"
    tuesday = identified("times", one, "Tuesday")
    coastguard = identified("statements", one, "the coastguard", "said")
    return {
        one: Annotation(
            id=one,
            published=Published(
                earliest=WEDNESDAY, latest=WEDNESDAY, best=WEDNESDAY, precision="day", explicit=True,
                reasons=(Reason(says="named by the user", source="given"),),
            ),
            boilerplate=(at(one, "Read also: ten recipes for autumn"),),
            title_span=at(one, "Ferry sinks off Tarsk"),
            sentences=(
                at(one, "Ferry sinks off Tarsk"),
                at(one, TEXTS[one].splitlines()[2].partition(". ")[0] + "."),
                at(one, "The ferry had left the port of Tarsk with too many on board."),
                at(one, "“We have recovered 12 bodies,” its commander, Ilse Marn, said."),
                at(one, "Some 40 seats were sold."),
                at(one, "The owner denied that the ferry was overloaded."),
            ),
            times=(
                Time(
                    id=tuesday, start=at(one, "Tuesday")[0], end=at(one, "Tuesday")[1], type="DATE",
                    value="2024-05-14", earliest="2024-05-14", latest="2024-05-14", anchor="published",
                    offset="weekday",
                ),
            ),
            entities=(),
            mentions=(
                Mention(start=at(one, "off Tarsk")[0] + 4, end=at(one, "off Tarsk")[1], entity="e-tarsk", form="name"),
                Mention(start=at(one, "Ilse Marn")[0], end=at(one, "Ilse Marn")[1], entity="e-marn", form="name",
                        role="commander"),
                Mention(start=at(one, "the coastguard")[0], end=at(one, "the coastguard")[1], entity="e-guard",
                        form="nominal"),
            ),
            statements=(
                Statement(
                    id=coastguard, source=(at(one, "the coastguard"),), cue=(at(one, "said"),),
                    content=(at(one, "At least 12 people died when a ferry sank off Tarsk on Tuesday"),),
                    speaker="the coastguard", speaker_entity="e-guard", why=("cue say",),
                ),
                Statement(
                    id=identified("statements", one, "Ilse Marn", "“We have recovered 12 bodies,”"),
                    source=(at(one, "its commander, Ilse Marn"),), cue=((at(one, "Marn, said")[1] - 4,
                                                                         at(one, "Marn, said")[1]),),
                    content=(at(one, "“We have recovered 12 bodies,”"),), speaker="Ilse Marn",
                    speaker_entity="e-marn", mode="direct",
                ),
                Statement(
                    id=identified("statements", one, "The owner", "denied"), source=(at(one, "The owner"),),
                    cue=(at(one, "denied"),), content=(at(one, "that the ferry was overloaded"),),
                    speaker="unnamed: the owner", stance="denies",
                ),
            ),
            figures=(
                figure(one, "At least 12", 12, None, modifier="at least", as_of=day("2024-05-14", time=tuesday),
                       statement=coastguard, giver="the coastguard", giver_entity="e-guard",
                       givers=("the coastguard",), place="Tarsk", place_entity="e-tarsk", why=("killed: die",)),
                figure(one, "12 bodies", 12, 12, label="bodies recovered", counted="bodies",
                       as_of=day(WEDNESDAY, "report"), giver="Ilse Marn", giver_entity="e-marn",
                       place="Tarsk", place_entity="e-tarsk"),
            ),
            events=(
                Event(id=identified("events", one, "sank"), start=at(one, "sank")[0], end=at(one, "sank")[1],
                      kind="accident", target="a ferry", place="Tarsk", place_entity="e-tarsk",
                      when=day("2024-05-14", time=tuesday), why=("accident: sink",)),
            ),
            quantities=(
                Quantity(id=identified("quantities", one, "Some 40 seats"), start=at(one, "Some 40 seats")[0],
                         end=at(one, "Some 40 seats")[1], low=40, high=40, modifier="about", unit="seats",
                         what="other"),
            ),
        ),
        two: Annotation(
            id=two,
            published=Published(earliest=THURSDAY, latest=THURSDAY, best=THURSDAY, precision="day"),
            title_span=at(two, "Toll of ferry rises to 30"),
            sentences=(
                at(two, "Toll of ferry rises to 30"),
                at(two, "Thirty people are dead after the ferry disaster off Tarsk, Ilse Marn said on Thursday."),
                at(two, "The ferry had left the port of Tarsk with too many on board."),
            ),
            mentions=(
                Mention(start=at(two, "Ilse Marn")[0], end=at(two, "Ilse Marn")[1], entity="e-marn", form="name"),
            ),
            statements=(
                Statement(
                    id=identified("statements", two, "Ilse Marn", "said"), source=(at(two, "Ilse Marn"),),
                    cue=(at(two, "said"),), content=(at(two, "Thirty people are dead"),),
                    speaker="Ilse Marn", speaker_entity="e-marn",
                ),
            ),
            figures=(
                figure(two, "Thirty", 30, 30, as_of=day(THURSDAY), giver="Ilse Marn", giver_entity="e-marn",
                       place="Tarsk", place_entity="e-tarsk"),
            ),
            unresolved=(
                Unresolved(id=identified("unresolved", two, "30"), start=at(two, "30")[0], end=at(two, "30")[1],
                           why="nothing says what it counts"),
            ),
        ),
        three: Annotation(
            id=three,
            published=Published(earliest=WEDNESDAY, reasons=(Reason(says="cannot be earlier", source="record"),)),
            sentences=(
                at(three, "Families in Tarsk wait."),
                at(three, "The ministry said no more than 25 had died."),
            ),
            statements=(
                Statement(
                    id=identified("statements", three, "The ministry", "said"), source=(at(three, "The ministry"),),
                    cue=(at(three, "said"),), content=(at(three, "no more than 25 had died"),),
                    speaker="unnamed: the ministry",
                ),
            ),
            figures=(
                figure(three, "no more than 25", None, 25, modifier="up to", giver="the ministry",
                       place="Tarsk", place_entity="e-tarsk"),
            ),
        ),
    }  # fmt: skip


def groups() -> dict[str, list[object]]:
    found = annotations()
    first, bodies = found["ferry-1"].figures
    (thirty,), (less,) = found["ferry-2"].figures, found["ferry-3"].figures
    shared = "The ferry had left the port of Tarsk with too many on board."
    return {
        "entities": [
            Entity(id="e-tarsk", name="Tarsk", kind="place", names=("Tarsk",), lat=41.7, lon=41.6, country="GE",
                   geonames=1, precision="exact"),
            Entity(id="e-marn", name="Ilse Marn", kind="person", names=("Ilse Marn", "Marn")),
            Entity(id="e-guard", name="the coastguard", kind="organisation", names=("the coastguard",)),
        ],
        "copies": [
            Copy(a="ferry-1", b="ferry-2", relation="verbatim", a_spans=(at("ferry-1", shared),),
                 b_spans=(at("ferry-2", shared),), coverage=0.4, direction="a", why=("12 words in a row",)),
        ],
        "origins": [
            Origin(id="origin:ferry-1", reports=("ferry-1", "ferry-2"), why=("ferry-2 takes a passage of ferry-1",)),
            Origin(id="origin:ferry-3", reports=("ferry-3",)),
        ],
        "stories": [Story(id="story:ferry-1", reports=("ferry-1", "ferry-2", "ferry-3"))],
        "claims": [
            Claim(id=f"claim:{first.id}", kind="killed", about="people killed", place="Tarsk", when=WEDNESDAY, low=12,
                  high=30, holders=(
                      Holder(entity="e-marn", name="Ilse Marn", stance="asserts", facts=(bodies.id, thirty.id)),
                      Holder(entity="e-guard", name="the coastguard", stance="asserts", facts=(first.id,))),
                  origins=("origin:ferry-1",), reports=("ferry-1", "ferry-2"), givers=("Ilse Marn", "the coastguard"),
                  warnings=("two reports, one origin",)),
        ],
        "series": [
            Series(id=f"series:{first.id}", kind="killed", counted="people", unit="people", place="Tarsk", points=(
                Point(figure=first.id, giver="the coastguard", as_of=first.as_of, step="first", low=12,
                      modifier="at least"),
                Point(figure=bodies.id, giver="Ilse Marn", as_of=bodies.as_of, step="different giver", low=12, high=12),
                Point(figure=thirty.id, giver="Ilse Marn", as_of=thirty.as_of, step="update", low=30, high=30),
                Point(figure=less.id, giver="the ministry", as_of=AsOf(), step="different giver", high=25,
                      modifier="up to", shrinks=True)),
                   notes=("one point has no date",)),
        ],
        "disputes": [
            Dispute(id=f"dispute:{thirty.id}", type="number", about="people killed, Tarsk", why="30 is more than 25",
                    sides=(Side(holders=("Ilse Marn",), facts=(thirty.id,), says="30"),
                           Side(holders=("the ministry",), facts=(less.id,), says="up to 25"))),
        ],
        "timeline": [
            Day(date="2024-05-14", text=("At least 12 people died.",), facts=(first.id,), reports=("ferry-1",),
                weight=2.0, sentences=(("ferry-1", *found["ferry-1"].sentences[1]),)),
            Day(date=THURSDAY, text=("Thirty people are dead.",), facts=(thirty.id,), reports=("ferry-2",), weight=1.0),
        ],
        "suggestions": [Suggestion(a="e-guard", b="e-marn", score=0.5, why="the same ship")],
        "orphans": [Orphan(decision="d-1", why="no report names the subjects any more")],
    }  # fmt: skip


def write_record(
    path: Path,
    reports: list[Report],
    found: dict[str, Annotation],
    grouped: dict[str, list[object]],
    problems: list[Problem],
) -> Path:
    with writing(path) as writer, writer.transaction():
        writer.replace_reports({report.id: report for report in reports}, [])
        writer.replace_problems(problems)
        writer.take_facts((report.id, lay_out(found[report.id], report.text)) for report in reports)
        writer.replace_findings({name: grouped.get(name, []) for name in GROUPS}, dict.fromkeys(found, b""))
        writer.set_meta(state="complete", made_with="dateline, by hand")
    return path


@pytest.fixture(scope="session")
def ferry(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record of the ferry: three reports of two origins."""
    reports = [
        Report(id="ferry-1", text=TEXTS["ferry-1"], title="Ferry sinks off Tarsk", publisher="Harbour Tribune",
               paths=("ferry-1.txt",), url="https://news.example/ferry", published=WEDNESDAY,
               evidence=(Evidence(field="publisher", value="Harbour Tribune", source="sources.csv"),)),
        Report(id="ferry-2", text=TEXTS["ferry-2"], title="Toll of ferry rises to 30", publisher="The Ledger"),
        Report(id="ferry-3", text=TEXTS["ferry-3"], publisher=None),
    ]  # fmt: skip
    problem = Problem(path="empty.txt", what="is empty", advice="remove it")
    return write_record(tmp_path_factory.mktemp("record") / "ferry.db", reports, annotations(), groups(), [problem])


# --- hostile text --------------------------------------------------------------------------------------------------

HOSTILE = [json.loads(line)["text"] for line in (Path(__file__).parent / "hostile.jsonl").read_text().splitlines()]


def hostile_reading(number: int, evil: str) -> tuple[Report, Annotation, dict[str, list[object]]]:
    """A report that has the string wherever a report can have one, facts on it, and groups of them."""
    id = evil or "empty"
    text = f"{evil} in the title\n\n{evil} said 12 people died in {evil}. Monday."
    who = (len(evil) + 15, 2 * len(evil) + 15) if evil else (16, 20)
    said = (who[1] + 1, who[1] + 5) if evil else (16, 20)
    start = text.index("12 people", said[0])
    twelve, all_of_it = (start, start + 9), (start, len(text) - 8)
    monday = (len(text) - 7, len(text) - 1)
    when = AsOf(earliest=f"2024-01-{number % 28 + 1:02}", latest="2024-02-01", best=f"2024-01-{number % 28 + 1:02}")
    statement = Statement(
        id=fact_id("statements", id, [who, said]), source=(who,), cue=(said,), content=(all_of_it,), speaker=evil,
        speaker_entity=f"e-{number}", why=(evil,),
    )  # fmt: skip
    figure = Figure(
        id=fact_id("figures", id, [twelve]), start=twelve[0], end=twelve[1], low=12, high=12, modifier="exact",
        kind="killed", label=evil, counted=evil, unit="people", as_of=when, statement=statement.id, giver=evil,
        givers=(evil, evil), place=evil, place_entity=f"p-{number}", why=(evil,),
    )  # fmt: skip
    second = replace(figure, id=fact_id("figures", id, [twelve], 1), low=13, high=None, modifier="at least")
    event = Event(
        id=fact_id("events", id, [said]), start=said[0], end=said[1], kind=evil, actor=evil, target=evil, place=evil,
        when=when, why=(evil,),
    )  # fmt: skip
    annotation = Annotation(
        id=id,
        published=Published(best="2024-01-02", reasons=(Reason(says=evil, source="text", span=who),)),
        title_span=(0, len(evil) + 13),
        boilerplate=((0, 3),),
        sentences=((0, len(evil) + 13), (len(evil) + 15, len(text))),
        times=(Time(id=fact_id("times", id, [monday]), start=monday[0], end=monday[1], type="DATE", value=evil),),
        mentions=(Mention(start=who[0], end=who[1], entity=f"e-{number}", form="name", role=evil),),
        statements=(statement,),
        figures=(figure, second),
        events=(event,),
        quantities=(Quantity(id=fact_id("quantities", id, [twelve]), start=twelve[0], end=twelve[1], low=12, high=12,
                             modifier="exact", unit=evil, what=evil),),
        unresolved=(Unresolved(id=fact_id("unresolved", id, [monday]), start=monday[0], end=monday[1], why=evil),),
    )  # fmt: skip
    report = Report(
        id=id, text=text, title=evil, publisher=evil, url=evil, byline=evil, agency=evil, language=evil, paths=(evil,),
        reader=evil, evidence=(Evidence(field=evil, value=evil, source=evil),),
    )  # fmt: skip
    grouped: dict[str, list[object]] = {
        "entities": [
            Entity(id=f"e-{number}", name=evil, kind="person", names=(evil,)),
            Entity(id=f"p-{number}", name=evil, kind="place", names=(evil,), lat=30 + number % 10, lon=20 + number % 7,
                   country=evil[:2], precision="exact"),
        ],
        "origins": [Origin(id=f"origin:{id}", reports=(id,), why=(evil,))],
        "claims": [Claim(id=f"claim:{figure.id}", kind=evil, about=evil, place=evil, low=12, high=13, reports=(id,),
                         holders=(Holder(entity=None, name=evil, stance="asserts", facts=(figure.id, second.id)),),
                         origins=(f"origin:{id}",), warnings=(evil,), suggestions=(evil,), givers=(evil,))],
        "series": [Series(id=f"series:{figure.id}", kind=evil, counted=evil, unit="people", place=evil, notes=(evil,),
                          points=(Point(figure=figure.id, giver=evil, as_of=when, step="first", low=12, why=evil),
                                  Point(figure=second.id, giver=evil, as_of=when, step="update", modifier="vague")))],
        "disputes": [Dispute(id=f"dispute:{figure.id}", type="number", about=evil, why=evil, settled_by=second.id,
                             sides=(Side(holders=(evil,), facts=(figure.id,), says=evil),
                                    Side(holders=(None,), facts=(second.id,), says=evil)))],
        "suggestions": [Suggestion(a=f"e-{number}", b=f"p-{number}", score=0.5, why=evil)],
        "orphans": [Orphan(decision=evil, why=evil)],
        "timeline": [Day(date="2024-01-02", text=(evil,), facts=(figure.id,), reports=(id,), weight=1.0,
                         sentences=((id, *annotation.sentences[1]),))],
    }  # fmt: skip
    return report, annotation, grouped


def _charted(figures: list[Figure]) -> list[Series]:
    """Courses with a hundred points each: drawing one for each string would take minutes."""
    return [
        Series(id=f"series:chart-{at}", kind="killed", counted="people", unit="people", place=None, points=tuple(
            Point(figure=f.id, giver=f.giver, as_of=f.as_of, step="first", low=f.low, high=f.high, modifier=f.modifier)
            for f in figures[at:at + 100]))
        for at in range(0, len(figures), 100)
    ]  # fmt: skip


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record in which everything that comes from outside is hostile."""
    read = [hostile_reading(number, evil) for number, evil in enumerate(HOSTILE)]
    grouped: dict[str, list[object]] = {name: [] for name in GROUPS}
    for _, _, groups in read:
        for name, found in groups.items():
            grouped[name] += found
    ids = [report.id for report, _, _ in read]
    for a, b in pairwise(ids):
        shared = Copy(a=a, b=b, relation="near", a_spans=((0, 4),), b_spans=((1, 5),), coverage=0.5, why=(a,))
        grouped["copies"].append(shared)
    grouped["series"] += _charted([figure for _, found, _ in read for figure in found.figures])
    problems = [Problem(path=evil, what=evil, advice=evil) for evil in HOSTILE]
    return write_record(
        tmp_path_factory.mktemp("record") / "hostile.db",
        [report for report, _, _ in read],
        {report.id: annotation for report, annotation, _ in read},
        grouped,
        problems,
    )


@pytest.fixture(scope="session")
def hostile_packed_page(hostile: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same page, with most rows packed as in a long one."""
    path = tmp_path_factory.mktemp("page") / "hostile.html"
    with pytest.MonkeyPatch.context() as patch, Record(hostile) as record:
        patch.setattr(packing, "UNPACKED", 0)
        patch.setattr(packing, "ROWS", 40)
        write_page(record, path)
    return path


@pytest.fixture(scope="session")
def hostile_page(hostile: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the hostile record; the specifications of its charts are in the folder `specs` beside it."""
    folder = tmp_path_factory.mktemp("page")
    with Record(hostile) as record:
        (path,) = write_page(record, folder / "page.html", specs=folder / "specs").pages
    return path
