"""Numbers that pass their check digits and belong to no one known."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CREDIT_DIGITS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)


def resident_id(rng: Random) -> str:
    """Return a number of GB 11643 with a real region, birth date and check digit."""
    region = rng.choice(("320102", "110105", "510104", "440106", "330203"))
    birth = f"{rng.randint(1950, 2004)}{rng.randint(1, 12):02}{rng.randint(1, 28):02}"
    number = f"{region}{birth}{rng.randint(1, 999):03}"
    return (
        number + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(number, ID_WEIGHTS, strict=True)) % 11]
    )


def credit_code(rng: Random, register: str = "91") -> str:
    """Return a code of GB 32100; its first two digits are 91 for a company, 11 for a public body."""
    code = f"{register}{rng.choice(('320102', '110105', '440300'))}MA" + "".join(
        rng.choice(CREDIT_DIGITS) for _ in range(7)
    )
    total = sum(CREDIT_DIGITS.index(digit) * weight for digit, weight in zip(code, CREDIT_WEIGHTS, strict=True))
    return code + CREDIT_DIGITS[(31 - total % 31) % 31]


def bank_card(rng: Random) -> str:
    """Return a card number with a known issuer's prefix that passes Luhn's check."""
    number = rng.choice(("622202", "621700", "622848")) + "".join(str(rng.randrange(10)) for _ in range(12))
    total = 0
    for position, digit in enumerate(reversed(number)):
        value = int(digit) * (2 if position % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return number + str(-total % 10)


def mobile(rng: Random) -> str:
    """Return an eleven-digit mobile number."""
    return f"{rng.choice(('138', '159', '177', '186'))}{rng.randint(10_000_000, 99_999_999)}"
