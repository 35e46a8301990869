"""A record with other values in some fields, in half the time of `dataclasses.replace`: there are thousands a build."""

from collections.abc import Callable
from dataclasses import fields
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")


def changed(record: T, **values: Any) -> T:
    """The same record of records.py, with these values."""
    kind: Any = type(record)
    made: T = object.__new__(kind)
    for name, get, put in _slots(kind):
        put(made, values[name] if name in values else get(record))
    return made


@cache
def _slots(kind: type) -> tuple[tuple[str, Callable[[Any], Any], Callable[[Any, Any], None]], ...]:
    """The name of each field, and how it is read and set, frozen or not."""
    return tuple((one.name, kind.__dict__[one.name].__get__, kind.__dict__[one.name].__set__) for one in fields(kind))
