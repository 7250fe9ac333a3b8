"""What the editor shows first of each part: how many rows, which ones, what the pre-launch check says of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from awards.domain.plan_editor import AwardSection, Editor, Section
from awards.plan_lines import CheckLine
from awards.plan_parts import SINGLES
from awards.plan_words import shortened

GENERAL, AWARDS = "chung", "awards"
GIST = 110
WORDS = {"quotas": "chỉ tiêu", "conditions": "tiêu chuẩn", "papers": "loại giấy tờ"}


@dataclass(frozen=True)
class Outlined:
    """A part with its place on the page: `gist` names the first rows, `stops` says whether it holds up the launch."""

    key: str
    name: str
    count: int
    gist: str
    lines: tuple[CheckLine, ...]
    part: Any = None

    @property
    def stops(self) -> bool:
        return any(line.stops for line in self.lines)

    @property
    def warnings(self) -> int:
        """How many lines of the check do not stop the launch."""
        return sum(not line.stops for line in self.lines)


@dataclass(frozen=True)
class Outline:
    """The plan's single tables together, its lists, and the awards together."""

    general: Outlined
    sections: tuple[Outlined, ...]
    awards: Outlined
    blocks: tuple[Outlined, ...]


def outline_of(editor: Editor, lines: Iterable[CheckLine]) -> Outline:
    """The editor's parts, each with the lines of the check that lead to it."""
    lines = tuple(lines)
    singles = ("general", *SINGLES)
    return Outline(
        general=Outlined(
            GENERAL,
            "Thông tin chung",
            len(editor.tables),
            "",
            tuple(line for line in lines if line.part in singles),
        ),
        sections=tuple(_outlined(section, lines) for section in editor.sections),
        awards=Outlined(AWARDS, "Hình thức khen thưởng", len(editor.awards), "", _of(AWARDS, lines)),
        blocks=tuple(_block(block) for block in editor.awards),
    )


def _outlined(section: Section, lines: tuple[CheckLine, ...]) -> Outlined:
    gist = shortened("; ".join(line.label for line in section.lines[:6]), GIST)
    return Outlined(section.key, section.name, len(section.lines), gist, _of(section.key, lines), section)


def _block(block: AwardSection) -> Outlined:
    counts = [f"{len(one.lines)} {WORDS[one.key]}" for one in block.sections if one.key in WORDS]
    key = f"khen-{block.award.code}"
    return Outlined(key, block.award.name, 0, ", ".join(counts), (), block)


def _of(key: str, lines: tuple[CheckLine, ...]) -> tuple[CheckLine, ...]:
    return tuple(line for line in lines if line.part == key)
