"""Tens of thousands of rows into one table: plain inserts; a model object for each would cost ten times more."""

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any

from django.db import connection, models

BATCH = 2000
_AS_THEY_ARE = (
    models.CharField,
    models.TextField,
    models.IntegerField,
    models.BooleanField,
    models.ForeignKey,
)


@contextmanager
def uncollected() -> Iterator[None]:
    """Holds off the search for cyclic garbage: it would walk the same hundred thousand live rows again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def insert_rows(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Inserts tuples in the order of `columns` (names of fields; a foreign key takes a number), in this transaction.

    Every other field must have a default in the database or be the key. Constraints hold as ever; nobody is told.
    """
    fields = [model._meta.get_field(name) for name in columns]
    quote = connection.ops.quote_name
    names = ", ".join(quote(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    sql = f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({places})"
    prepared = _prepared(fields, rows)
    with connection.cursor() as cursor:
        while batch := list(islice(prepared, BATCH)):
            cursor.executemany(sql, batch)


def _prepared(fields: Sequence[Any], rows: Iterable[Sequence[Any]]) -> Iterator[tuple[Any, ...]]:
    """Numbers with decimals and moments in the database's own form; equal ones are turned only once."""
    special = [
        (at, _turning(field)) for at, field in enumerate(fields) if not isinstance(field, _AS_THEY_ARE)
    ]
    for row in rows:
        values = list(row)
        for at, turn in special:
            if values[at] is not None:
                values[at] = turn(values[at])
        yield tuple(values)


def _turning(field: Any) -> Callable[[Any], Any]:
    known: dict[Any, Any] = {}

    def turn(value: Any) -> Any:
        if value not in known:
            known[value] = field.get_db_prep_save(value, connection)
        return known[value]

    return turn
