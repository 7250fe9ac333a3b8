"""What the forms of criteria sets carry to the verbs."""

from dataclasses import dataclass
from typing import Any

from campaigns.enums import CriterionKind, PointRule


@dataclass(frozen=True)
class TypedCriterion:
    """What a form says of a row; `params` are texts as campaigns/point_params.py reads them."""

    code: str
    name: str
    maximum: str = ""
    kind: str = CriterionKind.POINTS
    how: str = ""
    evidence_hint: str = ""
    rule: str = PointRule.MANUAL
    params: dict[str, Any] | None = None
    may_not_apply: bool = False
