"""Guessing is slowed down on name and address together, so that nobody can lock a rival out on deadline day."""

from datetime import datetime, timedelta

from django.db.models import Q

from accounts.errors import DomainError
from accounts.models import KnownDevice, SignInFailure, User
from accounts.people import account_of
from accounts.text import tidy
from accounts.tokens import hash_of

WINDOW = timedelta(minutes=15)
# Wrong passwords in WINDOW for one name: from one address; by a device that the owner has used; from everywhere.
FROM_ONE_ADDRESS = 5
BY_KNOWN_DEVICE = 20
FROM_EVERYWHERE = 60
# Wrong codes of the second step are counted apart; six digits are guessed sooner, so that fewer are let through.
CODE = "code"
CODES_FROM_EVERYWHERE = 20
KEPT = timedelta(days=2)


STOPPED = (
    "Đã thử sai nhiều lần nên tạm dừng nhận mật khẩu từ máy này. Hãy thử lại sau {} phút, "
    "đăng nhập bằng máy vẫn dùng, hoặc xin quản trị một liên kết đặt lại mật khẩu."
)
STOPPED_CODES = (
    "Đã nhập sai mã nhiều lần nên tạm dừng nhận mã từ máy này. Hãy thử lại sau {} phút, "
    "hoặc đăng nhập bằng máy vẫn dùng."
)


class TooManyTries(DomainError):
    """The name can't be tried from here for a while; the same words whether somebody has the name or not."""

    def __init__(self, sentence: str, minutes: int) -> None:
        super().__init__(sentence.format(minutes))


def check_may_try(*, username: str, address: str, device: str, at: datetime, step: str = "") -> None:
    """Raises TooManyTries when there were too many wrong passwords (or codes) for the name from this address or device.

    A device that the owner has used is counted apart: an attack from elsewhere, or by a neighbour behind the same
    address, does not keep the owner out.
    """
    recent = SignInFailure.objects.filter(name_hash=name_hash(username, step), at__gt=at - WINDOW)
    everywhere = CODES_FROM_EVERYWHERE if step == CODE else FROM_EVERYWHERE
    if is_known(username, device):
        tried, limit = recent.filter(device_hash=hash_of(device)), BY_KNOWN_DEVICE
    elif recent.count() >= everywhere:
        tried, limit = recent, everywhere
    else:
        tried, limit = recent.filter(address=address), FROM_ONE_ADDRESS
    times = list(tried.order_by("-at").values_list("at", flat=True)[:limit])
    if len(times) == limit:
        minutes = max(1, -(-int((times[-1] + WINDOW - at).total_seconds()) // 60))
        raise TooManyTries(STOPPED_CODES if step == CODE else STOPPED, minutes)


def note_failure(*, username: str, address: str, device: str, at: datetime, step: str = "") -> bool:
    """Counts a wrong password and drops old counts; True when it is the one that stops further tries from here."""
    known = device if is_known(username, device) else ""
    SignInFailure.objects.filter(at__lt=at - KEPT).delete()
    SignInFailure.objects.create(
        name_hash=name_hash(username, step),
        address=address[:45],
        device_hash=hash_of(known) if known else "",
        at=at,
    )
    try:
        check_may_try(username=username, address=address, device=device, at=at, step=step)
    except TooManyTries:
        return True
    return False


def note_success(*, user: User, address: str, device: str, at: datetime) -> None:
    """The device is the owner's from now on, and what it or its address had tried is forgotten."""
    KnownDevice.objects.update_or_create(
        user=user,
        secret_hash=hash_of(device),
        defaults={"last_seen": at},
        create_defaults={"first_seen": at, "last_seen": at},
    )
    here = Q(address=address) | Q(device_hash=hash_of(device))
    names = [name_hash(user.username), name_hash(user.username, CODE)]
    SignInFailure.objects.filter(here, name_hash__in=names).delete()


def is_known(username: str, device: str) -> bool:
    """Whether the person of that name has signed in with this device before."""
    person = account_of(username) if device else None
    return person is not None and person.devices.filter(secret_hash=hash_of(device)).exists()


def name_hash(typed: str, step: str = "") -> str:
    """What the tries are counted under: the account, else the typed name, of which only the hash is kept."""
    person = account_of(typed)
    who = f"account {person.pk}" if person else f"name {tidy(typed).lower()[:254]}"
    return hash_of(f"{step} {who}" if step else who)
