"""Entries in pages are what they would be if all of them were sorted anew."""

from random import Random

import numpy as np
import pytest

from dateline.link.kept import Rows
from dateline.link.postings import HOLDER, Holders, Postings, entries_of


def asked_for(entry: np.uint64) -> tuple[int, int]:
    return int(entry) >> HOLDER, int(entry) & (1 << HOLDER) - 1


# Holders come and go, some keys have many more than a page takes; names rise, and so do ranks.
@pytest.mark.parametrize("seed", range(8))
def test_who_is_beside_an_entry_as_holders_come_and_go(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = Random(seed)
    monkeypatch.setattr("dateline.link.postings.PAGE", chance.choice((2, 5, 512)))
    monkeypatch.setattr("dateline.link.postings.AT_ONCE", chance.choice((3, 1 << 16)))
    rows: Rows = {}
    directory: dict[str, np.ndarray] = {}
    numbers = np.zeros(0, np.int64)
    have: dict[int, set[int]] = {}
    for _ in range(30):
        then = sorted(have)
        before = {name: have[name] for name in then}
        for name in chance.sample(then, min(len(then), chance.choice((0, 0, 1, 4)))):
            del have[name]
        for name in chance.sample([name for name in range(60) if name not in before], chance.choice((0, 1, 1, 6))):
            have[name] = {chance.choice((7, 7, 8, chance.randrange(20))) for _ in range(chance.randrange(9))}
        now = sorted(have)
        place = {name: rank for rank, name in enumerate(now)}
        holders = Holders(numbers, np.array([place.get(name, -1) for name in then], np.int64), len(now))
        numbers = holders.numbers
        assert sorted(set(numbers.tolist())) == sorted(numbers.tolist())
        assert [now[rank] for rank in holders.came.tolist()] == sorted(have.keys() - before.keys())
        postings = Postings(rows, directory, holders, valued=seed % 2 == 0)
        postings.drop(np.array([key for name in before.keys() - have.keys() for key in before[name]], np.uint64))
        came = sorted((key, rank) for rank in holders.came.tolist() for key in have[now[rank]])
        values = np.array([100.0 * key + now[rank] for key, rank in came]) if seed % 2 == 0 else None
        postings.put(entries_of(*np.array(came, np.uint64).reshape(-1, 2).T), values)
        directory = postings.directory()
        every = sorted((key, rank) for rank, name in enumerate(now) for key in have[name])
        assert sum(map(len, rows.values())) == (16 if seed % 2 == 0 else 8) * len(every)
        for reach in (0, 1, 3):
            asked = sorted({(chance.randrange(20), chance.randrange(len(now) or 1)) for _ in range(3)} | {(7, 0)})
            expected: set[tuple[int, int, int]] = set()
            for key, rank in asked:
                before_it = [other for one, other in every if one == key and other < rank]
                after_it = [other for one, other in every if one == key and other > rank]
                itself = [rank] if (key, rank) in every else []
                beside = [*before_it[max(0, len(before_it) - reach) :], *itself, *after_it[:reach]]
                expected |= {(key, rank, other) for other in beside}
            found = set()
            for some, *columns in postings.beside(entries_of(*np.array(asked, np.uint64).T), reach):
                pairs = zip(*(column.tolist() for column in columns), strict=True)
                found |= {(*asked_for(some[k]), other) for k, other in pairs}
            assert found == expected
            there = entries_of(*np.array(every, np.uint64).reshape(-1, 2).T)
            holder, begin, end, more = postings.after(there, reach)
            for at, (key, rank) in enumerate(every):
                of_key = [other for one, other in every if one == key]
                after_it = [other for other in of_key if other > rank][:reach]
                assert holder[begin[at] : end[at]].tolist() == after_it
                assert more[at] == (len(of_key) > reach)
        keys = np.arange(20, dtype=np.uint64)
        holder, values, begins = postings.of(keys)
        assert values.tolist() == [100.0 * key + now[rank] for key, rank in every if seed % 2 == 0]
        assert [*zip(np.repeat(keys, np.diff(begins)).tolist(), holder.tolist(), strict=True)] == every
        assert postings.sizes(keys).tolist() == np.diff(begins).tolist()
