"""What a stated last day means."""

from datetime import date, timedelta

from campaigns.enums import DeadlineMeaning


def last_valid_day(meaning: str, stated_day: date) -> date:
    """«Trước ngày D» ends on the day before D; «đến hết ngày D» on D itself. The office may settle it otherwise."""
    return stated_day - timedelta(days=1) if meaning == DeadlineMeaning.BEFORE_DAY else stated_day
