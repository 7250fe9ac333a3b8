from django.conf import settings
from django.db import models


class AuditHead(models.Model):
    """One row: the end of the chain. Locking it puts events in one order."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    last_number = models.PositiveBigIntegerField(default=0)
    last_hash = models.CharField(max_length=64, default="", blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="audit_head_single")]

    def __str__(self):
        return f"{self.last_number}"


class AuditEvent(models.Model):
    """Who did what, in which role, from where, when; each row carries the hash of the one before it.

    The database refuses UPDATE and DELETE (migration 0002).
    """

    number = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT)
    actor_label = models.CharField(max_length=250, blank=True)
    actor_role = models.CharField(max_length=300, blank=True)
    address = models.CharField(max_length=45, blank=True)
    kind = models.CharField(max_length=60, db_index=True)
    object_type = models.CharField(max_length=60, blank=True, db_index=True)
    object_id = models.CharField(max_length=40, blank=True, db_index=True)
    campaign_ref = models.CharField(max_length=80, blank=True, db_index=True)
    unit_ref = models.CharField(max_length=40, blank=True, db_index=True)
    sentence = models.TextField()
    changes = models.JSONField(default=dict, blank=True)
    search_key = models.TextField(editable=False, blank=True)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["-number"]
        verbose_name = "sự kiện nhật ký"

    def __str__(self):
        return self.sentence


class AuditDay(models.Model):
    """The end of the chain at the end of a day, kept and handed out: a chain written anew does not match it."""

    day = models.DateField(unique=True)
    number = models.PositiveBigIntegerField()
    hash = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["-day"]

    def __str__(self):
        return f"{self.day:%d/%m/%Y}: {self.number}"
