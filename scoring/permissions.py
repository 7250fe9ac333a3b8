"""Who may score and who keeps results: `check_x` raises the sentence, `can_x` derives from it.

A self score is the unit's, an official result the standing body's; neither can write the other's.
"""

from datetime import datetime

from accounts.errors import NotAllowed
from accounts.models import User
from accounts.origin import allowed
from campaigns.models import Campaign
from campaigns.permissions import can_stand, check_acts_for, check_standing
from scoring.models import IndexImport, ScoreSheet
from scoring.second_person import second_person_for


def check_scores(*, sheet: ScoreSheet, by: User, at: datetime) -> None:
    """The unit's own people write its self scores and documents."""
    check_acts_for(by=by, unit=sheet.unit, at=at)


def can_score(*, sheet: ScoreSheet, by: User, at: datetime) -> bool:
    """Whether the fields of the sheet are open."""
    return allowed(check_scores, NotAllowed, sheet=sheet, by=by, at=at)


def check_keeps_results(*, campaign: Campaign, by: User, at: datetime) -> None:
    """The standing body's officer brings official results in, undoes them and draws lines."""
    check_standing(by=by, campaign=campaign, at=at)


def can_keep_results(*, campaign: Campaign, by: User, at: datetime) -> bool:
    """Whether the buttons of importing are shown."""
    return allowed(check_keeps_results, NotAllowed, campaign=campaign, by=by, at=at)


def check_confirms_results(*, index_import: IndexImport, by: User, at: datetime) -> None:
    """Somebody else than who proposed them: another officer, or the head where the office has but one."""
    step = second_person_for(index_import, at)
    if not (step.may(by) and (step.is_head or can_stand(by=by, campaign=index_import.campaign, at=at))):
        raise NotAllowed(step.sentence)


def can_confirm_results(*, index_import: IndexImport, by: User, at: datetime) -> bool:
    """Whether the button of the second person is shown."""
    return allowed(check_confirms_results, NotAllowed, index_import=index_import, by=by, at=at)


def check_takes_back_proposal(*, index_import: IndexImport, by: User, at: datetime) -> None:
    """Who keeps the results takes the proposal back; who may confirm it gives it back."""
    if not can_confirm_results(index_import=index_import, by=by, at=at):
        check_keeps_results(by=by, campaign=index_import.campaign, at=at)
