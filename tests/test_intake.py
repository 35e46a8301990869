"""What the record holds is a function of the set of reports, not of the order in which they came."""

from dataclasses import replace
from hashlib import sha256
from itertools import permutations

from dateline.intake import take_in
from dateline.records import Report


def line(id: str, text: str, path: str = "a.jsonl") -> Report:
    return Report(id=id, text=text, paths=(path,), sha256=sha256(text.encode()).hexdigest(), reader="jsonl/1")


def file(text: str, path: str) -> Report:
    hashed = sha256(text.encode()).hexdigest()
    return Report(id=f"r-{hashed[:16]}", text=text, paths=(path,), sha256=hashed, reader="text/1")


def test_identical_files_are_one_report_with_both_paths() -> None:
    (report,) = take_in({}, [file("x", "b.txt"), file("x", "a.txt")]).reports.values()
    assert report.paths == ("a.txt", "b.txt")


def test_a_changed_file_supersedes_its_old_text_and_says_so() -> None:
    held = take_in({}, [file("ten dead", "a.txt"), file("other", "b.txt")]).reports
    intake = take_in(held, [file("eleven dead", "a.txt")])
    assert sorted(report.text for report in intake.reports.values()) == ["eleven dead", "other"]
    assert [gone.reason for gone in intake.retired] == ["superseded: a.txt was changed"]


def test_a_changed_line_supersedes_the_line_of_its_id_alone() -> None:
    held = take_in({}, [line("1", "ten"), line("2", "two")]).reports
    intake = take_in(held, [line("1", "eleven"), line("2", "two")])
    assert {id: report.text for id, report in intake.reports.items()} == {"1": "eleven", "2": "two"}


def test_items_that_a_feed_has_dropped_stay() -> None:
    def item(text: str) -> Report:
        return replace(file(text, "a.rss"), reader="feed/1")

    held = take_in({}, [item("monday"), item("tuesday")]).reports
    intake = take_in(held, [item("tuesday"), item("wednesday")])
    assert sorted(report.text for report in intake.reports.values()) == ["monday", "tuesday", "wednesday"]


def test_two_texts_under_one_id_stay_two_reports_in_whatever_order_they_come() -> None:
    reports = [line("1", "ten", "a.jsonl"), line("1", "twelve", "b.jsonl"), line("1", "thirteen", "c.jsonl")]
    results = []
    for order in permutations(reports):
        at_once = take_in({}, order)
        one_by_one = take_in(take_in(take_in({}, order[:1]).reports, order[1:2]).reports, order[2:])
        results += [at_once.reports, one_by_one.reports]
        assert len(at_once.warnings) == 2 and "has another text already" in at_once.warnings[0].what
    assert all(result == results[0] for result in results)
    assert len(results[0]) == 3 and "1" in results[0]


def test_a_folder_read_in_part_keeps_the_rest_unless_pruned() -> None:
    held = take_in({}, [file("x", "a.txt"), file("y", "b.txt")]).reports
    assert len(take_in(held, [file("x", "a.txt")]).reports) == 2
    pruned = take_in(held, [file("x", "a.txt")], prune=True)
    assert [report.text for report in pruned.reports.values()] == ["x"]
    assert [gone.reason for gone in pruned.retired] == ["pruned: its file is gone"]


def test_a_report_keeps_the_text_it_was_first_read_as_unless_told_to_read_again() -> None:
    (old,) = take_in({}, [file("x", "a.txt")]).reports.values()
    newer = Report(
        id=old.id,
        text="x, better extracted",
        paths=old.paths,
        sha256=old.sha256,
        reader="text/2",
        publisher="The Ledger",
    )
    (kept,) = take_in({old.id: old}, [newer]).reports.values()
    assert (kept.text, kept.reader, kept.publisher) == ("x", "text/1", "The Ledger")
    (again,) = take_in({old.id: old}, [newer], reread=True).reports.values()
    assert again.text == "x, better extracted"


# A file of lines that all changed, one file in many places: each report is looked up, not held against all others.
def test_many_lines_that_changed_and_many_paths_of_one_file() -> None:
    held = take_in({}, [line(str(n), f"{n} dead") for n in range(20_000)]).reports
    intake = take_in(held, [line(str(n), f"{n + 1} dead") for n in range(20_000)])
    assert len(intake.reports) == len(intake.retired) == 20_000 and intake.reports["7"].text == "8 dead"
    copies = [file("the same", f"{n:05}.txt") for n in range(20_000)]
    (report,) = take_in(take_in({}, copies).reports, copies[1:]).reports.values()
    assert len(report.paths) == 20_000 and report.paths[0] == "00000.txt"
