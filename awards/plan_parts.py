"""One description of a plan for everything that reads or writes it: packs, export, versions, the editor."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from awards.models import Award, AwardQuota, Condition, DocumentRequirement
from campaigns.models import (
    BasisDocument,
    Deadline,
    Phase,
    PlanItem,
    ReportDuty,
    Round,
    RouteStep,
    Target,
    UnitGroup,
    UpperPlan,
)


@dataclass(frozen=True)
class Part:
    """A list of the plan: its key in a pack, its rows, and the field behind each key.

    `refs` are keys that name another row by code (round, group, phase, unit); `match` finds the same row again.
    `key` of an award's own lists is below `awards`.
    """

    key: str
    name: str
    model: Any
    fields: tuple[str, ...]
    match: tuple[str, ...]
    renamed: Mapping[str, str] = field(default_factory=dict)
    refs: Mapping[str, str] = field(default_factory=dict)
    fixed: Mapping[str, Any] = field(default_factory=dict)
    of_award: bool = False

    def column(self, key: str) -> str:
        """The model's field behind a key of the pack."""
        return self.renamed.get(key, key)


def _items(key: str, name: str, section: str, *fields: str) -> Part:
    return Part(key, name, PlanItem, fields, ("section", "position"), fixed={"section": section})


Section = PlanItem.Section
PARTS: Mapping[str, Part] = MappingProxyType(
    {
        part.key: part
        for part in (
            Part("basis", "Căn cứ", BasisDocument, ("text", "clause"), ("position",)),
            Part(
                "upper_plans",
                "Kế hoạch cấp trên",
                UpperPlan,
                ("level", "issuer_name", "number", "day", "title", "parent", "clause"),
                ("position",),
                refs={"parent": "campaign"},
            ),
            _items(
                "subjects", "Đối tượng thi đua", Section.SUBJECT, "code", "subject", "origin", "text", "clause"
            ),
            _items("criteria", "Tiêu chí thi đua", Section.CRITERION, "code", "subject", "text", "clause"),
            Part("phases", "Giai đoạn", Phase, ("code", "name", "start", "end", "clause"), ("code",)),
            Part(
                "rounds",
                "Đợt xét khen thưởng",
                Round,
                ("code", "kind", "name", "first_year", "last_year", "clause"),
                ("code",),
            ),
            Part(
                "groups",
                "Nhóm, khối, cụm",
                UnitGroup,
                ("code", "name", "kinds", "unit_codes", "ranked", "head", "deputy", "clause"),
                ("code",),
                refs={"head": "unit", "deputy": "unit"},
            ),
            Part(
                "deadlines",
                "Thời hạn",
                Deadline,
                ("code", "round", "stated", "day", "meaning", "last_valid_day", "clause"),
                ("code", "round"),
                renamed={"day": "stated_day"},
                refs={"round": "round"},
            ),
            Part(
                "route",
                "Trình tự xét",
                RouteStep,
                ("actor", "actor_name", "text", "round_kind", "stated", "last_day", "clause"),
                ("position",),
            ),
            Part(
                "report_duties",
                "Chế độ báo cáo",
                ReportDuty,
                ("reporter", "recipient", "text", "stated", "month", "day", "meaning", "clause"),
                ("position",),
            ),
            Part(
                "targets",
                "Chỉ tiêu số",
                Target,
                ("code", "area", "text", "phase", "comparison", "value", "measure", "year", "clause"),
                ("code",),
                refs={"phase": "phase"},
            ),
            _items("duties", "Tổ chức thực hiện", Section.DUTY, "text", "clause"),
            _items("recipients", "Nơi nhận", Section.RECIPIENT, "text", "clause"),
            Part(
                "awards",
                "Hình thức khen thưởng",
                Award,
                (
                    "code", "kind", "name", "decided_by", "catalogue", "law_key", "own_power", "substitute", "note",
                    "clause",
                ),
                ("code",),
            ),
        )
    }
)  # fmt: skip

AWARD_PARTS: Mapping[str, Part] = MappingProxyType(
    {
        part.key: part
        for part in (
            Part(
                "quotas",
                "Chỉ tiêu khen thưởng",
                AwardQuota,
                (
                    "round_kind",
                    "group",
                    "subject",
                    "outside",
                    "with_households",
                    "mode",
                    "maximum",
                    "order",
                    "clause",
                ),
                ("round_kind", "group", "subject", "outside"),
                refs={"group": "group"},
                of_award=True,
            ),
            Part(
                "conditions",
                "Tiêu chuẩn, điều kiện",
                Condition,
                ("rule", "params", "subject", "round_kind", "group", "origin", "text", "clause"),
                ("position",),
                refs={"group": "group"},
                of_award=True,
            ),
            Part(
                "papers",
                "Thành phần hồ sơ",
                DocumentRequirement,
                ("kind", "name", "per", "clause"),
                ("position",),
                of_award=True,
            ),
        )
    }
)

# The plan's single fields: table of the pack -> key -> field of the campaign. `clause` and `note` stand beside.
SINGLES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "plan": {"number": "plan_number", "date": "plan_date", "stated": "plan_stated"},
        "issuer": {"code": "issuer"},
        "standing_unit": {"code": "standing_unit"},
        "appraising_unit": {"code": "appraising_unit"},
        "authority": {"title": "authority_title"},
        "launch": {"level": "level"},
        "period": {"start": "period_start", "end": "period_end", "stated": "period_stated"},
        "theme": {"text": "theme"},
        "scope": {"text": "scope"},
        "measure": {
            "measured_by": "measured_by",
            "nominated_by": "nominated_by",
            "self_score": "has_self_score",
            "counted_attempt": "counted_attempt",
            "tie_rule": "tie_rule",
            "basis": "ranking_basis",
        },
        "budget": {"planned_on": "budget_day", "rounding": "rounding"},
    }
)
SINGLE_NAMES = MappingProxyType(
    {
        "plan": "Kế hoạch",
        "issuer": "Cơ quan ban hành",
        "standing_unit": "Cơ quan thường trực",
        "appraising_unit": "Cơ quan thẩm định",
        "authority": "Người quyết định khen thưởng",
        "launch": "Cấp phát động",
        "period": "Thời gian phong trào",
        "theme": "Chủ đề, mục đích",
        "scope": "Phạm vi",
        "measure": "Cách xét",
        "budget": "Dự toán kinh phí",
    }
)
UNIT_SINGLES = ("issuer", "standing_unit", "appraising_unit")
TOP_KEYS = ("slug", "title", "short_title", "year")
