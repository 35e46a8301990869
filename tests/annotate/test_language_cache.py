"""The parses on disk: bounded, shared, and never in the way."""

import sqlite3
from pathlib import Path
from threading import Thread

from dateline.annotate.language import ParseCache
from dateline.syntax import Parse

PARSE = Parse(
    start=(0, 4), end=(3, 9), lemma=("the", "river"), tag=("DT", "NN"), pos=("DET", "NOUN"), dep=("det", "ROOT"),
    head=(1, 1), entity=("", ""), opens=(0,),
)  # fmt: skip


def texts(count: int, start: int = 0) -> list[str]:
    return [f"The river {n}" for n in range(start, start + count)]


def test_what_was_put_is_there_for_others(tmp_path: Path) -> None:
    ParseCache(tmp_path, "model 1").put(dict.fromkeys(texts(3), PARSE))
    assert ParseCache(tmp_path, "model 1").get(texts(4)) == dict.fromkeys(texts(3), PARSE)
    assert ParseCache(tmp_path, "model 2").get(texts(4)) == {}


def test_it_stays_within_its_bound(tmp_path: Path) -> None:
    cache = ParseCache(tmp_path, "model", most=200_000)
    for start in range(0, 20_000, 500):
        cache.put(dict.fromkeys(texts(500, start), PARSE))
    size = sum(path.stat().st_size for path in tmp_path.glob("parses.sqlite"))
    assert size < 400_000
    assert len(cache.get(texts(20_000))) > 500


def test_a_damaged_file_is_begun_anew(tmp_path: Path) -> None:
    (tmp_path / "parses.sqlite").write_bytes(b"no database" * 1000)
    cache = ParseCache(tmp_path, "model")
    cache.put(dict.fromkeys(texts(3), PARSE))
    assert len(cache.get(texts(3))) == 3


def test_damage_found_while_reading(tmp_path: Path) -> None:
    cache = ParseCache(tmp_path, "model")
    for start in range(0, 5000, 500):
        cache.put(dict.fromkeys(texts(500, start), PARSE))
    assert cache._file is not None
    cache._file.close()
    data = bytearray((tmp_path / "parses.sqlite").read_bytes())
    data[4096:] = b"\xa5" * (len(data) - 4096)
    (tmp_path / "parses.sqlite").write_bytes(data)
    cache = ParseCache(tmp_path, "model")
    assert cache.get(texts(3)) == {}
    cache.put(dict.fromkeys(texts(3), PARSE))
    assert len(cache.get(texts(3))) == 3


def test_an_entry_that_cannot_be_read_is_a_missing_one(tmp_path: Path) -> None:
    cache = ParseCache(tmp_path, "model")
    cache.put(dict.fromkeys(texts(2), PARSE))
    with sqlite3.connect(tmp_path / "parses.sqlite") as file:
        file.execute("UPDATE parse SET value = x'00'")
    assert cache.get(texts(2)) == {}
    cache.put(dict.fromkeys(texts(2), PARSE))
    assert len(cache.get(texts(2))) == 2


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    cache = ParseCache(tmp_path / "file" / "deeper", "model")
    cache.put(dict.fromkeys(texts(2), PARSE))
    assert cache.get(texts(2)) == {}


def test_several_at_once(tmp_path: Path) -> None:
    def work(start: int) -> None:
        cache = ParseCache(tmp_path, "model", most=1_000_000)
        for n in range(start, start + 200, 10):
            cache.put(dict.fromkeys(texts(10, n), PARSE))
            cache.get(texts(10, n))

    threads = [Thread(target=work, args=(100 * n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(ParseCache(tmp_path, "model").get(texts(500))) == 500
