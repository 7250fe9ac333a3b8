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
# What the audit trail says about each move.
SENTENCES: dict[str, str] = {
    "nomination.sent": "{unit} gửi đề nghị khen thưởng {name}.",
    "nomination.returned": "Đề nghị khen thưởng {name} được trả lại cho {unit}.",
    "nomination.accepted": "Đề nghị khen thưởng {name} được tiếp nhận.",
    "nomination.awarded": "{name} được chọn khen thưởng.",
    "nomination.not_awarded": "{name} không được khen thưởng. Lý do:",
    "nomination.award_taken_back": "{name} không còn được chọn khen thưởng, chờ xét lại. Lý do:",
    "nomination.reopened": "Đề nghị khen thưởng {name} được đưa ra xét lại. Lý do:",
}
