"""What a reader of the old record should know of the new one."""

from dataclasses import replace
from pathlib import Path

from dateline.diff import differences
from dateline.records import (
    GROUPS,
    Annotation,
    AsOf,
    Claim,
    Copy,
    Dispute,
    Figure,
    Holder,
    Point,
    Report,
    Series,
    Side,
    Statement,
)
from dateline.store import Record, lay_out, writing

POINTS = (("f-1", 10), ("f-2", 12))
TEXT = "Ten people died. Eleven people died. The mayor denied it."


def figure(id: str, start: int, end: int, value: float) -> Figure:
    return Figure(
        id=id, start=start, end=end, low=value, high=value, modifier="exact", kind="killed", label="died",
        counted="people", unit="people", giver="the mayor", as_of=AsOf(best=f"2023-09-{int(value)}"),
    )  # fmt: skip


TEN, ELEVEN = figure("f-1", 0, 10, 10), figure("f-2", 17, 30, 11)
DENIAL = Statement(
    id="s-1", source=((37, 46),), cue=((47, 53),), content=((54, 56),), speaker="the mayor", stance="denies"
)


def record(
    path: Path, figures: list[Figure], statements: list[Statement], origins: tuple[str, ...], settled: bool
) -> Path:
    points = tuple(
        Point(figure=f.id, giver=f.giver, as_of=f.as_of, step="update", low=f.low, high=f.high) for f in figures
    )
    facts = tuple(f.id for f in figures)
    groups: dict[str, list[object]] = {
        "series": [
            Series(
                id=f"series:{facts[0]}", kind="killed", counted="people", unit="people", place="Derna", points=points
            )
        ],
        "claims": [
            Claim(
                id="claim:1",
                kind="figure",
                about="killed in Derna",
                origins=origins,
                holders=(Holder(entity=None, name=None, stance="asserts", facts=facts),),
            )
        ],
        "disputes": [
            Dispute(
                id="dispute:1",
                type="number",
                about="killed in Derna",
                settled_by="f-2" if settled else None,
                sides=(Side(holders=("the mayor",), facts=("f-1",)), Side(holders=("the UN",), facts=("f-9",))),
            )
        ],
    }
    with writing(path) as writer:
        writer.replace_reports({"r": Report(id="r", text=TEXT, sha256="x")}, [])
        found = Annotation(id="r", figures=tuple(figures), statements=tuple(statements))
        writer.take_facts([("r", lay_out(found, TEXT))])
        writer.replace_findings({name: groups.get(name, []) for name in GROUPS}, {"r": b""})
    return path


def test_nothing_changed(tmp_path: Path) -> None:
    with Record(record(tmp_path / "a.db", [TEN], [], ("o1",), False)) as one:
        assert list(differences(one, one)) == []


def test_every_kind_of_change_is_told_once(tmp_path: Path) -> None:
    old = record(tmp_path / "old.db", [TEN], [], ("o1", "o2"), False)
    new = record(tmp_path / "new.db", [TEN, ELEVEN], [DENIAL], ("o1",), True)
    with Record(old) as before, Record(new) as after:
        told = [(change.about, change.what, change.says) for change in differences(before, after)]
    assert told == [
        ("figure", "new", "killed: Eleven people, the mayor, as of 2023-09-11"),
        ("course", "moved", "killed in Derna: 10 → 11 (update)"),
        ("denial", "new", "the mayor denies: it"),
        ("dispute", "settled", "number: killed in Derna, settled by f-2"),
        ("claim", "lost independence", "killed in Derna: 2 → 1 origins"),
    ]


# What only the new record knows to be shared is why a claim lost independence; a correction is told, with its reason,
# though an undated number stands behind it.
def test_changes_say_why(tmp_path: Path) -> None:
    from dateline.diff import _claims, _courses

    def claim(*origins: str) -> Claim:
        holder = Holder(entity=None, name=None, stance="asserts", facts=("f-1",))
        return Claim(id="c", kind="killed", about="10 killed", origins=origins, reports=("a", "b"), holders=(holder,))

    copy = Copy(a="a", b="b", relation="near", a_spans=((0, 9),), b_spans=((0, 9),), coverage=0.9)
    (lost,) = _claims([claim("a", "b")], [claim("a")], [copy])
    assert lost.says == "10 killed: 2 → 1 origins (a and b share text)"
    (lost,) = _claims([replace(claim("a", "b"), reports=("a", "b", "x"))], [claim("a")], [])
    assert lost.says == "10 killed: 2 → 1 origins (x says so no more)"

    first, undated = (Point(figure=id, giver=None, as_of=AsOf(), step="first", low=n, high=n) for id, n in POINTS)
    corrected = replace(first, figure="f-3", step="correction", why="“revised”", low=8, high=8)
    old = Series(id="s", kind="killed", counted="people", unit="people", place=None, points=(first, undated))
    (moved,) = _courses([old], [replace(old, points=(first, corrected, undated))])
    assert moved.says == "killed: 10 → 8 (correction: “revised”)"
    assert not list(_courses([old], [replace(old, points=(first, replace(corrected, step="repeat"), undated))]))


def test_what_is_gone_is_told(tmp_path: Path) -> None:
    old = record(tmp_path / "old.db", [TEN, ELEVEN], [], ("o1",), False)
    new = record(tmp_path / "new.db", [TEN], [], ("o1",), False)
    with Record(old) as before, Record(new) as after:
        assert [(change.about, change.what) for change in differences(before, after)] == [("figure", "gone")]
