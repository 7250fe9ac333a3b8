"""What a file of criteria means: the tree, the kinds, the rules that its words say, and what is odd. Writes nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from accounts.errors import DomainError
from accounts.numbers import parse_decimal
from accounts.text import fold
from campaigns.criteria_tree import Node, oddities, tree_of, walk
from campaigns.domain.edit_criteria_set import changes_of
from campaigns.domain.import_criteria import import_values
from campaigns.enums import CriterionKind, PointRule
from campaigns.importers.criteria_rows import RawCriterion
from campaigns.importers.criteria_words import BandWords, bands_from_words, rule_from_words
from campaigns.models import Band, CriteriaSet, Criterion

KINDS = {fold(label): kind for kind, label in CriterionKind.choices}
LARGEST = 1_000_000


@dataclass
class CriteriaPlan:
    """Rows as they would be stored (not saved), bands by group code, sentences: oddities are kept, problems refuse."""

    roots: list[Node] = field(default_factory=list)
    bands: dict[str, list[Band]] = field(default_factory=dict)
    oddities: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    ruled: int = 0
    # code -> what differs from the stored row, old and new as texts; None for a row that is new
    changes: dict[str, dict[str, list[str]] | None] = field(default_factory=dict)
    left: list[Criterion] = field(default_factory=list)

    @property
    def added(self) -> int:
        """How many rows the set does not have yet."""
        return sum(found is None for found in self.changes.values())

    @property
    def changed(self) -> int:
        """How many stored rows the file would change."""
        return sum(bool(found) for found in self.changes.values())

    @property
    def nodes(self) -> list[Node]:
        """Every row in the order of the file."""
        return walk(self.roots)


def plan_criteria(
    *, criteria_set: CriteriaSet, raw: Sequence[RawCriterion], with_rules: bool = True
) -> CriteriaPlan:
    """The set that the file describes; `with_rules` turns plain words of scoring into rules."""
    plan = CriteriaPlan()
    _check_codes(plan, raw)
    if plan.problems:
        return plan
    rows = _with_parents(plan, raw)
    made = _criteria(plan, rows, with_rules)
    if len(made) < len(rows):
        plan.problems.append("Có nhóm nằm trong chính nó. Hãy kiểm tra cột «Mã cha».")
    _check_kinds(plan, made)
    plan.roots = tree_of(made)
    if not plan.problems:
        bands = [band for found in plan.bands.values() for band in found]
        plan.oddities += oddities(plan.roots, stated=criteria_set.stated_maximum, bands=bands)
        _compare(plan, criteria_set)
    return plan


def _check_codes(plan: CriteriaPlan, raw: Sequence[RawCriterion]) -> None:
    seen: dict[str, int] = {}
    if not raw:
        plan.problems.append("Tệp không có hàng tiêu chí nào dưới hàng tiêu đề.")
    for row in raw:
        if row.fault:
            plan.problems.append(f"Hàng {row.line}: {row.fault}.")
        if not row.code:
            plan.problems.append(f"Hàng {row.line}: «{row.name[:60]}» không có mã.")
        elif len(row.code) > 20:
            plan.problems.append(f"Hàng {row.line}: mã «{row.code[:30]}» dài quá 20 ký tự.")
        elif row.code in seen:
            hint = (
                f" Ô {row.shaky} là số nên 4.10 đã thành 4.1: hãy định dạng cột mã là Văn bản."
                if row.shaky
                else ""
            )
            plan.problems.append(f"Hàng {row.line}: mã «{row.code}» đã có ở hàng {seen[row.code]}.{hint}")
        elif row.shaky:
            plan.oddities.append(
                f"Ô {row.shaky}: mã «{row.code}» là số; nếu văn bản ghi {row.code}0 thì số 0 đã mất."
            )
        if len(row.name) > 400:
            plan.problems.append(f"Hàng {row.line}: tên dài quá 400 ký tự.")
        seen.setdefault(row.code, row.line)


def _with_parents(plan: CriteriaPlan, raw: Sequence[RawCriterion]) -> list[RawCriterion]:
    """Each row with its parent's code; a group that the file names only in its rows' codes is put before them."""
    known = {row.code for row in raw}
    rows: list[RawCriterion] = []
    for row in raw:
        parent = row.parent or _code_above(row.code, known)
        if parent and parent not in known:
            plan.oddities.append(f"Tệp không có hàng của nhóm «{parent}»; nhóm được thêm, hãy đặt tên.")
            known.add(parent)
            above, group = _code_above(parent, known), CriterionKind.GROUP.label
            above = above if above in known else ""
            rows.append(RawCriterion(row.line, parent, above, f"Nhóm {parent}", "", "", "", group))
        rows.append(replace(row, parent=parent))
    return rows


def _code_above(code: str, known: set[str]) -> str:
    """The nearest code that this one continues: 1.3.1 stands under 1.3, else under 1."""
    parts = code.split(".")
    for length in range(len(parts) - 1, 0, -1):
        if ".".join(parts[:length]) in known:
            return ".".join(parts[:length])
    return ".".join(parts[:-1])


def _criteria(plan: CriteriaPlan, rows: list[RawCriterion], with_rules: bool) -> list[Criterion]:
    parents = {row.parent for row in rows if row.parent}
    keys = {row.code: place for place, row in enumerate(rows, start=1)}
    made = []
    for place, row in enumerate(_ordered(rows), start=1):
        kind = _kind(row, row.code in parents)
        maximum = _maximum(plan, row)
        if maximum is not None and maximum < 0:
            kind, maximum = CriterionKind.MINUS, -maximum
        one = Criterion(
            pk=keys[row.code],
            parent_id=keys.get(row.parent),
            kind=kind,
            code=row.code,
            name=row.name or (f"Nhóm {row.code}" if kind == CriterionKind.GROUP else "(chưa có tên)"),
            maximum=maximum,
            how=row.how,
            evidence_hint=row.evidence,
            position=place,
        )
        _take_words(plan, one, with_rules)
        if not row.name:
            plan.oddities.append(f"Hàng {row.line}: «{row.code}» không có tên trong tệp.")
        made.append(one)
    return made


def _ordered(rows: list[RawCriterion]) -> list[RawCriterion]:
    """Groups before what stands in them, whatever the order of the file."""
    below: dict[str, list[RawCriterion]] = {}
    codes = {row.code for row in rows}
    for row in rows:
        below.setdefault(row.parent if row.parent in codes and row.parent != row.code else "", []).append(row)
    ordered: list[RawCriterion] = []

    def take(code: str) -> None:
        for row in below.get(code, ()):
            ordered.append(row)
            take(row.code)

    take("")
    return ordered


def _kind(row: RawCriterion, is_parent: bool) -> str:
    said = KINDS.get(fold(row.kind))
    if is_parent or said == CriterionKind.GROUP:
        return CriterionKind.GROUP
    if said:
        return said
    words = fold(f"{row.how} {row.name}")
    if "khong cham diem" in words or (fold(row.how).startswith("dieu kien bat buoc")):
        return CriterionKind.GATE
    return CriterionKind.POINTS


def _maximum(plan: CriteriaPlan, row: RawCriterion) -> Decimal | None:
    if not row.maximum:
        return None
    try:
        return parse_decimal(row.maximum, label="điểm tối đa", places=2, maximum=LARGEST, allow_negative=True)
    except DomainError as error:
        plan.problems.append(f"Hàng {row.line}, tiêu chí {row.code}: {error.message}")
        return None


def _take_words(plan: CriteriaPlan, one: Criterion, with_rules: bool) -> None:
    if one.is_group:
        found = bands_from_words(one.how)
        if found:
            plan.bands[one.code] = [_band(words, one) for words in found]
        return
    if one.is_gate:
        one.maximum = one.maximum or None
        return
    said = rule_from_words(one.how, one.maximum) if with_rules else None
    if said:
        one.rule, one.rule_params = said
        plan.ruled += 1
    else:
        one.rule, one.rule_params = PointRule.MANUAL.value, {}


def _check_kinds(plan: CriteriaPlan, made: list[Criterion]) -> None:
    by_key = {one.pk: one for one in made}
    for one in made:
        parent = by_key.get(one.parent_id or 0)
        if parent is None and not one.is_group:
            plan.problems.append(
                f"Tiêu chí «{one.code}» không nằm trong nhóm nào. Hãy thêm hàng của nhóm hoặc cột «Mã cha»."
            )


def _compare(plan: CriteriaPlan, criteria_set: CriteriaSet) -> None:
    """What each row would change, by code; rows that the file does not have stay as they are."""
    stored = {row.code: row for row in criteria_set.criteria.select_related("parent")}
    for node in plan.nodes:
        old = stored.pop(node.row.code, None)
        plan.changes[node.row.code] = None if old is None else changes_of(old, import_values(node.row))
    plan.left = list(stored.values())


def _band(words: BandWords, group: Criterion) -> Band:
    return Band(
        name=words.name,
        measure="points",
        lower=words.lower,
        lower_belongs=words.lower_belongs,
        upper=words.upper,
        upper_belongs=words.upper_belongs,
        group_id=group.pk,
    )
