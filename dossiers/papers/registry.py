"""Which kinds of papers there are; a stored context finds its class here."""

from typing import Any

from accounts.errors import DomainError
from dossiers.papers.bang_diem import BangDiem
from dossiers.papers.bao_cao_thanh_tich import BaoCaoThanhTich
from dossiers.papers.base import Paper
from dossiers.papers.bien_ban import BienBan
from dossiers.papers.to_trinh import ToTrinh
from dossiers.papers.trich_ngang import TrichNgang

PAPERS: dict[str, type[Paper]] = {
    paper.kind: paper for paper in (ToTrinh, BienBan, BaoCaoThanhTich, BangDiem, TrichNgang)
}


def paper_class(kind: str) -> type[Paper]:
    """The context class of a kind; DomainError when there is no such kind of paper."""
    if kind not in PAPERS:
        raise DomainError(f"Không có loại giấy tờ «{kind}». Chọn một trong: {', '.join(sorted(PAPERS))}.")
    return PAPERS[kind]


def paper_from_dict(data: dict[str, Any]) -> Paper:
    """The context written by `Paper.to_dict`, of the class named by its "kind"."""
    return paper_class(str(data.get("kind", ""))).from_dict(data)
