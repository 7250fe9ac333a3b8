"""Stage «decided»: three and three collectives, three and three individuals are awarded: 9.720.000 đồng."""

from datetime import timedelta

from django.conf import settings

from accounts.clock import set_demo_clock
from accounts.models import User
from awards.enums import NominationState
from campaigns.models import Campaign
from dossiers.demo import base, reviewed
from dossiers.domain.award_nomination import award_nomination
from dossiers.domain.propose import propose

CLOCK = base.moment(2023, 12, 20, 9)
MARKED = base.moment(2023, 12, 18, 9)


def seed_decided() -> Campaign:
    """Marks everyone who is proposed and not marked yet."""
    campaign = reviewed.seed_reviewed()
    officer = User.objects.get(username="can-bo")
    rows = [row for table in propose(campaign=campaign, at=MARKED).tables for row in table.proposed]
    waiting = [row.nomination for row in rows if row.nomination.state == NominationState.ACCEPTED]
    for place, nomination in enumerate(waiting):
        award_nomination(
            nomination=nomination,
            by=officer,
            at=MARKED + timedelta(minutes=4 * place),
            reason="Theo kết quả biểu quyết của Hội đồng ngày 14/12/2023",
        )
    if settings.DEMO:
        set_demo_clock(at=CLOCK)
    return campaign
