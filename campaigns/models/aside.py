from django.db import models
from django.db.models import Q

IN_USE = Q(set_aside__isnull=True)


class InUse(models.Manager):
    """The rows that count; one that was set aside is read through `every` only, so that no sum can meet it."""

    def get_queryset(self):
        return super().get_queryset().filter(IN_USE)


class AsideFields(models.Model):
    """A successor's own row that a person set aside for its predecessor's: kept, readable, counted nowhere."""

    set_aside = models.ForeignKey(
        "campaigns.Takeover",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    objects = InUse()
    every = models.Manager()  # noqa: DJ012

    class Meta:
        abstract = True
