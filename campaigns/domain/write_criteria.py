"""Writes a criteria set from data: groups with their criteria, codes kept as text."""

from decimal import Decimal
from typing import Any

from django.db import transaction

from accounts.text import fold, sort_key, tidy
from campaigns.enums import CriterionKind
from campaigns.models import CriteriaSet, Criterion


def keys_of(title: str, code: str, basis: str) -> dict[str, str]:
    """The search and sort keys that follow the texts of a set."""
    return {"search_key": fold(f"{title} {code} {basis}")[:600], "sort_key": sort_key(title)}


def write_criteria_set(*, data: dict[str, Any], is_demo: bool = False) -> CriteriaSet:
    """Creates the set of `data["code"]`, or returns the one that is there; maxima are texts parsed to Decimal."""
    with transaction.atomic():
        found = CriteriaSet.objects.filter(code=data["code"]).first()
        if found:
            return found
        criteria_set = CriteriaSet.objects.create(
            code=data["code"],
            title=tidy(data["title"]),
            basis=tidy(data.get("basis", "")),
            stated_maximum=Decimal(data["stated_maximum"]),
            is_demo=is_demo,
            **keys_of(data["title"], data["code"], data.get("basis", "")),
        )
        position = 0
        for group_data in data["groups"]:
            position += 1
            group = Criterion.objects.create(
                criteria_set=criteria_set,
                kind=CriterionKind.GROUP,
                code=group_data["code"],
                name=tidy(group_data["name"]),
                maximum=sum(Decimal(row["maximum"]) for row in group_data["criteria"]),
                position=position,
            )
            for row in group_data["criteria"]:
                position += 1
                Criterion.objects.create(
                    criteria_set=criteria_set,
                    parent=group,
                    code=row["code"],
                    name=tidy(row["name"]),
                    maximum=Decimal(row["maximum"]),
                    how=tidy(row.get("how", "")),
                    evidence_hint=tidy(row.get("evidence", "")),
                    position=position,
                )
        return criteria_set
