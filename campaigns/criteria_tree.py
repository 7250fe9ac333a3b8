"""Bộ tiêu chí as a tree of any depth, and what in it does not add up. Pure: nothing is read or written."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from accounts.numbers import format_decimal
from campaigns.enums import CriterionKind
from campaigns.models import Band, Criterion


@dataclass
class Node:
    """A row of a set with what stands below it; `depth` 0 for the largest groups."""

    row: Criterion
    depth: int = 0
    children: list["Node"] = field(default_factory=list)

    @property
    def under(self) -> list["Node"]:
        """Itself and everything below, in the order of the document."""
        return [self, *(one for child in self.children for one in child.under)]

    @property
    def leaves(self) -> list[Criterion]:
        """What is answered in it: criteria, gates, bonus and minus points."""
        return [one.row for one in self.under if not one.row.is_group]

    @property
    def below(self) -> int:
        """How many rows stand below it."""
        return len(self.under) - 1

    @property
    def total(self) -> Decimal:
        """The maxima of its scored criteria added up; bonus and minus points are beside the maximum."""
        return summed(self.leaves)

    @property
    def maximum(self) -> Decimal:
        """What the document states, or the sum where it states nothing."""
        return self.total if self.row.maximum is None else self.row.maximum

    @property
    def difference(self) -> Decimal:
        """The sum below a group minus what the group states; 0 for anything else."""
        if not self.row.is_group or self.row.maximum is None or not self.children:
            return Decimal(0)
        return self.total - self.row.maximum


def summed(rows: Iterable[Criterion]) -> Decimal:
    """The maxima of the scored criteria among the rows."""
    return sum((row.maximum or Decimal(0) for row in rows if row.kind == CriterionKind.POINTS), Decimal(0))


def tree_of(rows: Iterable[Criterion]) -> list[Node]:
    """The largest groups with everything below them, in the order of the positions."""
    nodes: dict[int, Node] = {}
    roots: list[Node] = []
    ordered = sorted(rows, key=lambda row: row.position)
    for row in ordered:
        nodes[row.pk] = Node(row)
    for row in ordered:
        node, parent = nodes[row.pk], nodes.get(row.parent_id or 0)
        (parent.children if parent else roots).append(node)
    for root in roots:
        _sink(root, 0)
    return roots


def _sink(node: Node, depth: int) -> None:
    node.depth = depth
    for child in node.children:
        _sink(child, depth + 1)


def walk(roots: Iterable[Node]) -> list[Node]:
    """Every node in the order of the document."""
    return [one for root in roots for one in root.under]


def oddities(roots: list[Node], *, stated: Decimal, bands: Iterable[Band] = ()) -> list[str]:
    """Sentences about sums, missing maxima, empty groups and bands that an officer should hold against the paper.

    Nothing is refused and nothing mended: the document may say so, and its numbers are kept.
    """
    nodes = walk(roots)
    total = summed(node.row for node in nodes)
    found = []
    if total != stated:
        found.append(
            f"Văn bản ghi tổng {_n(stated)} điểm, cộng các tiêu chí được {_n(total)} điểm (chênh {_n(total - stated)})."
        )
    for node in nodes:
        found += _of_node(node)
    return found + list(_of_bands(list(bands)))


def _of_node(node: Node) -> Iterator[str]:
    row = node.row
    if node.difference:
        yield (
            f"Nhóm {row.code}: văn bản ghi {_n(node.maximum)} điểm, cộng các tiêu chí được {_n(node.total)} điểm."
        )
    if row.is_group and not node.children:
        yield f"Nhóm {row.code} chưa có tiêu chí nào."
    if row.kind in (CriterionKind.POINTS, CriterionKind.BONUS, CriterionKind.MINUS) and row.maximum is None:
        yield f"Tiêu chí {row.code} chưa có điểm tối đa nên chưa chấm được."
    if row.kind == CriterionKind.POINTS and row.maximum == 0:
        yield f"Tiêu chí {row.code} có điểm tối đa 0. Nếu là điều kiện bắt buộc, hãy đổi loại của tiêu chí."
    if row.is_gate and row.maximum:
        yield f"Điều kiện {row.code} không chấm điểm nhưng văn bản ghi {_n(row.maximum)} điểm."


def _of_bands(bands: list[Band]) -> Iterator[str]:
    by_place: dict[tuple[int | None, str], list[Band]] = {}
    for band in bands:
        by_place.setdefault((band.group_id, band.measure), []).append(band)
    for rows in by_place.values():
        rows.sort(key=lambda band: (band.lower is not None, band.lower or 0))
        for low, high in zip(rows, rows[1:], strict=False):
            if low.upper is None or high.lower is None or low.upper > high.lower:
                yield f"Mức «{low.name}» và «{high.name}» chồng lên nhau."
            elif low.upper < high.lower:
                gap = f"{_n(low.upper)} đến {_n(high.lower)}"
                yield f"Giữa mức «{low.name}» và «{high.name}» có khoảng {gap} không thuộc mức nào."
            elif low.upper_belongs and high.lower_belongs:
                yield f"Đúng {_n(low.upper)} thuộc cả mức «{low.name}» và «{high.name}»."
            elif not low.upper_belongs and not high.lower_belongs:
                yield f"Đúng {_n(low.upper)} không thuộc mức «{low.name}» cũng không thuộc «{high.name}»."


def _n(value: Decimal) -> str:
    return format_decimal(value)
