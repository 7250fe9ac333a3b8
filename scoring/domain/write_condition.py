"""Tiêu chuẩn, điều kiện in the editor: the rule takes its parameters, or the condition is not written."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from accounts.errors import DomainError
from accounts.models import User
from awards.domain.change_plan import NO_PAPER, Paper, PlanChange
from awards.domain.edit_plan import add_row, edit_row
from awards.models import Award, Condition
from campaigns.models import Campaign
from scoring.models import Attestation
from scoring.rules import RULES, find_rule


def add_condition(
    *, campaign: Campaign, award: Award, values: Mapping[str, Any], by: User, at: datetime,
    paper: Paper = NO_PAPER,
) -> PlanChange:  # fmt: skip
    """Adds a condition to an award of the plan; DomainError when the rule does not take the parameters."""
    check_rule(values)
    return add_row(
        campaign=campaign, part="conditions", award=award, values=values, by=by, at=at, paper=paper
    )


def edit_condition(
    *, campaign: Campaign, pk: int, values: Mapping[str, Any], by: User, at: datetime,
    seen: str = "", paper: Paper = NO_PAPER,
) -> PlanChange:  # fmt: skip
    """Changes a condition; another rule is refused, with the number, once people have attested the old one."""
    check_rule(values)
    old = Condition.objects.filter(pk=pk, award__campaign=campaign).first()
    if old is not None and old.rule != values["rule"]:
        attested = Attestation.objects.filter(condition=old).count()
        if attested:
            raise DomainError(
                f"Tiêu chuẩn này đã có {attested} xác nhận nên không đổi quy tắc được. Hãy thêm tiêu chuẩn khác."
            )
    return edit_row(
        campaign=campaign, part="conditions", pk=pk, values=values, seen=seen, by=by, at=at, paper=paper
    )


def check_rule(values: Mapping[str, Any]) -> None:
    """The rule exists, takes the parameters, and makes sense for the subject."""
    try:
        rule = find_rule(values["rule"], values["params"])
    except DomainError as error:
        raise DomainError(in_labels(values["rule"], error.message)) from None
    subject = values.get("subject", "")
    if subject and rule.subjects and subject not in rule.subjects:
        raise DomainError(f"Quy tắc «{rule.name}» không dùng cho đối tượng đã chọn.", field="subject")


def in_labels(code: str, message: str) -> str:
    """A rule's refusal with the names that stand in the form instead of the codes of rule and parameters."""
    rule = RULES.get(code)
    if rule is None:
        return message
    for old, new in [(rule.code, rule.name), *((one.name, one.label) for one in rule.parameters)]:
        message = message.replace(f"«{old}»", f"«{new}»")
    return message
