"""Bản mới của bộ tiêu chí: the same rows under a new year, with the line to the earlier one."""

from datetime import datetime

from django.db import transaction

from accounts.errors import DomainError
from accounts.models import User
from campaigns.criteria_tree import tree_of, walk
from campaigns.domain.edit_criteria_set import create_criteria_set, note_criteria
from campaigns.models import Band, CriteriaSet, Criterion

COPIED = ("kind", "code", "name", "maximum", "how", "evidence_hint", "rule", "rule_params", "may_not_apply")
BAND_COPIED = ("name", "measure", "lower", "lower_belongs", "upper", "upper_belongs", "clause")


def copy_criteria_set(
    *, criteria_set: CriteriaSet, code: str, title: str, year: int | None, basis: str, by: User, at: datetime
) -> CriteriaSet:
    """A new set with all rows, rules and bands; the old one stays as it is, sheets and results stay with it."""
    with transaction.atomic():
        if year and criteria_set.year and year <= criteria_set.year:
            raise DomainError(
                f"Bộ hiện nay là của năm {criteria_set.year}. Hãy nhập năm sau đó.", field="year"
            )
        new = create_criteria_set(
            code=code,
            title=title,
            stated_maximum=f"{criteria_set.stated_maximum:f}".replace(".", ","),
            basis=basis,
            year=year,
            rescale=criteria_set.rescale,
            by=by,
            at=at,
        )
        new.earlier = criteria_set
        new.save(update_fields=["earlier"])
        groups: dict[int, Criterion] = {}
        nodes = walk(tree_of(criteria_set.criteria.all()))
        for place, node in enumerate(nodes, start=1):
            values = {name: getattr(node.row, name) for name in COPIED}
            parent = groups.get(node.row.parent_id or 0)
            groups[node.row.pk] = Criterion.objects.create(
                criteria_set=new, parent=parent, position=place, **values
            )
        for band in criteria_set.bands.all():
            values = {name: getattr(band, name) for name in BAND_COPIED}
            Band.objects.create(criteria_set=new, group=groups.get(band.group_id or 0), **values)
        sentence = f"Lập «{new.title}» từ «{criteria_set.title}» ({len(nodes)} dòng)."
        note_criteria(new, "criteria.set_copied", sentence, by=by, at=at)
        return new
