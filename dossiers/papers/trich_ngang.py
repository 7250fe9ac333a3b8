"""Tóm tắt trích ngang thành tích: the columns that superiors read first (legal.md F28)."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from dossiers.papers.base import Paper, count_words, period_words
from dossiers.papers.codec import said
from dossiers.papers.to_trinh import Nominee, NomineeGroup, grouped


@dataclass(frozen=True, kw_only=True)
class TrichNgang(Paper):
    """One nominee, or all of a dossier in the order of priority; `unit` puts them forward."""

    kind: ClassVar[str] = "trich_ngang"
    name: ClassVar[str] = "Tóm tắt trích ngang thành tích"

    unit: str = said("đơn vị đề nghị")
    campaign: str = said("tên phong trào thi đua")
    begins: date | None = said("ngày bắt đầu lập thành tích", default=None)
    ends: date | None = said("ngày kết thúc lập thành tích", default=None)
    nominees: tuple[Nominee, ...] = said("danh sách đề nghị")

    @property
    def period(self) -> str:
        return period_words(self.begins, self.ends)

    @property
    def counts(self) -> str:
        return count_words(tuple(one.subject for one in self.nominees))

    @property
    def groups(self) -> tuple[NomineeGroup, ...]:
        return grouped(self.nominees)
