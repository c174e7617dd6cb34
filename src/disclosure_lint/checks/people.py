"""Words by which a person can be found: applicants' names, home addresses, case numbers, plates, passports.

`find` wants folded text (`masking.fold`). Each pattern needs a strong signal (a
label, a fixed form): a name of two characters alone proves nothing.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from disclosure_lint.masking import Sensitive, mask
from disclosure_lint.patterns import pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_ROLES = "申请人|信访人|投诉人|举报人|上诉人|原告人?|姓名"
#: Who may be named like an applicant: 村民李国强申请公开.
_RESIDENTS = "村民|居民|业主|市民"
#: Surnames that hardly begin another word; those of `_COMMON` also do.
_CLEAR = (
    "王李张刘陈杨赵黄周吴马许徐孙胡朱郭林罗梁宋郑谢韩唐冯董萧肖程曹袁邓傅沈彭吕苏卢蒋蔡贾丁魏薛叶阎闫潘杜戴夏钟汪田姜范"
    "姚谭廖邹熊陆郝孔崔康邱秦史顾侯邵孟段雷汤尹黎乔贺赖龚庞樊兰殷施陶洪翟颜倪严牛温芦季俞章鲁葛伍韦尤毕聂焦柳邢骆岳齐"
    "梅庄辛管祝左涂谷祁舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲柏简桂邬莫鲍裴霍屈娄阮柯宫蒲缪嵇"
)
_COMMON = "高何金石江方任白易常武文万钱余于曾龙毛时单安连向路成强党全符包应解查计池水华喻房明沙古吉阳车宁平"
_COMPOUND = "欧阳|上官|司马|诸葛|夏侯|皇甫|尉迟|公孙|慕容|令狐|司徒|东方|西门|南宫|端木"
#: What begins like a name and is none.
_WORDS = (
    "张贴|陈述|郑重|谢绝|程序|杜绝|范围|陆续|史料|顾虑|施工|严格|严重|温馨|章程|林地|黄金|田地|田间|夏季|苏州|康复|雷同|季度|段落|叶片"
    "|兰州|罗列|关于|关注|关系|管理|项目|费用|纪律|简易|简单|简历|左右|童年|盛大|王国|孔子|田园|洪水|牛羊|徐州|温州|郑州|杨树|唐山|杭州"
    "|高度|高效|高校|高龄|高频|高级|高新|何时|何种|何人|何地|何以|马上|周边|周知|周期|金额|金融|方便|方式|方面|方案|任何|任意|任一|任务"
    "|白天|易懂|常年|常见|常住|武装|文件|文书|文化|万余|钱款|时间|时限|时效|时任|单位|单独|安全|安置|连续|连同|向本|路径|成立|成员|成年"
    "|强制|强烈|党员|党政|全部|全体|全市|全县|全区|符合|包括|包含|应当|应予|解释|解决|查询|查阅|查看|计划|水平|华侨|房产|房屋|明确|明显"
    "|古稀|车辆|车主|平均|平台|平时|江苏|江西|龙头|许可|许多|马路|周围|周转|毛利|余款|石油|公司|法人|于本|曾经|曾向|曾就|本人|关心|盛况|水利|水务"
    "|苏木|洪泽|施行|孙女|胡同|谷物|凌晨|史志|庄严|祝贺|辛苦|柳州|桂林|宋体|齐全|齐备|焦点|陶瓷|伍佰|曲折|贺信|丁类|阳光"
)
_NOT_GIVEN = "某的某×某之与及和或就因向对等无不未应须可有在是为所要已若如其每各时需将被经应当提"
#: A surname with one of these tells no one.
_TITLES = ("女士", "先生", "小姐", "师傅", "大爷", "大妈", "阿姨", "同志", "老师", "老人", "律师")
_BODY_ENDS = "镇乡村县市区局委院厂站所校店司会组庄屯户部处科办厅队街"
_GIVEN = "[\u4e00-\u9fff]"
_AFTER_NAME = (
    r"不服|诉(?!讼|求)|提[出起交](?!的?主体)|与(?!申请)|因|就|向|对|要求|请求|申请(?!人|量|数|内容|公开的?(?:内容|数量))|于[0-9]|以|通过"
    r"|的(?:政府|信息|申请|诉|身份|住|联系|电话|家)|反映"
    r"|[,、(][ ]?(?:男|女|汉族|身份证|公民身份|住|现住|家住|户籍|[0-9]{4}年|系|联系|手机|电话|不服|诉)"
)
_HOME_LABELS = "家庭住址|家庭地址|现住址|居住地址|户籍地址|户籍所在地|户籍地|住址|家住|户籍为|现居住于|居住于|现住"
_ESTATE = "小区|花园|公寓|家园|新村|苑|花苑|佳苑|新城|府邸|名邸"

#: What `masking.sensitive` looks for before anything here is compiled. A match holds a word of `SIGNS` or a capital.
SIGNS = (
    *_ROLES.replace("人?", "").split("|"),
    *_RESIDENTS.split("|"),
    *("住址", "家住", "户籍", "居住", "现住", "家庭地址", "单元", "护照", "通行证", "行复", "复决"),
    *(kind + stage for kind in "行民刑执赔" for stage in "初终申监再审"),
)
TRIGGERS = (
    rf"(?:{_ROLES})(?:姓名|名称)?[为系:：(（ ]{{0,2}}(?:[{_CLEAR}{_COMMON}]|{_COMPOUND})"
    rf"|(?:{_RESIDENTS})(?:[{_CLEAR}]|{_COMPOUND})"
    rf"|住址|家住|户籍|居住|现住|家庭地址|单元|护照|通行证|[行民刑执赔][初终申监再审]|行复|复决"
    rf"|[{_PROVINCES}][A-ZＡ-Ｚ]"
)
_PATTERNS = {
    "colon_name": (
        rf"(?<!被)(?<!联系)(?:{_ROLES})(?:姓名|名称)?[为系]?[ ]?[:(][ ]?"
        rf"((?!{_WORDS})(?:(?:{_COMPOUND})|[{_CLEAR}{_COMMON}])[ ]?(?![{_NOT_GIVEN}]){_GIVEN}{{1,2}}?)"
        rf"(?=[ ]*(?:$|[\n,、。;.)(]|身份证|公民身份|性别|住址|电话|手机|(?:{_AFTER_NAME})))"
    ),
    "clear_name": (
        rf"(?<!被)(?:申请人|信访人|投诉人|举报人|上诉人|原告人?|{_RESIDENTS})[为系]?[ ]?"
        rf"((?!{_WORDS})(?:(?:{_COMPOUND})|[{_CLEAR}])(?![{_NOT_GIVEN}]){_GIVEN}{{1,2}}?)(?={_AFTER_NAME})"
    ),
    "common_name": (
        rf"(?<!被)(?:申请人|信访人|投诉人|举报人|上诉人|原告人?)[ ]?((?!{_WORDS})[{_COMMON}](?![{_NOT_GIVEN}])"
        rf"{_GIVEN}{{1,2}}?)(?=不服|诉(?!讼|求)|[,(][ ]?(?:男|女|身份证|公民身份|住))"
    ),
    "labelled_home": rf"(?<!办公)(?:{_HOME_LABELS})[为是在]?[ ]?[: ]?[ ]?([\u4e00-\u9fffA-Za-z0-9#-]{{4,40}})",
    "home": (
        rf"[\u4e00-\u9fff]{{2,12}}(?:{_ESTATE})[ ]?[0-9A-Za-z一二三四五六七八九十]{{1,4}}[ ]?(?:号楼|栋|幢|座|#|号)"
        r"[ ]?(?:[0-9一二三四五六七八九十]{1,3}[ ]?单元[ ]?)?[0-9]{2,5}[ ]?室"
    ),
    "case": (
        r"[（(〔\[][ ]?(?:19|20)[0-9]{2}[ ]?[）)〕\]][ ]?[\u4e00-\u9fffA-Z]{1,8}?[0-9]{0,4}"
        r"(?:(?:行|民|刑|执|赔)(?:[初终申监再审保赔执抗辖]{1,3})|行复(?:[决字议受]{0,2}))(?:字?第)?[ ]?([0-9]{1,6})(?:-[0-9]+)?号"
        r"|(?:行复[决字受终]{0,2}|复决字?)[（(〔\[](?:19|20)[0-9]{2}[）)〕\]]第?([0-9]{1,6})号"
    ),
    "plate": (
        rf"(?<![A-Za-z0-9江])[{_PROVINCES}][A-HJ-NP-Z][·•・. -]?"
        r"((?=[A-Z]{0,2}[0-9][A-Z0-9]*[0-9][A-Z0-9]*)[A-HJ-NP-Z0-9]{4,6}[挂学警港澳]?)(?![A-Za-z0-9-])(?!号?文)"
    ),
    "passport": (
        r"(?:护照|通行证)(?:号码|号|证号)?[为是]?[ ]?[:(]?[ ]?"
        r"([A-Za-z][A-Za-z0-9]?[0-9]{7,8}|[HMC][0-9]{8,10}|[0-9]{8,9})(?![0-9A-Za-z])"
    ),
}
_OFFICIAL_ADDRESS = pattern(r"办公|地址|地点|单位|邮寄|来信|窗口|中心|公司|机关|受理|设在|位于")
_OFFICIAL_VEHICLE = pattern(r"公车|公务|执法车|警车|单位车")
_HOUSE = pattern(r"[0-9一二三四五六七八九十][ ]?(?:号|室|栋|幢|组|单元|楼|座|#|弄)")
_PLATE_DIGITS = 5


_NAME = pattern(rf"(?!{_WORDS})(?:(?:{_COMPOUND})|[{_CLEAR}{_COMMON}])(?![{_NOT_GIVEN}]){_GIVEN}{{1,2}}")


def is_name(text: str) -> bool:
    """Tell whether a text may be a Chinese name and nothing more."""
    return _NAME.fullmatch(text) is not None and text[-1] not in f"{_BODY_ENDS}股室中"


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return pattern(_PATTERNS[name])


def find(text: str) -> Iterator[Sensitive]:
    """Yield what identifies a person in a folded text: home, applicant, case, plate, passport."""
    yield from _passports(text)
    yield from _plates(text)
    yield from _homes(text)
    yield from _cases(text)
    yield from _names(text)


def _names(text: str) -> Iterator[Sensitive]:
    if not any(role in text for role in f"{_ROLES}|{_RESIDENTS}".replace("人?", "").split("|")):
        return
    for form in ("colon_name", "clear_name", "common_name"):
        for match in _pattern(form).finditer(text):
            name = match[1]
            if text.startswith(_TITLES, match.start(1) + 1):
                continue
            if name[-1] in _BODY_ENDS or (match[0].startswith("姓名") and not _is_private(text, match.end())):
                continue
            yield Sensitive("applicant", *match.span(1), name[0] + mask(name[1:], 0, 0))


def _is_private(text: str, end: int) -> bool:
    """Tell whether what follows a bare name is about a private person, not an office holder."""
    return pattern("身份证|公民身份|住址|户籍|家庭").search(text[end : end + 20]) is not None


def _homes(text: str) -> Iterator[Sensitive]:
    labelled = any(label in text for label in _HOME_LABELS.split("|"))
    for match in _pattern("labelled_home").finditer(text) if labelled else ():
        address = match[1]
        colon = ":" in match[0]
        if not (_HOUSE.search(address) or (colon and pattern("[村组区镇路]").search(address))):
            continue
        if not pattern("办公|单位|机关|被申请人").search(text[max(0, match.start() - 6) : match.start()]):
            yield _home(match.start(1), address)
    estate = "室" in text and any(estate in text for estate in _ESTATE.split("|"))
    for match in _pattern("home").finditer(text) if estate else ():
        before = text[max(0, match.start() - 16) : match.start()] + match[0]
        if not _OFFICIAL_ADDRESS.search(before):
            yield _home(match.start(), match[0])


def _home(start: int, address: str) -> Sensitive:
    return Sensitive("home", start, start + len(address), mask(address, 3, 0))


def _cases(text: str) -> Iterator[Sensitive]:
    if "号" not in text or not any(word in text for word in "行民刑执赔复"):
        return
    for match in _pattern("case").finditer(text):
        serial = match.span(1) if match[1] else match.span(2)
        start, end = match.span()
        masked = text[start : serial[0]] + "*" * (serial[1] - serial[0]) + text[serial[1] : end]
        yield Sensitive("case", start, end, masked)


def _plates(text: str) -> Iterator[Sensitive]:
    if text == text.lower():
        return
    for match in _pattern("plate").finditer(text):
        short = len(match[1].rstrip("挂学警港澳")) < _PLATE_DIGITS and match[1][-1] not in "挂学警港澳"
        if not short and not _OFFICIAL_VEHICLE.search(text[max(0, match.start() - 10) : match.start()]):
            yield Sensitive("plate", *match.span(), mask(match[0], 2, 2))


def _passports(text: str) -> Iterator[Sensitive]:
    for match in _pattern("passport").finditer(text) if "护照" in text or "通行证" in text else ():
        yield Sensitive("passport", *match.span(1), mask(match[1], 1, 2))
