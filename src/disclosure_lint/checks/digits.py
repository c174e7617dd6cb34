"""Check digits and number plans: resident IDs, credit codes, bank cards.

Every function takes half-width characters without separators.
"""

from __future__ import annotations

from calendar import monthrange

ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
ID_CHECKS = "10X98765432"
CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)

#: GB/T 2260: the first two digits of a mainland region code.
PROVINCES = frozenset(
    [
        "11",
        "12",
        "13",
        "14",
        "15",
        "21",
        "22",
        "23",
        "31",
        "32",
        "33",
        "34",
        "35",
        "36",
        "37",
        "41",
        "42",
        "43",
        "44",
        "45",
        "46",
        "50",
        "51",
        "52",
        "53",
        "54",
        "61",
        "62",
        "63",
        "64",
        "65",
    ]
)
#: Region codes on the identity cards of residents from Hong Kong, Macao and Taiwan.
RESIDENCE_PERMITS = frozenset({"810000", "820000", "830000"})
#: Municipalities number their districts under 01 to 03.
MUNICIPALITIES = frozenset({"11", "12", "31", "50"})
#: Provinces in which counties stand directly under the province, as 90.
DIRECT_COUNTIES = frozenset({"41", "42", "46", "65"})
#: Hainan once numbered its counties under 00.
UNDIVIDED = "46"
LAST_PREFECTURE = 54

#: Lengths by the first digits of bank cards issued in the mainland (UnionPay and older bank ranges).
CARD_LENGTHS: dict[str, tuple[int, ...]] = {
    **{f"62{number:02}": (16, 19) for number in (*range(10, 37), 50, 51, 52, 53, 58, 59, 82, 83)},
    "4367": (19,),
    "4563": (19,),
    "6013": (19,),
    "9558": (19,),
    "9559": (19,),
}


def is_region(code: str) -> bool:
    """Tell whether six digits can be a region code of GB/T 2260, of today or of the past."""
    if code in RESIDENCE_PERMITS:
        return True
    province, prefecture = code[:2], code[2:4]
    if province not in PROVINCES:
        return False
    if prefecture == "90":
        return province in DIRECT_COUNTIES
    if prefecture == "00":
        return province == UNDIVIDED and code[4:] != "00"
    return int(prefecture) <= (3 if province in MUNICIPALITIES else LAST_PREFECTURE)


def is_birth_date(digits: str, latest: int = 2099) -> bool:
    """Tell whether eight digits are a day from 1900 to the end of the year `latest`."""
    year, month, day = int(digits[:4]), int(digits[4:6]), int(digits[6:])
    return 1900 <= year <= latest and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def looks_like_resident_id(code: str, latest: int = 2099) -> bool:
    """Tell whether 18 characters have the region and the date of a resident ID, whatever the check digit."""
    if len(code) != 18 or not code[:17].isdecimal() or code[17] not in "0123456789X":
        return False
    return is_region(code[:6]) and is_birth_date(code[6:14], latest)


def is_resident_id(code: str, latest: int = 2099) -> bool:
    """Tell whether 18 characters are a resident ID: GB 11643 check digit, region, date of birth."""
    return looks_like_resident_id(code, latest) and code[17] == id_check(code)


def id_check(code: str) -> str:
    """Return the GB 11643 check character for 17 digits."""
    total = sum(weight * int(digit) for weight, digit in zip(ID_WEIGHTS, code, strict=False))
    return ID_CHECKS[total % 11]


def is_old_resident_id(code: str) -> bool:
    """Tell whether 15 digits have the region and the date of a resident ID issued before 1999."""
    return len(code) == 15 and code.isdecimal() and is_region(code[:6]) and is_birth_date("19" + code[6:12])


def credit_check(code: str) -> str:
    """Return the GB 32100 check character for 17 characters of its alphabet."""
    total = sum(
        weight * CREDIT_ALPHABET.index(character) for weight, character in zip(CREDIT_WEIGHTS, code, strict=False)
    )
    return CREDIT_ALPHABET[-total % 31]


def is_credit_code(code: str) -> bool:
    """Tell whether 18 characters are a unified social credit code (GB 32100—2015)."""
    if len(code) != 18 or any(character not in CREDIT_ALPHABET for character in code):
        return False
    region = code[2:8]
    if not region.isdecimal() or not (region[:2] in PROVINCES or region == "100000"):
        return False
    return code[0] in "123456789ANY" and code[1] in "123456789" and code[17] == credit_check(code)


def has_organisation_check(code: str) -> bool:
    """Tell whether characters 9 to 17 of a credit code carry their own check character (GB 11714)."""
    body = code[8:17]
    total = sum(weight * int(character, 36) for weight, character in zip(ORGANISATION_WEIGHTS, body, strict=False))
    return body[8] == "0123456789X"[-total % 11]


def passes_luhn(digits: str) -> bool:
    """Tell whether the last digit is the Luhn check digit (ISO/IEC 7812-1) of the others."""
    total = 0
    for index, digit in enumerate(reversed(digits)):
        value = int(digit) << (index % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def is_issued_card(digits: str) -> bool:
    """Tell whether the first digits and the length are those of cards issued by a mainland bank."""
    if len(digits) not in CARD_LENGTHS.get(digits[:4], ()):
        return False
    # The serials of Gansu offices begin with a region code of 62 and a date.
    return not (is_region(digits[:6]) and is_birth_date(digits[6:14]))
