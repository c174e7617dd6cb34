"""What a page prints about an article before its title: labels, each with its value on the next line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint.extract.dates import find_dates
from disclosure_lint.extract.signature import put_date
from disclosure_lint.extract.titles import is_title, squeeze
from disclosure_lint.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from disclosure_lint.extract.signature import Front
    from disclosure_lint.outline import Paragraph

_PUBLISHED = r"(?:公开|发布|公布|发表|上网)(?:日期|时间)"
_WRITTEN = r"(?:公文|信息)?(?:成文|生成|发文|签发|制发)(?:日期|时间)"
_LABEL = pattern(
    rf"[•·●▪-]*\[?(?:(?P<published>{_PUBLISHED}|(?:时间|日期)(?=[:：]))|(?P<written>{_WRITTEN})"
    r"|发布(?=[:：])|(?:信息)?索引号|(?:备注/)?文号|发文字号|(?:信息|稿件|文章)?来源|(?:发布|公开|发文|制发)(?:机构|机关|单位)|公开(?:方式|范围|时限|形式|类别)"
    r"|审核程序|(?:信息|主题|体裁|组配|服务对象)?分类|类别|有效性|时效性?|关键词|主题词|内容概述|摘要|标题|(?:信息)?名称|废止日期|载体类型)\]?[:：]?"
)
#: A line that gives the name of the article behind its label; the title itself stands below.
TITLED = pattern(r"^[•·●▪\s]*+(?:标\s*+题|(?:信息\s*+)?名\s*+称)(?:\s*+[:：]\s*+|\s++)(?=\S)")
_LONGEST = 40


def read_labels(front: Front, before: Sequence[Paragraph]) -> None:
    """Take out labels and their values: dates are kept, names of bodies sign nothing."""
    shown = [(index, each, squeeze(each.text)) for index, each in enumerate(before) if each.text.strip()]
    label = None
    for index, paragraph, text in shown:
        found = _LABEL.fullmatch(text)
        if found is None and label is not None and len(text) <= _LONGEST and "。" not in text and not is_title(text):
            dates = find_dates(paragraph.text)
            for group, key in (("published", "published_on"), ("written", "signed_on")):
                if label[group] and dates:
                    put_date(front, key, paragraph, dates[0])
        elif found is None:
            label = None
            continue
        front.used_before.add(index)
        label = found
