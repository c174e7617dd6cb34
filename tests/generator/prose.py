"""The chapters of a fictitious report: headings and paragraphs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.generator import claims, phrases
from tests.generator.bodies import place

if TYPE_CHECKING:
    from random import Random

    from tests.generator.bodies import Body

NUMERALS = "一二三四五六七八九十"
#: Accepted titles of the six chapters, the official one first.
TITLES: dict[str, tuple[str, ...]] = {
    "overview": ("总体情况",),
    "proactive_disclosure": ("主动公开政府信息情况",),
    "requests": ("收到和处理政府信息公开申请情况",),
    "disputes": ("政府信息公开行政复议、行政诉讼情况", "因政府信息公开工作被申请行政复议、提起行政诉讼情况"),
    "problems": ("存在的主要问题及改进情况", "政府信息公开工作存在的主要问题及改进情况", "存在问题及改进情况"),
    "other_matters": ("其他需要报告的事项",),
}
#: The five topics of chapter 一 by what sub-headings call them.
TOPICS: dict[str, tuple[str, ...]] = {
    "proactive": ("主动公开", "主动公开情况", "主动公开方面", "主动公开政府信息情况"),
    "requests": ("依申请公开", "依申请公开情况", "依申请公开方面", "依申请公开办理情况"),
    "management": ("政府信息管理", "政府信息管理情况", "政府信息管理方面", "政府信息管理工作"),
    "platform": ("政府信息公开平台建设", "平台建设", "平台建设情况", "政府信息公开平台建设方面"),
    "supervision": ("监督保障", "监督保障情况", "监督保障方面", "强化监督保障"),
}


@dataclass(slots=True)
class Writer:
    """Writes about a body's year; `data` holds the tables; `bare` leaves figures of the tables out."""

    rng: Random
    body: Body
    data: dict[str, Any]
    bare: bool

    def say(self, pool: tuple[str, ...], **more: object) -> str:
        """Return a sentence of a pool, its fields filled."""
        year = self.data["year"]
        return self.rng.choice(pool).format(
            ours=self.body.ours,
            area=self.body.area,
            agency=self.body.name,
            year=year,
            next=year + 1,
            last=year - 1,
            **more,
        )

    def says(self, pool: tuple[str, ...], count: int) -> str:
        """Return several different sentences of a pool."""
        return "".join(self.say((sentence,)) for sentence in self.rng.sample(pool, k=count))

    def topic(self, key: str) -> str:
        """Return what chapter 一 says of one of its five topics."""
        pools = {
            "proactive": phrases.PROACTIVE,
            "requests": phrases.REQUESTS,
            "management": phrases.MANAGEMENT,
            "platform": phrases.PLATFORM,
            "supervision": phrases.SUPERVISION,
        }
        said = self.says(pools[key], self.rng.choice((1, 1, 2)))
        if key == "proactive":
            said += claims.website(self.rng, self.data["year"])
            said += "" if self.bare else claims.proactive(self.rng, self.data)
        elif key == "requests" and not self.bare:
            said += claims.requests(self.rng, self.data) + claims.disputes(self.rng, self.data)
        elif key == "supervision" and self.body.governs:
            said += self.say(phrases.RESULTS)
        return said

    def overview(self) -> list[str]:
        """Return chapter 一, its five topics under sub-headings, run in, or counted off."""
        form = self.rng.choice(("headings", "run-in", "counted", "one paragraph", "headings"))
        word = self.rng.randrange(4)
        texts = []
        for number, (key, names) in zip(NUMERALS, TOPICS.items(), strict=False):
            name, said = names[word], self.topic(key)
            if form == "headings":
                texts += [f"（{number}）{name}", said]
            elif form == "run-in":
                texts.append(f"（{number}）{name}。{said}")
            else:
                texts.append(f"{number}是{names[0]}方面。{said}")
        lead = [self.say(phrases.LEAD)] if self.rng.random() < 0.8 else []
        return [*lead, "".join(texts)] if form == "one paragraph" else [*lead, *texts]

    def problems(self) -> list[str]:
        """Return chapter 五: what is wrong and what is done about it."""
        which = self.rng.sample(range(len(phrases.SHORTCOMINGS)), k=self.rng.choice((2, 3)))
        wrong = [f"{NUMERALS[n]}是{phrases.SHORTCOMINGS[each]}" for n, each in enumerate(which)]
        right = [f"{NUMERALS[n]}是{phrases.REMEDIES[each]}" for n, each in enumerate(which)]
        problem = self.rng.choice(
            (
                f"{self.data['year']}年，政府信息公开工作取得了一定成效，但仍存在一些不足：{'；'.join(wrong)}。",
                f"主要问题：{'；'.join(wrong)}。",
                f"对照要求，还存在以下问题：{'，'.join(wrong)}。",
                f"工作中还有一些薄弱环节，{'；'.join(wrong)}。",
            )
        )
        plan = self.say(phrases.PLANS, remedies="；".join(right))
        if self.rng.random() < 0.4:
            return ["（一）存在的主要问题", problem, "（二）改进情况", plan]
        return [problem, plan]

    def other_matters(self, profile: str) -> list[str]:
        """Return chapter 六, with the fee statement that 国办函〔2020〕109号 led to."""
        if profile == "cn-2019":
            return [
                self.rng.choice(
                    ("无。", "无其他需要报告的事项。", "本年度没有其他需要报告的事项。", self.say(phrases.OTHERS))
                )
            ]
        unpaid = self.data["tables"]["requests"]["results"]["other_handling"]["unpaid_overdue"]["total"]
        if unpaid or self.rng.random() < 0.2:
            fee = self.say(phrases.FEES_SOME, fee=self.rng.randint(1, 90) * 10)
        else:
            fee = self.say(phrases.FEES_NONE)
        return [fee, self.say(phrases.OTHERS)] if self.rng.random() < 0.5 else [fee]

    def sections(self, profile: str) -> dict[str, dict[str, Any]]:
        """Return the six chapters."""
        texts = {"overview": self.overview(), "problems": self.problems(), "other_matters": self.other_matters(profile)}
        for key, pool in phrases.INTRODUCTIONS.items():
            texts[key] = [self.say(pool)] if self.rng.random() < 0.3 else []
        return {
            key: {
                "heading": f"{number}、{names[0] if self.rng.random() < 0.6 else self.rng.choice(names)}",
                "text": texts[key],
            }
            for number, (key, names) in zip(NUMERALS, TITLES.items(), strict=False)
        }

    def contact(self) -> dict[str, str]:
        """Return office contacts that belong to no one."""
        area = f"0{self.rng.randint(300, 999)}"
        return {
            "address": f"{place(self.rng)}路{self.rng.randint(1, 299)}号",
            "phone": f"{area}-{self.rng.randint(2000000, 8999999)}",
            "fax": f"{area}-{self.rng.randint(2000000, 8999999)}",
            "postcode": f"{self.rng.randint(200000, 799999)}",
            "email": f"xxgk{self.rng.randint(1, 99)}@example.cn",
        }

    def preface(self) -> tuple[list[str], dict[str, str]]:
        """Return the preface and the contacts it names."""
        first = self.say(phrases.PREFACES)
        if self.rng.random() < 0.5:
            first += self.say(phrases.PARTS)
        period, contact = self.say(phrases.PERIODS), self.contact()
        pattern = self.rng.choice(phrases.CONTACTS)
        named = {key: value for key, value in contact.items() if f"{{{key}}}" in pattern and key != "fax"}
        ending = self.say((pattern,), **contact)
        form = self.rng.choice(("one", "two", "three", "no contact"))
        if form == "one":
            return [first + period + ending], named
        if form == "two":
            return [first + period, ending], named
        return ([first, period, ending], named) if form == "three" else ([first + period], {})
