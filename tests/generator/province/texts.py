"""What a body says in its own words, what a sum says of itself, and what is said of last year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.generator.claims import percent
from tests.generator.model import Manuscript, written
from tests.generator.province.figures import PROFILE, Figures
from tests.generator.render.flow import SUBHEADING

if TYPE_CHECKING:
    from random import Random

    from tests.generator.province.units import Unit

_WHEN = (
    "年初", "上半年", "汛期", "入冬以来", "机构调整后", "新班子到任后", "接到群众反映后", "重点工程开工前", "政策出台前后",
    "每逢赶集日", "开学前后", "旅游旺季", "农忙时节", "季度末", "换届期间", "集中整改阶段", "试点期间", "巡察反馈后",
)  # fmt: skip
_WHO = (
    "办公室", "法规科", "业务骨干", "值班同志", "新闻发言人", "驻村干部", "窗口人员", "分管领导", "档案员", "网格员", "志愿者",
    "技术公司", "第三方机构", "社区党支部", "财务人员", "信息员", "法律顾问", "退休老同志",
)  # fmt: skip
_DID = (
    "逐户走访", "编印手册", "录制短片", "开设专栏", "召开恳谈会", "张贴海报", "设立咨询台", "发送短信", "制作漫画", "更新台账",
    "梳理清单", "公示名册", "答复来信", "整理旧档", "核对链接", "翻译方言版本", "举办开放日", "直播讲解",
)  # fmt: skip
_ABOUT = (
    "饮水工程水质", "低保救助名额", "危房改造进度", "学区划分办法", "公交线路调整", "停车收费标准", "农机购置补贴", "医保报销比例",
    "招生计划", "河道采砂许可", "古树名木保护", "殡葬服务价格", "垃圾分类时段", "老旧小区改造", "食品抽检结果", "征地补偿方案",
    "燃气安装费用", "就业培训班次", "渔业禁捕范围", "景区承载量", "山林防火等级", "疫苗接种安排", "养老床位分布", "道路封闭时间",
)  # fmt: skip
_SO = (
    "来电咨询明显减少", "村民一看就懂", "外出务工者也能及时知晓", "企业少跑了冤枉路", "误传的消息很快澄清", "老人不用再托人打听",
    "家长普遍表示放心", "商户主动配合", "施工方自觉接受监督", "媒体据此作了报道", "邻近单位前来交流", "信访件随之下降",
    "查阅的人逐月增多", "遗留的疑问得到回应", "补贴发放更加顺畅", "项目得以按期推进", "居民提出了中肯建议", "职工形成了共识",
)  # fmt: skip
_SHAPES = (
    "{when}，由{who}牵头{did}，把{about}讲清楚，{so}。",
    "针对{about}，{who}{did}，{so}。",
    "{who}在{when}{did}，说明{about}，{so}。",
    "围绕{about}，{when}安排{who}{did}，{so}。",
    "{about}关系千家万户，{when}专门{did}，由{who}解答，{so}。",
)
WHOLE = (
    "本报告汇总了{area}各部门、各乡镇的数据。",
    "本报告数据涵盖{area}各单位。",
    "报告中的数据包括{area}各部门和下级政府。",
    "本报告由{area}各级行政机关的数据汇总而成。",
)
ALONE = ("本报告仅反映本机关的情况。", "报告数据只统计本级，不含各部门、各乡镇。")


def own(rng: Random) -> str:
    """Return a sentence that hardly any other body has."""
    pools = {"when": _WHEN, "who": _WHO, "did": _DID, "about": _ABOUT, "so": _SO}
    return rng.choice(_SHAPES).format(**{name: rng.choice(pool) for name, pool in pools.items()})


def manuscripts(rng: Random, unit: Unit, figures: Figures, year: int, *, bare: bool) -> tuple[Manuscript, Manuscript]:
    """Return last year's and this year's report of a unit, each in words of its own."""
    made = []
    for body, number, tables in ((unit.before, year - 1, figures.last), (unit.body, year, figures.this)):
        script = written(rng, body, PROFILE, number, tables, bare=bare)
        for _ in range(rng.randint(5, 8)):
            _behind(rng, script, own(rng))
        if unit.kind == "government" and not unit.declared:
            script.data["preface"].append(rng.choice(WHOLE if unit.sums else ALONE).format(area=body.area))
        made.append(script)
    return made[0], made[1]


def _behind(rng: Random, script: Manuscript, sentence: str) -> None:
    """Put a sentence behind one of the paragraphs of chapter 一."""
    texts = script.data["sections"]["overview"]["text"]
    at = rng.choice([index for index, text in enumerate(texts) if not SUBHEADING.match(text)])
    texts[at] += sentence


def say(script: Manuscript, sentence: str) -> str:
    """Put a sentence into a paragraph of its own at the end of chapter 一 and return where it stands."""
    texts = script.data["sections"]["overview"]["text"]
    texts.append(sentence)
    return f"/sections/overview/text/{len(texts) - 1}"


def of_last_year(rng: Random, figures: Figures, year: int, off: int = 0) -> str:
    """Return a sentence on this year's requests and last year's, "" where there is nothing to tell; `off` is a lie."""
    now, then = (each["requests"]["new_received"]["total"] for each in (figures.this, figures.last))
    told = then + off  # a lie that last year's number alone shows: the growth follows from it
    if not now or not then or now in (then, told) or now + off == then:
        return ""
    lead = f"全年新收政府信息公开申请{now}件"
    more, way = abs(now - then), now > then
    growth = f"{'增长' if now > told else '下降'}{float(percent(abs(now - told), told, 2)):.2f}%"
    return rng.choice(
        (
            f"{lead}，同比{growth}。",
            f"{lead}，较上年{'增加' if way else '减少'}{more + off}件。",
            f"{lead}，上年为{told}件。",
            f"{lead}，比{year - 1}年{growth}。",
            f"{lead}，{year - 1}年为{told}件。",
        )
    )
