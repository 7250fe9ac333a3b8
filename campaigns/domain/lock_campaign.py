"""The first lock of every verb on a plan, a nominee, a choice or a ballot."""

from campaigns.models import Campaign


def lock_campaign(pk: int) -> Campaign:
    """The campaign as it is once nobody else is changing it; held until the transaction ends.

    It comes before a verb's own rows, and the audit trail last: so two verbs wait for each other, never both. Rows
    that point to the campaign may be written meanwhile, because its key is not locked.
    """
    return Campaign.objects.select_for_update(no_key=True).get(pk=pk)
