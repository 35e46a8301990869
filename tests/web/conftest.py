"""A small record made by hand, with one of everything that a page can show: the pages are tested without the model."""

from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.records import (
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
    Time,
    Unresolved,
    fact_id,
)
from dateline.store import writing

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
            title=at(one, "Ferry sinks off Tarsk"),
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
            title=at(two, "Toll of ferry rises to 30"),
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
            Day(date="2024-05-14", text=("At least 12 people died.",), facts=(first.id,), reports=("ferry-1",), weight=2.0,
                sentences=(("ferry-1", *found["ferry-1"].sentences[1]),)),
            Day(date=THURSDAY, text=("Thirty people are dead.",), facts=(thirty.id,), reports=("ferry-2",), weight=1.0),
        ],
    }  # fmt: skip


def write_record(
    path: Path,
    reports: list[Report],
    found: dict[str, Annotation],
    grouped: dict[str, list[object]],
    problems: list[Problem],
) -> Path:
    with writing(path) as writer:
        writer.replace_reports({report.id: report for report in reports}, [])
        writer.add_readings(found.values(), "by hand")
        writer.replace_problems(problems)
        writer.replace_findings(found, grouped)
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


@pytest.fixture(scope="session")
def make_record() -> Callable[..., Path]:
    """Writes a record of given reports, annotations, groups and problems."""
    return write_record
