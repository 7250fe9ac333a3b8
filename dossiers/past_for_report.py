"""«Các hình thức đã được khen thưởng» of a report, offered from the old awards on record; the unit may change it."""

from collections.abc import Iterable, Mapping
from typing import Any

from accounts.text import fold
from awards.history import SAME, paper_words
from awards.history_queries import line_of, past_of_names
from awards.models import Nomination, PastAward
from dossiers.past_of_nominees import kept_near, same_nominee


def past_rows(nomination: Nomination) -> list[dict[str, Any]]:
    """Rows of the table for what is on record under this very name and unit, oldest first."""
    line = line_of(nomination.unit)
    rows = kept_near(nomination.campaign, past_of_names([nomination.name], line))
    own = [row for row in rows if same_nominee(nomination, row, line) == SAME]
    return [row_of(row) for row in sorted(own, key=lambda row: (row.last_year, row.pk))]


def row_of(row: PastAward) -> dict[str, Any]:
    """One line as the report prints it."""
    paper = row.decision
    return {
        "year": str(row.last_year),
        "name": row.award_name,
        "decision": paper_words(paper.number, paper.signed_on, paper.issuer_name)[:250],
    }


def missing_rows(found: Iterable[dict[str, Any]], typed: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Those on record that the table does not hold yet: same year and the same words of the award."""
    known = {(str(row["year"]).strip(), fold(str(row["name"]))) for row in typed}
    return [row for row in found if (row["year"], fold(row["name"])) not in known]
