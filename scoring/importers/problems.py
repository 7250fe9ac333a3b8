"""Located sentences: what is wrong, on which sheet and row; equal ones folded into "row 7 and 3 more"."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing that stops an import. `about` groups equal problems; `what` is the full clause of this one."""

    kind: str
    sheet: str
    row: int | None
    what: str
    about: str = ""

    @property
    def sentence(self) -> str:
        """The full sentence with its place."""
        where = f"Trang tính «{self.sheet}»" + (f", hàng {self.row}" if self.row else "")
        return f"{where}: {self.what}."


def folded(problems: Iterable[Problem]) -> list[str]:
    """One sentence for each group of equal problems, in order of first appearance.

    A single problem keeps its own clause; a group says its common clause with the first row and the count.
    """
    groups: dict[tuple[str, str, str], list[Problem]] = {}
    for problem in problems:
        groups.setdefault((problem.sheet, problem.kind, problem.about or problem.what), []).append(problem)
    return [_group_sentence(group) for group in groups.values()]


def _group_sentence(group: list[Problem]) -> str:
    first = group[0]
    if len(group) == 1:
        return first.sentence
    return f"Trang tính «{first.sheet}», hàng {first.row} và {len(group) - 1} hàng nữa: {first.about or first.what}."
