"""Nhập bộ tiêu chí từ tệp: all rows or none, matched by code, with the file's name and hash in the audit trail."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.errors import DomainError
from accounts.models import User
from campaigns.criteria_tree import Node, tree_of, walk
from campaigns.domain.edit_criteria import MOST_ROWS, ScoresOf, check_scored_stays, place_criteria
from campaigns.domain.edit_criteria_set import changes_of, locked_set, note_criteria
from campaigns.models import Band, CriteriaSet, Criterion

IMPORTED = ("kind", "name", "maximum", "how", "evidence_hint", "rule", "rule_params")


def import_values(row: Criterion) -> dict[str, Any]:
    """What a file says of a row, for comparing and writing."""
    return {name: getattr(row, name) for name in IMPORTED}


def import_criteria(
    *,
    criteria_set: CriteriaSet,
    nodes: Sequence[Node],
    bands: Mapping[str, Sequence[Band]],
    problems: Sequence[str],
    scores_of: ScoresOf,
    filename: str,
    sha256: str,
    by: User,
    at: datetime,
) -> tuple[int, int]:
    """Adds and changes rows by their code; gives (added, changed). Rows that the file does not have stay.

    Raises DomainError while the plan has a problem, and where points were given by what would change.
    """
    if problems:
        raise DomainError(f"Chưa ghi gì vì tệp còn {len(problems)} lỗi. {problems[0]}")
    with transaction.atomic():
        found = locked_set(criteria_set, by, at)
        stored = {row.code: row for row in found.criteria.all()}
        if len({*stored, *(node.row.code for node in nodes)}) > MOST_ROWS:
            raise DomainError(f"Bộ tiêu chí có nhiều nhất {MOST_ROWS} dòng.")
        written, changed = _write_rows(found, nodes, stored, scores_of)
        _put_in_order(found, {node.row.code: place for place, node in enumerate(nodes)})
        _write_bands(found, written, bands)
        added = len(set(written) - set(stored))
        if added or changed:
            note_criteria(
                found,
                "criteria.imported",
                f"Nhập «{found.title}» từ tệp «{filename}»: thêm {added} dòng, sửa {len(changed)} dòng.",
                {"file": filename, "sha256": sha256, "changed": changed},
                by=by,
                at=at,
            )
        return added, len(changed)


def _write_rows(
    criteria_set: CriteriaSet, nodes: Sequence[Node], stored: Mapping[str, Criterion], scores_of: ScoresOf
) -> tuple[dict[str, Criterion], dict[str, dict[str, list[str]]]]:
    """Every row by its code, and what was changed in those that were there."""
    codes = {node.row.pk: node.row.code for node in nodes}
    last = max((row.position for row in stored.values()), default=0)
    written: dict[str, Criterion] = {}
    changed: dict[str, dict[str, list[str]]] = {}
    for place, node in enumerate(nodes, start=1):
        parent = written.get(codes.get(node.row.parent_id or 0, ""))
        row = stored.get(node.row.code)
        if row is None:
            row = _added(criteria_set, node.row, parent, last + place)
        elif changes := _changed(row, node.row, parent, scores_of):
            changed[row.code] = changes
        written[row.code] = row
    return written, changed


def _added(criteria_set: CriteriaSet, row: Criterion, parent: Criterion | None, position: int) -> Criterion:
    return Criterion.objects.create(
        criteria_set=criteria_set, parent=parent, code=row.code, position=position, **import_values(row)
    )


def _changed(
    row: Criterion, new: Criterion, parent: Criterion | None, scores_of: ScoresOf
) -> dict[str, list[str]]:
    values = import_values(new)
    changes = changes_of(row, values)
    if row.is_group != new.is_group:
        raise DomainError(
            f"«{row.code}» trong hệ thống là {'nhóm' if row.is_group else 'tiêu chí'}, trong tệp thì không. "
            "Hãy xóa dòng đó trên trang rồi nhập lại."
        )
    check_scored_stays(row, values, scores_of)
    for name, value in values.items():
        setattr(row, name, value)
    row.parent = parent
    row.save()
    return changes


def _put_in_order(criteria_set: CriteriaSet, order: Mapping[str, int]) -> None:
    """The file's order; rows that it does not have come after those of their group."""
    rows = list(criteria_set.criteria.all())
    rows.sort(key=lambda row: (order.get(row.code, len(order)), row.position))
    kept = {row.pk: row.position for row in rows}
    for place, row in enumerate(rows, start=1):
        row.position = place
    ordered = [node.row for node in walk(tree_of(rows))]
    for row in ordered:
        row.position = kept[row.pk]
    place_criteria(criteria_set, ordered)


def _write_bands(
    criteria_set: CriteriaSet, written: Mapping[str, Criterion], bands: Mapping[str, Sequence[Band]]
) -> None:
    for code, rows in bands.items():
        if not written[code].bands.exists():
            for band in rows:
                band.criteria_set, band.group = criteria_set, written[code]
            Band.objects.bulk_create(rows)
