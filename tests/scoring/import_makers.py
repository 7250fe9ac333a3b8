"""Official results written the way two people write them."""

from datetime import datetime

from accounts.models import User
from campaigns.enums import Role
from campaigns.models import Membership
from scoring.domain.confirm_index import ConfirmReport, confirm_index
from scoring.domain.planned import PreparedImport
from scoring.domain.propose_index import propose_index
from scoring.models import IndexImport, Ranking


def second_of(row: IndexImport) -> User:
    """The head of the standing body, made when the world has none."""
    rows = Membership.objects.filter(unit=row.campaign.standing_unit, role=Role.UNIT_HEAD)
    if found := rows.select_related("user").first():
        return found.user
    head = User.objects.create(username="nguoi-thu-hai", full_name="Người thứ hai")
    Membership.objects.create(
        user=head, unit=row.campaign.standing_unit, role=Role.UNIT_HEAD, valid_from="2000-01-01"
    )
    return head


def confirm_by_two(
    row: IndexImport, prepared: PreparedImport, *, by: User, at: datetime, second: User | None = None
) -> ConfirmReport:
    """One proposes, the other confirms; not changed when the same results hold already."""
    second = second or second_of(row)
    proposal = propose_index(index_import=row, prepared=prepared, by=by, at=at)
    if not proposal.changed:
        ranking = Ranking.objects.get(index_import=proposal.index_import, is_current=True)
        return ConfirmReport(proposal.index_import, ranking, 0, changed=False)
    return confirm_index(index_import=proposal.index_import, prepared=prepared, by=second, at=at)
