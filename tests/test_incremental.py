"""Adding to a record: the same bytes as one build of all, and the work of what was added."""

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from random import Random
from typing import Any

import pytest
from builds import ReadBefore, exported
from piles import make_part

from dateline import decisions, pipeline
from dateline.link import copies, retold
from dateline.pipeline import Settings, build
from dateline.reconcile import daily, dating
from dateline.records import Decision
from dateline.store import Record, writing
from dateline.store.check import faults

TOWNS = ("Goris", "Kapan", "Sisian", "Derna", "Benghazi", "Homs")
PEOPLE = ("Anna Petrosian", "Anna Petrossian", "Karim Valavoki", "Omar Dakelidze", "Omar Dakelidse")
THINGS = "blankets lorries tents crates generators stretchers pumps barrels ladders wagons shutters lanterns".split()


def report(n: int) -> dict[str, str | None]:
    """Stories of six reports: a wire's text, two copies of it, two of other words, and one that gives no date."""
    story, k = divmod(n, 6)
    random = Random(story if k < 3 else n)
    town, person = TOWNS[story % len(TOWNS)], PEOPLE[story % len(PEOPLE)]
    first, second, third = random.sample(THINGS, 3)
    toll = 12 + story + (k > 3)
    text = (
        f"At least {toll} people were killed in {town} on Monday when the {first} depot burned, {person} said."
        f" Rescuers carried {second} and {third} past the old market of {town} until the evening, witnesses said.\n\n"
        f"The Red Cross denied that {toll} people had been killed. “Nobody told us about the {first},” said {person}."
        f" About {toll * 10} families fled to {TOWNS[(story + 1) % len(TOWNS)]} on Tuesday."
    )
    if k == 2:
        text = text.replace("Rescuers", "Volunteers").replace("people", "civilians")
    date = None if k == 5 else f"2023-09-{12 + story % 15:02}"
    return {"id": f"n{(n * 37) % 1000:03}", "published": date, "publisher": f"Outlet {n % 5}", "text": text}


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(cache=tmp_path_factory.mktemp("parses"))


@pytest.fixture(scope="module")
def engine() -> ReadBefore:
    return ReadBefore()


def pile(folder: Path, lines: Iterable[Mapping[str, str | None]]) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / "reports.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    return path


# Reports come, go, change their text and their date; in between nothing changes at all.
def test_whatever_happened_before_the_bytes_are_those_of_one_build(
    tmp_path: Path, settings: Settings, engine: ReadBefore
) -> None:
    every = [report(n) for n in range(72)]
    shuffled = Random(5).sample(every, len(every))
    edited = [
        line | {"text": str(line["text"]).replace("Monday", "Sunday")} if k % 9 == 0 else line
        for k, line in enumerate(every)
    ]
    dated = [line | {"published": line["published"] or "2023-09-20"} for line in edited]
    grown = tmp_path / "grown.db"
    for k, lines in enumerate((shuffled[:30], shuffled[:31], every, every, every[:50], edited, dated)):
        reports = pile(tmp_path / "in", lines)
        build([reports], grown, engine=engine, settings=settings, prune=True)
        build([reports], tmp_path / f"{k}.db", engine=engine, settings=settings)
        ours, fresh = exported(grown, tmp_path / f"grown-{k}"), exported(tmp_path / f"{k}.db", tmp_path / f"{k}")
        with Record(grown) as opened:
            assert list(faults(opened)) == []
        for name in fresh:
            assert ours[name] == fresh[name], f"{name} differs at step {k}"
    assert b"2023-09-2" in fresh["disputes.jsonl"] + fresh["timeline.jsonl"]


def find(record: Path, name: str) -> str:
    """The id of the entity that bears this name."""
    with Record(record) as opened:
        return min(str(entity.id) for entity in opened.groups("entities") if name in entity.names)


def merged(names: pipeline.Names, *entities: str, time: str) -> Decision:
    members = [names.members(entity) for entity in entities]
    return decisions.merge(members, names.anchors(entities), author="Ana", time=time, reason="one")


def apart(names: pipeline.Names, entity: str, name: str, time: str) -> Decision:
    members = names.members(entity)
    other = next(member.id for member in members if member.name == name)
    return decisions.split(members, other, names.anchors([entity]), author="Ana", time=time, reason="two")


# Reports arrive in any order and number, some go again, and in between people say who is one and who is not.
@pytest.mark.parametrize("seed", [1, 2])
def test_decisions_in_between_change_no_byte_either(
    tmp_path: Path, settings: Settings, engine: ReadBefore, seed: int
) -> None:
    random = Random(seed)
    waiting = random.sample([report(n) for n in range(48)], 48)
    there: list[dict[str, str | None]] = []
    grown = tmp_path / "grown.db"

    def arrive(size: int) -> None:
        there.extend(waiting[:size])
        del waiting[:size]
        build([pile(tmp_path / "in", there)], grown, engine=engine, settings=settings, prune=True)

    arrive(20)
    both = find(grown, "Anna Petrosian"), find(grown, "Karim Valavoki")
    first = pipeline.decide(grown, lambda names: merged(names, *both, time="2024-01-01T00:00:00+00:00"), settings)
    arrive(1)
    omar = find(grown, "Omar Dakelidze")
    pipeline.decide(grown, lambda names: apart(names, omar, "Omar Dakelidse", "2024-01-02T00:00:00+00:00"), settings)
    for line in random.sample(there, 3):  # one of them may be what a decision was made on
        there.remove(line)
    arrive(random.randint(2, 9))
    pipeline.decide(
        grown,
        lambda names: decisions.undo(
            names.made, first.id, author="Ana", time="2024-01-03T00:00:00+00:00", reason="two after all"
        ),
        settings,
    )
    arrive(len(waiting))
    whole = tmp_path / "whole.db"
    build([pile(tmp_path / "in", random.sample(there, len(there)))], whole, engine=engine, settings=settings)
    with Record(grown) as opened, writing(whole) as writer:
        assert list(faults(opened)) == [] and len(opened.decisions()) == 3
        for decision in opened.decisions():
            writer.add_decision(decision)
    build([], whole, engine=engine, settings=settings)
    ours, fresh = exported(grown, tmp_path / "grown"), exported(whole, tmp_path / "whole")
    assert ours.keys() == fresh.keys()
    for name in fresh:
        assert ours[name] == fresh[name], f"{name} differs"


def joined(entities: list[str], time: str) -> Callable[[pipeline.Names], Decision]:
    return lambda names: merged(names, *entities, time=time)


def undone(decision: str, time: str) -> Callable[[pipeline.Names], Decision]:
    return lambda names: decisions.undo(names.made, decision, author="Ana", time=time, reason="two after all")


def whole(
    folder: Path, lines: list[dict[str, str]], made: Iterable[Decision], engine: ReadBefore, settings: Settings
) -> Path:
    """A record of all at once, and what people decided about it."""
    record = folder / "whole.db"
    record.unlink(missing_ok=True)
    build([pile(folder, lines)], record, engine=engine, settings=settings)
    with writing(record) as writer:
        for decision in made:
            writer.add_decision(decision)
    build([], record, engine=engine, settings=settings)
    return record


# Stories of a wire and those who copy it, cut and spelt in several ways: reports come and go, are written anew, and
# people say that two are one, or were not, in any order.
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_any_history_comes_to_the_bytes_of_one_build(
    tmp_path: Path, settings: Settings, engine: ReadBefore, seed: int
) -> None:
    random = Random(seed)
    waiting = random.sample(every := list(make_part(60, 600)), 60)
    there: list[dict[str, str]] = []
    grown = tmp_path / "grown.db"
    for step in range(9):
        if step % 3 == 1 and there:  # some are gone, one is written anew
            random.shuffle(there)
            waiting += [there.pop() for _ in range(random.randint(1, len(there) // 2))]
            there[0] = there[0] | {"text": there[0]["text"].replace("were", "had been")}
        there += [waiting.pop() for _ in range(random.randint(1, len(waiting)))] if waiting else []
        build([pile(tmp_path / "in", there)], grown, engine=engine, settings=settings, prune=True)
        time = f"2024-01-0{step + 1}T00:00:00+00:00"
        with Record(grown) as opened:
            people = sorted(str(one.id) for one in opened.groups("entities") if one.kind == "person")
            earlier = [decision.id for decision in opened.decisions() if decision.action == "merge"]
        change = undone(earlier[step // 3], time) if step % 3 == 2 else joined(random.sample(people, 2), time)
        pipeline.decide(grown, change, settings)
        with Record(grown) as opened:
            assert list(faults(opened)) == []
            fresh = whole(tmp_path / "one", random.sample(there, len(there)), opened.decisions(), engine, settings)
        ours, theirs = exported(grown, tmp_path / f"ours-{step}"), exported(fresh, tmp_path / f"theirs-{step}")
        for name in theirs:
            if name != "reports.jsonl":  # the paths are those of other folders
                assert ours[name] == theirs[name], f"{name} differs at step {step}"
    assert len(ours["claims.jsonl"]) > 1000 and len(every) == 60


def test_what_is_added_is_all_that_is_worked_out(
    tmp_path: Path, settings: Settings, engine: ReadBefore, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [report(n) for n in range(78)]
    reports = pile(tmp_path / "in", lines[:72])
    record = tmp_path / "r.db"
    build([reports], record, engine=engine, settings=settings)
    calls: list[str] = []

    def counted(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def run(*arguments: Any, **options: Any) -> Any:
            calls.append(name)
            return function(*arguments, **options)

        return run

    for room, name in (
        (pipeline, "settle"), (retold, "_retold"), (copies, "pack_print"), (dating, "_lay"), (daily, "_tellings"),
    ):  # fmt: skip
        monkeypatch.setattr(room, name, counted(name, getattr(room, name)))
    build([], record, engine=engine, settings=settings)
    build([reports], record, engine=engine, settings=settings)
    assert calls == []  # nothing new, nothing worked out
    build([pile(tmp_path / "in", lines)], record, engine=engine, settings=settings)
    assert calls.count("pack_print") == 6 and calls.count("_lay") == 5
    assert calls.count("_tellings") < 40, "reports of other stories are left alone"
    aligned = calls.count("_retold")
    calls.clear()
    build([pile(tmp_path / "in", lines)], tmp_path / "whole.db", engine=engine, settings=settings)
    assert calls.count("pack_print") == 78 and 0 < aligned < calls.count("_retold") / 2
    assert exported(record, tmp_path / "a") == exported(tmp_path / "whole.db", tmp_path / "b")


def test_other_rules_forget_everything(tmp_path: Path, settings: Settings, engine: ReadBefore) -> None:
    record = tmp_path / "r.db"
    build([pile(tmp_path / "in", [report(n) for n in range(12)])], record, engine=engine, settings=settings)
    with writing(record) as writer:
        held = writer.kept({}, "rules of before")
        assert [made for _, made in held.each("print", int, [("n000", b"key", lambda: 1)])] == [1]
        assert [made for _, made in held.each("print", int, [("n000", b"key", lambda: 2)])] == [1]
        assert [made for _, made in held.each("print", int, [("n000", b"other", lambda: 2)])] == [2]
        held = writer.kept({}, "rules of today")
        assert [made for _, made in held.each("print", int, [("n000", b"other", lambda: 3)])] == [3]
