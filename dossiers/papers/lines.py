"""Breaking centred headings into lines of about equal length, never inside a set phrase."""

from functools import cache
from math import ceil

# A heading is never broken inside these (matched without regard to case).
PHRASES = (
    "thi đua - khen thưởng",
    "ủy ban nhân dân",
    "hội đồng",
    "phong trào thi đua",
    "chuyển đổi số",
    "thị xã",
    "giấy khen",
    "bằng khen",
    "chủ tịch",
    "về việc",
)
GLUE = "\u00a0"


def balanced(text: str, width: int) -> tuple[str, ...]:
    """The lines of a heading: given line breaks are kept, longer lines are split evenly at `width` characters."""
    return tuple(part for line in text.splitlines() for part in _split(line.strip(), width) if part)


def _split(line: str, width: int) -> tuple[str, ...]:
    words = _glued(line).split(" ")
    count = min(ceil(len(line) / width), len(words))
    if count < 2 or len(words) > 120:
        return (line,)

    @cache
    def best(start: int, left: int) -> tuple[int, tuple[str, ...]]:
        if left == 1:
            last = " ".join(words[start:])
            return len(last) ** 2, (last,)
        options = []
        for end in range(start + 1, len(words) - left + 2):
            first = " ".join(words[start:end])
            cost, rest = best(end, left - 1)
            options.append((len(first) ** 2 + cost, (first, *rest)))
        return min(options)

    return tuple(part.replace(GLUE, " ") for part in best(0, count)[1])


def _glued(line: str) -> str:
    line = " ".join(line.split())
    for phrase in PHRASES:
        at = line.lower().find(phrase)
        while at >= 0:
            end = at + len(phrase)
            line = line[:at] + line[at:end].replace(" ", GLUE) + line[end:]
            at = line.lower().find(phrase, end)
    return line
