"""Words of the official tables by which their rows are known in plain text.

The forms are those of 国办公开办函〔2019〕60号, 国办公开办函〔2021〕30号 and of the
statistics table of 国办发〔2014〕32号. All patterns apply to folded text
(`disclosure_lint.readers.lines.fold`).
"""

from __future__ import annotations

from functools import lru_cache

from disclosure_lint.patterns import pattern
from disclosure_lint.readers.lines import fold

_OFFICIAL = fold(
    """
第二十条第（一）项 第二十条第（五）项 第二十条第（六）项 第二十条第（八）项 第二十条第（九）项
信息内容 本年制发件数 本年废止件数 现行有效件数 本年处理决定数量 本年收费金额（单位：万元） （单位：元）
（单位：件）
本年新制作数量 本年新公开数量 对外公开总数量 上一年项目数量 本年增/减 本年增减 处理决定数量 采购项目数量
采购总金额
规章 行政规范性文件 行政许可 行政处罚 行政强制 行政事业性收费 其他对外管理服务事项 政府集中采购
（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）
申请人情况 自然人 法人或其他组织 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计 合计 小计 类别
一、本年新收政府信息公开申请数量 二、上年结转政府信息公开申请数量 三、本年度办理结果 四、结转下年度继续办理
（一）予以公开 （二）部分公开（区分处理的，只计这一情形，不计其他情形） （三）不予公开
1.属于国家秘密 2.其他法律行政法规禁止公开 3.危及“三安全一稳定” 4.保护第三方合法权益
5.属于三类内部事务信息 6.属于四类过程性信息 7.属于行政执法案卷 8.属于行政查询事项
（四）无法提供 1.本机关不掌握相关政府信息 2.没有现成信息需要另行制作 3.补正后申请内容仍不明确
（五）不予处理 1.信访举报投诉类申请 2.重复申请 3.要求提供公开出版物 4.无正当理由大量反复申请
5.要求行政机关确认或重新出具已获取信息 （六）其他处理 （六）其他
1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请
2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请 1.逾期不补正 2.逾期不缴费 3.其他
（七）总计
行政复议 行政诉讼 未经复议直接起诉 复议后起诉 结果维持 结果纠正 其他结果 尚未审结
不是《条例》所指政府信息
"""
)
#: The same without item numbers' punctuation, which authors vary (1. 1、 1．).
_TEXT = " ".join(_OFFICIAL.split()) + " " + pattern(r"(\d)\.").sub(r"\1、", _OFFICIAL)
#: Labels and headers as they stand in full.
_WHOLE = frozenset(_OFFICIAL.split())
#: Column headers, and the halves of wrapped ones.
_HEADERS = frozenset(
    fold(
        """
信息内容 本年制发件数 本年废止件数 现行有效件数 本年处理决定数量 本年收费金额（单位：万元）
本年新制作数量 本年新公开数量 对外公开总数量 上一年项目数量 本年增/减 处理决定数量 采购项目数量 采购总金额
申请人情况 自然人 法人或其他组织 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计 合计 小计 类别
商业 企业 科研 机构 社会 公益 组织 法律 服务 社会公益 法律服务 公益组织 服务机构
行政复议 行政诉讼 未经复议直接起诉 复议后起诉 结果维持 结果纠正 其他结果 尚未审结 结果 维持 纠正 尚未 审结
统计指标 单位 统计数
"""
    ).split()
)
_QUOTES = str.maketrans({"「": "“", "」": "”", '"': "“", "『": "“", "』": "”"})
_LONGEST_TOKEN = 80
_LONGEST_PIECE = 40

_NUMERAL = "[一二三四五六七八九十]"
CHAPTER = pattern(rf"{_NUMERAL}{{1,3}} ?[、.,]|{_NUMERAL} |第{_NUMERAL}{{1,3}}(?:部分|章)|[Ⅰ-Ⅻ][、.]")
ROW_HEAD = pattern(
    r"一 ?[、.] ?(?:本年)?新收|二 ?[、.] ?上年(?:度)?结转"
    r"|三 ?[、.] ?(?:本年度?)?办理结果|四 ?[、.] ?结转(?:至)?下(?:一)?年度?"
)
TITLE = pattern(
    r"(?:总体情况|主动公开政府信息(?:的)?情况|收到和处理政府信息公开申请(?:的)?情况"
    r"|行政复议[、和]?(?:提起)?行政诉讼(?:的)?情况|(?:改进|整改)(?:情况|措施)|需要报告的(?:其他)?事项|年度报告|年报)$"
)
_ARTICLE = pattern(r"第二十条(?:第)? ?\([一二三四五六七八九十]\) ?项")
_HEADER = pattern(r"信息内容|统计指标|指标名称|统计数$")
_DISPUTES = frozenset({"行政复议行政诉讼", "未经复议直接起诉复议后起诉"})
_LONGEST_ANCHOR = 70
_LONGEST_ARTICLE = 20


def is_article(plain: str) -> bool:
    """Tell whether a line names the item of Article 20 that a part of table 2 is about."""
    return len(plain) <= _LONGEST_ARTICLE and _ARTICLE.match(plain) is not None


def is_anchor(plain: str) -> bool:
    """Tell whether a line can only be the top of an official table."""
    if is_article(plain):
        return True
    if len(plain) > _LONGEST_ANCHOR or any(stop in plain for stop in "。;!?"):
        return False
    words = plain.split()
    if _HEADER.search(plain):
        return is_official(plain) or len(words) > 1
    if "勾稽关系" in plain:
        return plain.startswith("(") or is_official(plain)
    return words in (["申请人情况"], ["法人或其他组织"]) or "".join(words) in _DISPUTES


def is_official(plain: str) -> bool:
    """Tell whether each word of a line is made of pieces of official labels.

    So are whole labels and headers, the halves of wrapped ones, characters of
    vertical ones, and two columns run together.
    """
    return all(_covered(word) for word in plain.translate(_QUOTES).split())


def is_whole(plain: str) -> bool:
    """Tell whether a word is a label of a row or a column in full."""
    return plain.translate(_QUOTES) in _WHOLE


@lru_cache(maxsize=4096)
def _covered(word: str) -> bool:
    if len(word) > _LONGEST_TOKEN:
        return False
    if word in _TEXT:
        return True
    start = 0
    while start < len(word):
        longest = min(len(word), start + _LONGEST_PIECE)
        start = next((end for end in range(longest, start + 1, -1) if word[start:end] in _TEXT), 0)
        if not start:
            return False
    return True


def family(plain: str) -> str:
    """Return which of the official tables a header line begins: "2", "3", "4", or ""."""
    words = plain.split()
    if is_article(plain) or plain.startswith("信息内容"):
        return "2"
    if (words and words[0] in ("申请人情况", "法人或其他组织")) or ("勾稽关系" in plain and "本列数据" in plain):
        return "3"
    return "4" if "".join(words) in ("行政复议", "行政复议行政诉讼") else ""


def is_header(plain: str) -> bool:
    """Tell whether each word of a line is a whole piece of a column header, not a row label."""
    words = plain.split()
    return len(words) > 1 and all(len(word) > 1 and word in _HEADERS for word in words)
