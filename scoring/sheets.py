"""A self-scored sheet as a picture: groups, lines, totals. Only arithmetic, no reads."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from accounts.errors import DomainError
from accounts.numbers import format_decimal
from campaigns.criteria_totals import Mark, Total, band_of, total_of_rows, total_of_set
from campaigns.criteria_tree import Node
from campaigns.enums import PointRule, Rescale
from campaigns.models import Band, Criterion
from campaigns.point_rules import NO, YES_OR_NO, Question, compute_points, questions_of, rule_in_words
from scoring.models import Evidence, SheetItem


@dataclass(frozen=True)
class Document:
    """A piece of evidence; `outside` when its date lies outside the campaign's period."""

    row: Evidence
    outside: bool


@dataclass(frozen=True)
class Typed:
    """What a form carries for one line: points where they are typed, else the inputs of the rule."""

    points: str = ""
    note: str = ""
    inputs: Mapping[str, Any] | None = None
    applies: bool = True


@dataclass(frozen=True)
class Line:
    """One criterion with the unit's score; `typed` holds what was typed and could not be saved, `problem` why."""

    criterion: Criterion
    item: SheetItem | None
    documents: tuple[Document, ...] = ()
    typed: Typed | None = None
    problem: str = ""
    stale: bool = False

    is_group = False

    @property
    def points(self) -> Decimal | None:
        """As stored: of a minus point what is taken off."""
        return self.item.self_points if self.item else None

    @property
    def worth(self) -> Decimal | None:
        """As it counts: minus points are below zero."""
        return None if self.points is None else self.points * self.criterion.sign

    @property
    def answered(self) -> bool:
        """Scored, answered as a gate, or said not to apply."""
        return self.item.answered if self.item else False

    @property
    def applies(self) -> bool:
        if self.typed is not None:
            return self.typed.applies
        return self.item.applies if self.item else True

    @property
    def mark(self) -> Mark:
        return Mark(self.points, self.item.applies if self.item else True)

    @property
    def questions(self) -> tuple[Question, ...]:
        """What the rule asks; a gate asks yes or no, nothing where the points are typed."""
        if self.criterion.is_gate:
            return (YES_OR_NO,)
        return questions_of(self.criterion.rule, self.criterion.rule_params)

    @property
    def types_points(self) -> bool:
        """Whether the scorer types the points."""
        return self.criterion.rule == PointRule.MANUAL and not self.criterion.is_gate

    @property
    def inputs(self) -> Mapping[str, Any]:
        """What stands in the fields of the rule."""
        if self.typed is not None and self.typed.inputs is not None:
            return self.typed.inputs
        return self.item.inputs if self.item else {}

    @property
    def fields(self) -> list[dict[str, Any]]:
        """Each question with the name of its field and what stands in it."""
        key = self.criterion.pk
        return [
            {"question": one, "name": f"in-{key}-{one.name}", "value": self.inputs.get(one.name, "")}
            for one in self.questions
        ]

    @property
    def rule_words(self) -> str:
        """The rule as a sentence."""
        row = self.criterion
        return rule_in_words(row.rule, row.rule_params, row.maximum)

    @property
    def words(self) -> str:
        """How the stored points came about: «18/24 × 20 = 15», or what is missing; empty where they were typed."""
        row = self.criterion
        if row.rule == PointRule.MANUAL or row.maximum is None:
            return ""
        try:
            stored = self.item.inputs if self.item else {}
            found = compute_points(rule=row.rule, params=row.rule_params, maximum=row.maximum, inputs=stored)
        except DomainError:  # the rule was changed after the line was written: its points stand as they are
            return ""
        return found.words

    @property
    def said_no(self) -> bool:
        """Whether a gate was answered with no."""
        return bool(self.item and self.item.inputs.get("answer") == NO)

    @property
    def points_text(self) -> str:
        """What the field shows: the typing when it was refused, else the stored score."""
        if self.typed is not None:
            return self.typed.points
        return "" if self.points is None else format_decimal(self.points)

    @property
    def note(self) -> str:
        return self.typed.note if self.typed is not None else self.stored_note

    @property
    def stored_note(self) -> str:
        return self.item.note if self.item else ""

    @property
    def version(self) -> int:
        return self.item.version if self.item else 0

    def refused(self, typed: Typed, *, problem: str, stale: bool = False) -> "Line":
        """The line with the typing that was not saved and the sentence that says why."""
        return replace(self, typed=typed, problem=problem, stale=stale)


@dataclass(frozen=True)
class SheetGroup:
    """A group with every line below it and their sums; `depth` 0 for the largest."""

    criterion: Criterion
    lines: tuple[Line, ...]
    depth: int = 0

    is_group = True

    @property
    def scored(self) -> int:
        return sum(line.answered for line in self.lines)

    @property
    def sums(self) -> Total:
        """The group's own sum, without leaving out what does not apply."""
        marks = {line.criterion.pk: line.mark for line in self.lines}
        return total_of_rows((line.criterion for line in self.lines), marks, rescale=False)

    @property
    def total(self) -> Decimal:
        return self.sums.points

    @property
    def maximum(self) -> Decimal:
        """What the document states, else the sum of the criteria."""
        stated = self.criterion.maximum
        return self.sums.maximum if stated is None else stated

    @property
    def percent(self) -> int:
        """The share of the group's maximum, rounded to whole percent, for bars."""
        return round(self.total / self.maximum * 100) if self.maximum else 0


@dataclass(frozen=True)
class SheetPicture:
    """The whole sheet in the order of the document; `maximum` is what the criteria set states."""

    rows: tuple[SheetGroup | Line, ...]
    maximum: Decimal
    roots: tuple[Node, ...] = ()
    rescale: str = Rescale.WHOLE
    bands: tuple[Band, ...] = ()
    # What was sent stays what it was, also when the set is given another criterion afterwards.
    sent_total: Decimal | None = None

    @property
    def groups(self) -> list[SheetGroup]:
        """The largest groups."""
        return [row for row in self.rows if isinstance(row, SheetGroup) and row.depth == 0]

    @property
    def all_groups(self) -> list[SheetGroup]:
        """The groups of every depth."""
        return [row for row in self.rows if isinstance(row, SheetGroup)]

    @property
    def lines(self) -> list[Line]:
        return [row for row in self.rows if isinstance(row, Line)]

    @property
    def sums(self) -> Total:
        """The whole sheet as the set counts it: what does not apply, bonus and minus points included."""
        marks = {line.criterion.pk: line.mark for line in self.lines}
        return total_of_set(list(self.roots), marks, self.rescale)

    @property
    def total(self) -> Decimal:
        """As it was sent, before that as it stands."""
        return self.sums.points if self.sent_total is None else self.sent_total

    @property
    def band(self) -> Band | None:
        """The band of the whole sheet, where the set has bands."""
        return band_of((one for one in self.bands if one.group_id is None), self.sums)

    @property
    def count(self) -> int:
        return len(self.lines)

    @property
    def unscored(self) -> list[Line]:
        return [line for line in self.lines if not line.answered]

    @property
    def scored(self) -> int:
        return self.count - len(self.unscored)

    @property
    def gates_not_met(self) -> list[Line]:
        """The mandatory conditions that were answered with no."""
        return [line for line in self.lines if line.criterion.is_gate and line.mark.applies and line.said_no]

    @property
    def documents(self) -> int:
        return sum(len(line.documents) for line in self.lines)

    @property
    def chart(self) -> dict:
        """Labels and shares of the maximum, for the bar chart beside the table of groups."""
        return {
            "labels": [group.criterion.code for group in self.groups],
            "names": [group.criterion.name for group in self.groups],
            "values": [group.percent for group in self.groups],
            "unit": "%",
            "maximum": 100,
        }

    def with_line(self, line: Line) -> "SheetPicture":
        """The picture with one line put in the place of the stored one."""

        def same(row: SheetGroup | Line) -> SheetGroup | Line:
            if isinstance(row, SheetGroup):
                lines = tuple(line if one.criterion.pk == line.criterion.pk else one for one in row.lines)
                return replace(row, lines=lines)
            return line if row.criterion.pk == line.criterion.pk else row

        return replace(self, rows=tuple(same(row) for row in self.rows))

    def line(self, criterion_id: int) -> Line | None:
        """The line of a criterion."""
        return next((row for row in self.lines if row.criterion.pk == criterion_id), None)
