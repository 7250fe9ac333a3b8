"""No composition rules: only what a guesser who knows the office would try first is refused."""

import re

from django.core.exceptions import ValidationError

from accounts.models import User
from accounts.text import fold

# What everybody here types first; the person's own words are added.
CONTEXT = ("mat khau", "thi dua", "khen thuong", "chuyen doi so", "van hoa", "noi vu", "ubnd", "uy ban", "can bo",
           "phong trao", "viet nam", "password", "admin", "qwerty", "hoi dong", "tan chau")  # fmt: skip
LEAST_OWN = 5


class ContextWordsValidator:
    """Refuses a password that is little more than the words of the work, of the person, numbers and signs."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raises ValidationError when fewer than 5 letters are left without those words."""
        left = fold(password).replace(" ", "")
        for word in sorted(self.words(user), key=len, reverse=True):
            left = left.replace(word, "")
        left = re.sub(r"[^a-z]", "", left)
        if len(set(left)) < 3 or len(left) < LEAST_OWN:
            raise ValidationError(self.get_help_text(), code="password_of_the_office")

    def words(self, user: User | None) -> set[str]:
        """The words in one form: folded, without spaces, three letters at least."""
        own = (
            [user.full_name, *user.full_name.split(), user.username, user.email.partition("@")[0]]
            if user
            else []
        )
        return {word for text in (*CONTEXT, *own) if len(word := fold(text).replace(" ", "")) >= 3}

    def get_help_text(self) -> str:
        return (
            "Mật khẩu chỉ gồm từ dễ đoán (tên mình, tên cơ quan, công việc, năm). Hãy thêm vài từ không liên quan, "
            "ví dụ ba bốn từ ngẫu nhiên ghép lại."
        )
