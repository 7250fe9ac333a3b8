"""The states of a nomination, in one table."""

from awards.enums import NominationState

S = NominationState
# Withdrawing and re-opening by the unit itself are in nominate.py; these are the moves on the route.
STEPS: dict[str, dict[str, str]] = {
    S.DRAFT: {S.SENT: "nomination.sent"},
    S.SENT: {S.DRAFT: "nomination.returned", S.ACCEPTED: "nomination.accepted"},
    S.ACCEPTED: {S.AWARDED: "nomination.awarded", S.NOT_AWARDED: "nomination.not_awarded"},
    S.AWARDED: {S.ACCEPTED: "nomination.award_taken_back"},
    S.NOT_AWARDED: {S.ACCEPTED: "nomination.reopened"},
}
