"""What a stated last day means."""

from datetime import date, timedelta

from campaigns.enums import DeadlineMeaning


def last_valid_day(meaning: str, stated_day: date) -> date:
    """«Trước ngày D» ends on the day before D; «đến hết ngày D» on D itself. The office may settle it otherwise."""
    if meaning != DeadlineMeaning.BEFORE_DAY or stated_day == date.min:
        # Before the first day of all there is none; the plan's limits refuse such a year in a sentence.
        return stated_day
    return stated_day - timedelta(days=1)
