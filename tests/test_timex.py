import pytest

from dateline import timex


# What the steps come to when they start from Wednesday, 27 September 2023.
@pytest.mark.parametrize(
    ("steps", "value", "interval"),
    [
        ("+0D", "2023-09-27", ("2023-09-27", "2023-09-27")),
        ("-1D TMO", "2023-09-26TMO", ("2023-09-26T06:00", "2023-09-26T11:59")),
        ("-1W", "2023-W38", ("2023-09-18", "2023-09-24")),
        ("+0WE", "2023-W39-WE", ("2023-09-30", "2023-10-01")),
        ("-9M", "2022-12", ("2022-12-01", "2022-12-31")),
        ("+1Q", "2023-Q4", ("2023-10-01", "2023-12-31")),
        ("-1S", "2023-SU", ("2023-06-01", "2023-08-31")),
        ("-1Y", "2022", ("2022-01-01", "2022-12-31")),
        ("-3DE", "199", ("1990-01-01", "1999-12-31")),
        # directions
        ("<XXXX-WXX-3", "2023-09-27", ("2023-09-27", "2023-09-27")),
        ("<<XXXX-WXX-3", "2023-09-20", ("2023-09-20", "2023-09-20")),
        ("<XXXX-WXX-5", "2023-09-22", ("2023-09-22", "2023-09-22")),
        (">XXXX-WXX-5", "2023-09-29", ("2023-09-29", "2023-09-29")),
        ("<XXXX-12-12", "2022-12-12", ("2022-12-12", "2022-12-12")),
        (">>XXXX-09", "2024-09", ("2024-09-01", "2024-09-30")),
        ("<<XXXX-09", "2022-09", ("2022-09-01", "2022-09-30")),
        # the past reading of 3 October lies almost a year back: only a verb of its own leads there
        ("<~XXXX-10-03", "2023-10-03", ("2023-10-03", "2023-10-03")),
        ("<XXXX-10-03", "2022-10-03", ("2022-10-03", "2022-10-03")),
        # winter counts to the year in which it begins
        ("<XXXX-WI", "2022-WI", ("2022-12-01", "2023-02-28")),
        ("-1Y =XXXX-05 END", "2022-05", ("2022-05-16", "2022-05-31")),
        ("+1W =XXXX-WXX-1", "2023-10-02", ("2023-10-02", "2023-10-02")),
        # a night ends on the day after
        ("<XXXX-WXX-7 TNI", "2023-09-24TNI", ("2023-09-24T18:00", "2023-09-25T05:59")),
        # the value shows only Z, the interval every zone
        ("+0D T13:00+04:00", "2023-09-27T13:00", ("2023-09-27T13:00+04:00", "2023-09-27T13:00+04:00")),
        ("+0D T09:00Z", "2023-09-27T09:00Z", ("2023-09-27T09:00+00:00", "2023-09-27T09:00+00:00")),
        ("P3M<", "P3M", ("2023-06-27", "2023-09-27")),
        ("P10D>", "P10D", ("2023-09-27", "2023-10-07")),
        # holidays that move: Good Friday, the fourth Thursday of November, the last Monday of May
        ("<XXXX-EA-2", "2023-04-07", ("2023-04-07", "2023-04-07")),
        ("2020-11N4-4", "2020-11-26", ("2020-11-26", "2020-11-26")),
        ("-1Y =XXXX-05N5-1", "2022-05-30", ("2022-05-30", "2022-05-30")),
        ("PAST_REF", "PAST_REF", None),
        ("BC0490", "BC0490", None),
    ],
)
def test_steps_from_a_day(steps: str, value: str, interval: tuple[str, str] | None) -> None:
    assert timex.resolve(steps, "2023-09-27") == value
    assert timex.interval(steps, "2023-09-27") == interval


# Without an anchor the unknown parts stay X, and nothing is claimed about days.
@pytest.mark.parametrize(
    ("steps", "value"),
    [
        ("-1D", "XXXX-XX-XX"),
        ("-1D TNI", "XXXX-XX-XXTNI"),
        ("-1W", "XXXX-WXX"),
        ("+1M", "XXXX-XX"),
        ("-1Y", "XXXX"),
        ("<XXXX-WXX-1", "XXXX-WXX-1"),
        ("-1Y =XXXX-05", "XXXX-05"),
        ("+0D T14:30", "XXXX-XX-XXT14:30"),
    ],
)
def test_steps_without_an_anchor(steps: str, value: str) -> None:
    assert timex.resolve(steps) == value
    assert timex.interval(steps) is None


# Years before year 1 and anchors coarser than the step.
@pytest.mark.parametrize(
    ("steps", "anchor", "value"),
    [
        ("+1Y", "BC0490", "BC0489"),
        ("=XXXX-04", "BC0480", "BC0480-04"),
        ("-1Y", "0001", "BC0001"),
        ("+4D", "1915", "1915-XX-XX"),
        ("+1DE", "BC0490", "BC048"),
        ("-1CE", "BC0387", "BC04"),
        ("-1CE", "1965", "18"),
        ("-1y", "2024-02-29", "2023-02-28"),
        ("=XXXX-XX-20", "1917-09-12", "1917-09-20"),
        ("+2h", "2023-09-19T23:30", "2023-09-20T01:30"),
    ],
)
def test_steps_from_other_anchors(steps: str, anchor: str, value: str) -> None:
    assert timex.resolve(steps, anchor) == value


# Nothing that is written like a value may crash, however impossible.
@pytest.mark.parametrize(
    "value", ["2023-02-31", "2023-W54", "0000", "00", "000", "2023-13", "9999-12", "P3M", "", "XXXX", "2023-W53-WE"]
)
def test_impossible_values_cover_nothing_or_something(value: str) -> None:
    covered = timex.days(value)
    assert covered is None or covered[0] <= covered[1]
    for step in ("+1D", "-1W", "+1M", "-1Q", "+1Y", "<XXXX-WXX-1", "~XXXX-02-29", "=XXXX-XX-31", "T24:00"):
        timex.interval(step, value)
