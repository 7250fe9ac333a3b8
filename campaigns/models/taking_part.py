from django.conf import settings
from django.db import models
from django.db.models import F, Q

from campaigns.models.aside import IN_USE, AsideFields
from campaigns.models.campaign import Campaign
from campaigns.models.unit import Unit


class UnitGroup(models.Model):
    """Khối, cụm, nhóm xếp hạng of a campaign; units are compared only inside their group."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="groups")
    code = models.SlugField("mã", max_length=40)
    name = models.CharField("tên nhóm", max_length=150)
    kinds = models.JSONField("loại đơn vị thuộc nhóm", default=list, blank=True)
    unit_codes = models.JSONField("đơn vị ghi rõ mã", default=list, blank=True)
    ranked = models.BooleanField("có xếp hạng trong nhóm", default=True)
    head = models.ForeignKey(
        Unit,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="đơn vị trưởng nhóm (khối, cụm)",
    )
    deputy = models.ForeignKey(
        Unit,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="đơn vị phó trưởng nhóm (khối, cụm)",
    )
    clause = models.CharField("điều khoản", max_length=60)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "code"], name="unit_group_code_once"),
            models.CheckConstraint(condition=~Q(head=F("deputy")), name="unit_group_head_is_not_deputy"),
        ]

    def __str__(self):
        return self.name


class UnitGroupMember(models.Model):
    """A unit that the plan covers, in its group."""

    group = models.ForeignKey(UnitGroup, on_delete=models.CASCADE, related_name="members")
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="members")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="group_places")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "unit"], name="unit_in_one_group")]

    def __str__(self):
        return f"{self.unit} ({self.group})"


class Registration(AsideFields):
    """Đăng ký thi đua. Taking part is voluntary (Luật 06/2022/QH15 Đ3): no row is a lawful answer."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="registrations")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="registrations")
    registered_at = models.DateTimeField()
    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    contact_name = models.CharField("người phụ trách", max_length=120, blank=True)
    contact_phone = models.CharField("điện thoại", max_length=30, blank=True)
    commitment = models.TextField("nội dung đăng ký", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "unit"], condition=IN_USE, name="registration_once")
        ]

    def __str__(self):
        return f"{self.unit} đăng ký {self.campaign}"
