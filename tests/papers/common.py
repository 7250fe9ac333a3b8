"""What the sample papers share: the campaign, the commune, its head."""

from datetime import date

from dossiers.papers.base import Letterhead, Signature

CAMPAIGN = "phong trào thi đua Chuyển đổi số thị xã Tân Châu năm 2023"
COMMUNE = "Ủy ban nhân dân xã Châu Phong"
AUTHORITY = "Chủ tịch Ủy ban nhân dân thị xã Tân Châu"
PLAN = (
    "Kế hoạch số 1326/KH-UBND ngày 28 tháng 7 năm 2023 của Ủy ban nhân dân thị xã Tân Châu về phát động "
    "phong trào thi đua Chuyển đổi số thị xã Tân Châu năm 2023"
)
BEGINS, ENDS = date(2023, 1, 1), date(2023, 12, 31)
HEAD = Letterhead(
    superior="UBND thị xã Tân Châu",
    issuer="UBND xã Châu Phong",
    number_symbol="/TTr-UBND",
    place="Châu Phong",
    month=12,
    year=2023,
)
CHAIRMAN = Signature(authority_lines=("TM. Ủy ban nhân dân", "Chủ tịch"), name="Nguyễn Văn Hòa")
