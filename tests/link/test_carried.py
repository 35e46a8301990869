"""Columns over all reports: those of reports that are as they were are copied, and only the others are looked at."""

from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from dateline.link import carried as by_pieces
from dateline.link.carried import carried, of_each
from dateline.link.kept import Part
from dateline.store import writing


@pytest.mark.parametrize("piece", [1, 3, 64])
def test_columns_follow_their_reports(tmp_path: Path, piece: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(by_pieces, "PIECE", piece)
    random = Random(4)
    read: list[int] = []

    def columns(size: int) -> Mapping[str, NDArray[Any]]:
        read.append(size)
        return {"n": np.arange(size), "word": np.array([b"x" * size], "S")}

    sizes: dict[str, int] = {}
    with writing(tmp_path / "r.db") as writer:
        for _ in range(10):
            before = dict(sizes)
            for id in random.sample("abcdefghijkl", 3):
                sizes[id] = random.randint(0, 5)
            for id in random.sample(sorted(sizes), len(sizes) // 4):
                del sizes[id]
            kept = writer.kept({id: str(size).encode() for id, size in sizes.items()}, "rules")
            reports = sorted(sizes)
            read.clear()
            found = carried(kept, Part("size", int, sizes.__getitem__), reports, columns)
            assert found["n"].tolist() == [n for id in reports for n in range(sizes[id])]
            assert found[of_each("n")].tolist() == [sizes[id] for id in reports]
            assert found["word"].tolist() == [b"x" * sizes[id] for id in reports]
            assert sorted(read) == sorted(size for id, size in sizes.items() if before.get(id) != size)


def test_one_more_report_makes_one_piece_anew(tmp_path: Path) -> None:
    sizes = {f"{number:04}": number % 5 for number in range(2000)}
    with writing(tmp_path / "r.db") as writer:

        def pieces() -> Mapping[str | bytes, bytes]:
            kept = writer.kept({id: str(size).encode() for id, size in sizes.items()}, "rules")
            carried(kept, Part("size", int, sizes.__getitem__), sorted(sizes), lambda size: {"n": np.arange(size)})
            return dict(kept.rows("columns of size"))

        before = pieces()
        sizes["0777 and a half"] = 3
        after = pieces()
        assert len(before) > 10 and len(after.keys() - before.keys()) <= 2
