"""A line of the pre-launch check."""

from dataclasses import dataclass


@dataclass(frozen=True)
class CheckLine:
    """Whether it stops the launch, what to do, and the part of the editor where it is done."""

    stops: bool
    sentence: str
    part: str = ""


def stop(sentence: str, part: str) -> CheckLine:
    """A line that refuses the launch."""
    return CheckLine(True, sentence, part)


def warn(sentence: str, part: str) -> CheckLine:
    """A line to think about; the launch goes on."""
    return CheckLine(False, sentence, part)
