"""«Các hình thức đã được khen thưởng» of a report, offered from the old awards on record; the unit may change it."""

from collections.abc import Iterable, Mapping
from typing import Any

from accounts.text import fold
from awards.given import GivenAward
from awards.given_queries import given_near
from awards.history import SAME
from awards.history_queries import line_of, past_of_names
from awards.models import Nomination, PastAward
from dossiers.past_of_nominees import decision_words, kept_near, same_nominee


def past_rows(nomination: Nomination) -> list[dict[str, Any]]:
    """Rows of the table for what is on record under this very name and unit, oldest first."""
    line = line_of(nomination.unit)
    old = kept_near(nomination.campaign, past_of_names([nomination.name], line))
    shown = {row.given_id for row in old}
    here = given_near(nomination.campaign, [nomination.name], line, others=False)
    rows = [*old, *(row for row in here if row.pk not in shown and row.record.nomination_id != nomination.pk)]
    own = [row for row in rows if same_nominee(nomination, row, line) == SAME]
    return [row_of(row) for row in sorted(own, key=lambda row: (row.last_year, row.pk))]


def row_of(row: PastAward | GivenAward) -> dict[str, Any]:
    """One line as the report prints it."""
    return {"year": str(row.last_year), "name": row.award_name, "decision": decision_words(row)[:250]}


def missing_rows(found: Iterable[dict[str, Any]], typed: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Those on record that the table does not hold yet: same year and the same words of the award."""
    known = {(str(row["year"]).strip(), fold(str(row["name"]))) for row in typed}
    return [row for row in found if (row["year"], fold(row["name"])) not in known]
