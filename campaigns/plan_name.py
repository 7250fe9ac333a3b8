"""How a plan is called: by its number and day as far as its text has them, never with a gap."""

from accounts.dates import date_short
from campaigns.models import Campaign


def plan_named(campaign: Campaign) -> str:
    """In headings: «Kế hoạch 1326/KH-UBND ngày 28/07/2023»; what the text leaves blank is said."""
    number, day = campaign.plan_number, campaign.plan_date
    stated = f" (văn bản ghi «{' '.join(campaign.plan_stated.split())}»)" if campaign.plan_stated else ""
    if not number and not day:
        return f"Kế hoạch chưa ghi số, ngày ký{stated}"
    words = f"Kế hoạch {number}" if number else "Kế hoạch chưa ghi số,"
    return f"{words} ngày {date_short(day)}" if day else f"{words}, chưa ghi ngày ký{stated}"


def plan_words(campaign: Campaign) -> str:
    """In a sentence: «Kế hoạch số 1326/KH-UBND ngày 28/07/2023», as far as the plan has a number and a day."""
    number = f" số {campaign.plan_number}" if campaign.plan_number else ""
    day = f" ngày {date_short(campaign.plan_date)}" if campaign.plan_date else ""
    return f"Kế hoạch{number}{day}"
