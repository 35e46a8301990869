"""What was worked out before is found by what it was made from, and forgotten when nobody wants it."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from dateline.link.kept import Columns, Pair, Part
from dateline.store import pack_result, writing


def never() -> int:
    raise AssertionError("it was made before")


def test_answers_last_while_somebody_asks(tmp_path: Path) -> None:
    with writing(tmp_path / "r.db") as writer:
        kept = writer.kept({}, "rules")
        with kept.asked("sums", int) as ask:
            assert (ask("one", lambda: 1), ask("one", never), ask("two", lambda: 2)) == (1, 1, 2)
        with kept.asked("sums", int) as ask:
            assert ask("two", never) == 2
        with kept.asked("sums", int) as ask:
            assert (ask("two", never), ask("one", lambda: 11)) == (2, 11)


def test_results_of_elsewhere_are_put_where_they_lack(tmp_path: Path) -> None:
    names = [f"r{n:03}" for n in range(200)]
    steps = ("head", "tail")
    head: Part[str] = Part("head", str, lambda _: str(never()))
    with writing(tmp_path / "r.db") as writer:
        digests = {name: name.encode() for name in names}
        every = [(step, name, pack_result(f"{step} of {name}")) for name in names for step in steps]
        kept = writer.kept(digests, "rules")
        assert kept.make_whole(steps, names) == dict.fromkeys(names, steps)
        kept.put(every[:-1])
        # the build ended before all was put: what is there is not made again
        kept = writer.kept(digests, "rules")
        assert kept.make_whole(steps, names) == {"r199": ("tail",)}
        kept.put(every[-1:])
        kept.made_whole(steps)
        assert kept.make_whole(steps, names) == {}
        assert dict(kept.at_hand(head, names)) == {name: f"head of {name}" for name in names}
        kept = writer.kept(digests | {"r007": b"another"}, "rules")
        assert kept.make_whole(steps, names[1:]) == {"r007": steps}  # the first report is gone, one has changed
        kept = writer.kept(digests, "rules")
        # nobody has put the one that changed: it is what it was
        assert kept.make_whole(steps, names) == {"r000": steps}


def test_columns_are_made_out_of_those_of_before(tmp_path: Path) -> None:
    with writing(tmp_path / "r.db") as writer:
        kept = writer.kept({}, "rules")

        def longer(before: Columns) -> Columns:
            held = before["n"] if before else np.zeros(0, np.int64)
            return {"n": np.append(held, len(held)), "half": np.array([0.5])}

        assert [kept.columns("counted", longer)["n"].tolist() for _ in range(3)] == [[0], [0, 1], [0, 1, 2]]
        assert kept.columns("counted", lambda before: before)["half"].tolist() == [0.5]
        assert writer.kept({}, "other rules").columns("counted", longer)["n"].tolist() == [0]


def test_a_part_is_unpacked_report_by_report(tmp_path: Path) -> None:
    made: list[str] = []

    def make(id: str) -> tuple[str, ...]:
        made.append(id)
        return (id,) * 1000  # long enough to be packed tightly

    part, names = Part("long", tuple[str, ...], make), [f"r{n:03}" for n in range(700)]
    with writing(tmp_path / "r.db") as writer:
        digests = {name: name.encode() for name in names}
        found = writer.kept(digests, "rules").at_hand(part, names)
        assert made == names and all(found[name] == (name,) * 1000 for name in reversed(names))
        assert "r001" in found and "s" not in found and len(found) == 700
        made.clear()
        found = writer.kept(digests | {"r007": b"another"}, "rules").at_hand(part, names[1:])
        assert made == ["r007"] and found["r007"] == ("r007",) * 1000 and list(found) == names[1:]
        writer.kept(digests, "rules").at_hand(part, names)
        assert made == ["r007", "r000", "r007"], "what is gone is forgotten"


# Rows of pairs as reports come and go: (the others of each, with their keys; the pairs that are made; what is kept).
PAIRS = [
    ({"a": "b1 c1", "b": "c1"}, "ab ac bc", "ab"),
    ({"a": "b1 c1", "b": "c1"}, "", "ab"),
    # another key of one of the others; one that came; a row that nobody asks for stays
    ({"a": "b1 c2 d1"}, "ac ad", "ab"),
    ({"c": "d1"}, "cd", "abc"),
    # a row that is gone is made again
    ({}, "", "ac"),
    ({"a": "b1 c2 d1", "b": "c1"}, "bc", "abc"),
]


def test_only_pairs_of_which_a_key_changed_are_made_again(tmp_path: Path) -> None:
    with writing(tmp_path / "r.db") as writer:
        kept = writer.kept({}, "rules")
        every: dict[str, dict[str, bytes]] = {}
        for rows, expected, stay in PAIRS:
            made: list[str] = []

            def make(pairs: Sequence[Pair], made: list[str] = made) -> Iterator[tuple[Pair, bytes]]:
                made += map("".join, pairs)
                return ((pair, "".join(pair).encode()) for pair in reversed(pairs))

            wanted = [(name, b"", {one[0]: one.encode() for one in others.split()}) for name, others in rows.items()]
            for name, others, results in kept.of_pairs("pairs", wanted, make):
                assert results == tuple((name + other).encode() for other in others)
                every[name] = dict(others)
            assert made == expected.split()
            of = kept.pairs("pairs", stay)
            for name in stay:
                assert of(name) == tuple((name + other).encode() for other in every[name])
