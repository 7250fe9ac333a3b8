from django.conf import settings
from django.db import models
from django.db.models import F, Q

from awards.enums import CouncilLevel, CouncilRole, MeetingState
from awards.models.award import Award
from awards.models.nomination import Nomination
from campaigns.models import Campaign, Round, Unit


class Council(models.Model):
    """Hội đồng Thi đua - Khen thưởng of a unit or of the deciding level."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="councils")
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="councils")
    level = models.CharField(max_length=10, choices=CouncilLevel.choices)
    # A unit's council is as it sat on one dossier: for one award in one round. The deciding one has neither.
    round = models.ForeignKey(Round, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    award = models.ForeignKey(Award, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "unit"], condition=Q(level="deciding"), name="deciding_council_once"
            ),
            models.UniqueConstraint(
                fields=["round", "award", "unit"],
                condition=Q(level="unit"),
                name="unit_council_once_a_dossier",
            ),
            models.CheckConstraint(
                condition=Q(level="deciding", round__isnull=True, award__isnull=True)
                | Q(level="unit", round__isnull=False, award__isnull=False),
                name="council_of_a_unit_belongs_to_a_dossier",
            ),
        ]

    def __str__(self):
        return self.name


class CouncilMember(models.Model):
    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT)
    own_unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    full_name = models.CharField("họ và tên", max_length=120)
    office = models.CharField("chức vụ", max_length=150, blank=True)
    role = models.CharField(max_length=20, choices=CouncilRole.choices, default=CouncilRole.MEMBER)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["council", "user"], condition=Q(user__isnull=False), name="council_member_once"
            ),
            models.UniqueConstraint(
                fields=["council"], condition=Q(role="chair"), name="council_has_one_chair"
            ),
        ]

    def __str__(self):
        return self.full_name


class Meeting(models.Model):
    """Phiên họp. A unit types its result in; the deciding council votes here, sealed until it is closed."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="meetings")
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="meetings")
    state = models.CharField(max_length=20, choices=MeetingState.choices, default=MeetingState.PREPARED)
    held_on = models.DateField("ngày họp")
    starts_at = models.TimeField("bắt đầu lúc", null=True, blank=True)
    ends_at = models.TimeField("kết thúc lúc", null=True, blank=True)
    place = models.CharField("địa điểm", max_length=200, blank=True)
    note = models.TextField("diễn biến, ý kiến", blank=True)
    method = models.CharField("cách biểu quyết", max_length=60, default="Bỏ phiếu kín")
    public_key = models.BinaryField(null=True, blank=True)
    locked_private_key = models.BinaryField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-held_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="prepared", opened_at__isnull=True, closed_at__isnull=True)
                | Q(state="open", opened_at__isnull=False, closed_at__isnull=True)
                | Q(state="closed", closed_at__isnull=False),
                name="meeting_times_follow_state",
            ),
        ]

    def __str__(self):
        return f"{self.council}, {self.held_on:%d/%m/%Y}"


class MeetingAttendance(models.Model):
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    member = models.ForeignKey(CouncilMember, on_delete=models.PROTECT, related_name="attendances")
    present = models.BooleanField(default=True)
    reason = models.CharField("lý do vắng", max_length=200, blank=True)

    class Meta:
        ordering = ["member__position", "member_id"]
        constraints = [models.UniqueConstraint(fields=["meeting", "member"], name="attendance_once")]

    def __str__(self):
        return f"{self.member}"


class AgendaItem(models.Model):
    """A nomination on which the deciding council votes in a meeting; fixed when the meeting is opened."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="agenda")
    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="agenda_items")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "nomination"], name="agenda_item_once"),
            models.UniqueConstraint(fields=["meeting", "position"], name="agenda_position_once"),
        ]

    def __str__(self):
        return f"{self.position}. {self.nomination}"


class VoterMark(models.Model):
    """That a member has voted; never how."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="voter_marks")
    member = models.ForeignKey(CouncilMember, on_delete=models.PROTECT, related_name="voter_marks")
    voted_at = models.DateTimeField()
    recused_units = models.JSONField("đơn vị của mình lúc bỏ phiếu", default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "member"], name="a_member_votes_once")]

    def __str__(self):
        return f"{self.member}"


class Ballot(models.Model):
    """One sealed choice on one nomination. Opened, shuffled and deleted when the meeting is closed."""

    id = models.UUIDField(primary_key=True)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="ballots")
    sealed = models.BinaryField()

    def __str__(self):
        return str(self.id)


class MeetingResult(models.Model):
    """Votes on one nomination: typed from the unit's minutes, or counted when the deciding council closed."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="results")
    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="council_results")
    agree = models.PositiveSmallIntegerField("đồng ý")
    disagree = models.PositiveSmallIntegerField("không đồng ý")
    total_members = models.PositiveSmallIntegerField("tổng số thành viên")
    present = models.PositiveSmallIntegerField("có mặt")
    recused = models.PositiveSmallIntegerField("không tham gia biểu quyết", default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "nomination"], name="meeting_result_once"),
            models.CheckConstraint(
                condition=Q(present__lte=F("total_members"))
                & Q(agree__lte=F("present") - F("recused") - F("disagree")),
                name="votes_at_most_present_minus_recused",
            ),
        ]

    def __str__(self):
        return f"{self.nomination}: {self.agree}/{self.total_members}"

    @property
    def voting_members(self):
        """Whoever is recused is out of quorum and threshold."""
        return self.total_members - self.recused
