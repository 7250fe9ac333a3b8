"""The printed ranks against the scores beside them: told to the person, never used for ranking."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from scoring.importers.plan import ImportLine


def rank_warnings(lines: Sequence[ImportLine], *, group_rows: Sequence[int]) -> list[str]:
    """Sentences about ranks that contradict the scores or leave holes, in the whole table or group by group."""
    ranked = [line for line in lines if line.rank is not None]
    if len(ranked) < 2:
        return []
    whole = _contradictions(ranked)
    groups: dict[int, list[ImportLine]] = {}
    for line in ranked:
        groups.setdefault(bisect_right(group_rows, line.row), []).append(line)
    by_group = [found for group in groups.values() for found in _contradictions(group)]
    is_by_group = len(groups) > 1 and len(by_group) < len(whole)
    wrong = by_group if is_by_group else whole
    tables = list(groups.values()) if is_by_group else [ranked]
    return _told_contradictions(wrong) + _told_holes([hole for table in tables for hole in _holes(table)])


def _contradictions(lines: Sequence[ImportLine]) -> list[tuple[ImportLine, int]]:
    """Each line whose rank its score cannot have, with the rank it has by score among these lines.

    A rank may be larger than the place among the lines (the table may be part of a longer one), never smaller; equal
    scores may have hidden decimals, so between them any order is believed.
    """
    found = []
    above, highest = 0, 0
    for _, alike in groupby(sorted(lines, key=lambda line: -line.value), key=lambda line: line.value):
        equal = list(alike)
        for line in equal:
            rank = line.rank or 0
            if rank <= highest or rank < above + 1:
                found.append((line, above + 1))
        highest = max([highest, *(line.rank or 0 for line in equal)])
        above += len(equal)
    return found


def _holes(lines: Sequence[ImportLine]) -> list[tuple[int, int]]:
    """Printed ranks that are jumped over: (4, 6) where nobody is fifth and only one is fourth."""
    counts = Counter(line.rank or 0 for line in lines)
    ranks = sorted(counts)
    return [
        (one, two)
        for one, two in zip(ranks, ranks[1:], strict=False)
        if two not in (one + 1, one + counts[one])
    ]


def _told_contradictions(wrong: Sequence[tuple[ImportLine, int]]) -> list[str]:
    if not wrong:
        return []
    line, expected = min(wrong, key=lambda one: one[0].row)
    more = f" (và {len(wrong) - 1} hàng nữa)" if len(wrong) > 1 else ""
    return [
        f"Hạng in trong tệp không khớp với điểm: hàng {line.row} «{line.raw_name}» in hạng {line.rank}, "
        f"theo điểm là hạng {expected}{more}. Bảng xếp hạng được tính từ điểm; hãy kiểm tra lại tệp."
    ]


def _told_holes(holes: Sequence[tuple[int, int]]) -> list[str]:
    if not holes:
        return []
    shown = ", ".join(f"từ {one} sang {two}" for one, two in holes[:5])
    return [f"Hạng in trong tệp nhảy bậc ({shown}): có thể thiếu đơn vị; hãy kiểm tra lại tệp."]
