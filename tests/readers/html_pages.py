"""Pages of the fictitious 临江市水务局, in the styles in which offices publish."""

SECTIONS = ("一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况", "六、其他需要报告的事项")
TITLE = "临江市水务局2025年政府信息公开工作年度报告"
PREFACE = "本报告根据《中华人民共和国政府信息公开条例》编制，所列数据统计期限为2025年1月1日至2025年12月31日。"
OVERVIEW = "2025年，我局共主动公开供水、排水、防汛信息312条，收到政府信息公开申请31件，均在法定期限内答复。"
TABLE = [
    ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
    ["规章", "0", "0", "0"],
    ["行政规范性文件", "3", "2", "31"],
]


def rows(cell: str = "<td>{}</td>") -> str:
    return "\n".join("<tr>" + "".join(cell.format(text) for text in row) + "</tr>" for row in TABLE)


TRS = f"""<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>{TITLE}_年度报告_临江市水务局</title>
<meta name="ArticleTitle" content="{TITLE}"><meta name="PubDate" content="2026-01-22 09:30">
<style>.a > b {{color: red}}</style><script>if (1 < 2) document.write("<p>二、脚本</p>");</script></head>
<body><div class="top"><div>今天是2026年3月3日 星期二</div><a href="/en">English</a></div>
<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/a">机构概况</a></li><li><a href="/b">一、政务公开</a></li></ul></div>
<div class="main"><div class="pos">当前位置：<a href="/">首页</a> &gt; <a href="/n">年度报告</a></div>
<div class="box"><h1 class="title">临江市水务局2025年<br>政府信息公开工作年度报告</h1>
<div class="info"><span>发布日期：2026-01-23</span> <span>来源：市水务局</span> 【字体：<a href="javascript:big()">大</a> <a href="#">中</a> 小】</div>
<div id="zoom"><div class="TRS_Editor"><div class="Custom_UnionStyle">
<p style="text-indent:2em">　　{PREFACE}</p>
<p><strong>　　{SECTIONS[0]}</strong></p>
<p>&nbsp;&nbsp;&nbsp;&nbsp;{OVERVIEW}
    其中网站公开&ldquo;水务公报&rdquo;12期。</p>
<p><b>{SECTIONS[1]}</b></p>
<table border="1"><tbody>{rows("<td><p align='center'>{}</p></td>")}</tbody></table>
<p><img src="/images/bang.gif" width="16" height="16"><img src="/pic/1.png" width="600" height="300"></p>
<p>{SECTIONS[3]}</p>
<p>本年度未收取信息处理费。</p>
<p style="text-align:right">临江市水务局</p><p style="text-align:right">2026年1月20日</p>
</div></div></div>
<div class="share">分享到：<a href="#">微信</a><a href="#">微博</a></div></div>
<div class="rel"><h3>相关链接</h3><ul><li><a href="/1">临江市水务局2024年政府信息公开工作年度报告</a></li></ul></div></div>
<div class="foot"><p>主办单位：临江市水务局　地址：临江市滨河路1号</p><p>网站标识码：3200000000 临ICP备05000000号</p></div>
</body></html>
"""

WORD = (
    "<div class=Section1 style='layout-grid:15.6pt'><p class=MsoNormal align=center style='text-align:center'>"
    f"<b><span lang=EN-US style='font-size:22.0pt'>{TITLE[:6]}<o:p></o:p></span></b><b><span>{TITLE[6:]}</span></b></p>"
    f"<p class=MsoNormal style='text-indent:32.0pt;mso-char-indent-count:2.0'><span>{PREFACE[:20]}</span><span>{PREFACE[20:]}</span></p>"
    "<p class=MsoNormal><b><span>一</span></b><b><span>、总体</span></b><span style='font-weight:bold'>情况</span></p>"
    f"<p class=MsoNormal><![if !supportLists]><span>　　</span><![endif]>{OVERVIEW}<o:p/>"
    f"<p class=MsoNormal>{SECTIONS[1]}<table class=MsoNormalTable><tr><td><p class=MsoNormal>信息内容<td>本年<br>制发件数<td>本年废<br/>止件数"
    "<td><span>现行有效</span><span>件数</span><tr><td>规章<td>0<td>0<td>0<tr><td>行政规范性文件<td>3<td>2<td>31</table>"
    f"{SECTIONS[3]}<br>　　本年度未收取信息处理费。<br>　　临江市水务局<br>2026年1月20日"
    "<!--[if gte mso 9]><xml><w:WordDocument>一、隐藏</w:WordDocument></xml><![endif]--></div>"
)

OLD = f"""<html><head><meta http-equiv=Content-Type content="text/html; charset=gb2312">
<title>临江水务 - {TITLE}</title></head><body bgcolor=#ffffff>
<table width=780 align=center><tr><td><img src=images/logo.gif></td><td><a href=/>首 页</a></td><td><a href=/a>机构</a></td></tr>
<tr><td colspan=3>您现在的位置：<a href=/>首页</a> &gt;&gt; <a href=/n>年报</a></td></tr>
<tr><td width=160><table><tr><td><a href=1>政策法规</a></td></tr><tr><td><a href=2>办事指南</a></td></tr></table></td>
<td colspan=2><center><font size=5 color=red><b>{TITLE}</b></font></center>
<center>发布时间：2026年1月22日 点击数：18</center>
<font face=宋体>　　{PREFACE}<br><br>　　<b>{SECTIONS[0]}</b><br>　　{OVERVIEW}<br>
　　{SECTIONS[1]}<br>
<table border=1>{rows()}</table>
　　{SECTIONS[3]}<br>　　本年度未收取信息处理费。<br>
<div align=right>临江市水务局<br>2026年1月20日</div></font></td></tr>
<tr><td colspan=3 align=center>版权所有：临江市水务局 技术支持：临江网络</td></tr></table></body></html>
"""

MODERN = f"""<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{TITLE} | 临江市水务局</title></head><body>
<header><nav><a href="/">首页</a><a href="/open">政务公开</a></nav></header>
<main><article class="report">
  <h1>{TITLE}</h1>
  <p class="byline">时间：2026-01-22</p>
  <section><p>
    {PREFACE[:30]}
    {PREFACE[30:]}
  </p></section>
  <section><h2>{SECTIONS[0]}</h2><p>{OVERVIEW}</p><ol><li>加强平台建设。</li></ol></section>
  <section><h2>{SECTIONS[1]}</h2>
    <table class="table"><caption>表二</caption><thead><tr>{"".join(f"<th>{text}</th>" for text in TABLE[0])}</tr></thead>
    <tbody>{"".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in TABLE[1:])}</tbody></table></section>
  <section><h2>{SECTIONS[3]}</h2><p>本年度未收取信息处理费。</p><p hidden>密件</p><p style="display: none">内部</p></section>
  <p>临江市水务局</p><p>2026年1月20日</p>
</article></main><footer><p>主办单位：临江市水务局</p><p>建议使用1024×768分辨率浏览器</p></footer></body></html>
"""

PAGES = {"trs": TRS, "word": WORD, "old": OLD, "modern": MODERN}
