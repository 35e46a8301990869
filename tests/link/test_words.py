"""Words stand in columns by numbers, and can be told again."""

from dateline.link.words import NOTHING, Words, columns_of, number_of, numbers_of


def test_words_are_told_again() -> None:
    some, more = ["Goris", "", "Ağdam", "\ud800"], ["Goris", "Kapan"]
    words = Words([columns_of(some), columns_of(more)])
    assert [words[number_of(word)] for word in (*some, *more)] == [*some, *more]
    assert words.get(NOTHING) is None and numbers_of([None, ""]).tolist() == [NOTHING, number_of("")]
    few = Words([words.only(numbers_of(["Kapan", "\ud800", "Kapan"]))])
    assert [few[number_of(word)] for word in ("Kapan", "\ud800")] == ["Kapan", "\ud800"]
    assert Words([words.only(numbers_of([]))]).get(NOTHING) is None
