"""What reports are written in: the characters and words that tell text from garbage.

Nothing here is ever put into a text on its own: a lost character is completed
only where the bytes that are left of it and the words around it admit one.
"""

from __future__ import annotations

from functools import cache

from disclosure_lint.patterns import pattern

#: The characters that make up nearly nine tenths of a report.
COMMON = frozenset(
    "政公开信息府务的件理请法和申化年作第不全关区办新案建进发项是实市动三制数准设提本事等复其结有规机展行策性"
    "业中求站定查处问范推众度要期平主保通加题条对体情在依强及标确他工一解内收以持审效于服果共时社会为容单量议"
    "报况台管监级律四合属权升据下计重程严成费部需诉取专系总过格分同上正出线人与完位二步答媒形续现决予认质式基"
    "告国落各类更到元企构供点层村县安例善障网好密存之益围互联相断知流常核督五清做明商优学号编习代我测布后治未"
    "集六或组织转讼协录居环民列日地电导户检执整维任家访版得针切域识省群创助了城索备想指面经注能具十科领读应记"
    "份表评库利由根起止如将文从无七八九"
)

#: The official words: section titles, table labels, what the preface and most sections say.
WORDS = """
一、总体情况 二、主动公开政府信息情况 三、收到和处理政府信息公开申请情况 四、政府信息公开行政复议、行政诉讼情况
五、存在的主要问题及改进情况 六、其他需要报告的事项 政府信息公开工作年度报告 中华人民共和国政府信息公开条例
（一）主动公开。（二）依申请公开。（三）政府信息管理。（四）政府信息公开平台建设。（五）监督保障。（六）其他
第二十条第（一）项 第二十条第（五）项 第二十条第（六）项 第二十条第（八）项 第二十条第（九）项 信息内容
本年新制作数量 本年新公开数量 对外公开总数量 本年制发件数 本年废止件数 现行有效件数 规章 行政规范性文件
上一年项目数量 本年增/减 处理决定数量 本年处理决定数量 行政许可 行政处罚 行政强制 行政事业性收费 其他对外管理服务事项
本年收费金额（单位：万元） 政府集中采购 采购项目数量 采购总金额 （本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）
申请人情况 自然人 法人或其他组织 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计
一、本年新收政府信息公开申请数量 二、上年结转政府信息公开申请数量 三、本年度办理结果 四、结转下年度继续办理
（一）予以公开 （二）部分公开（区分处理的，只计这一情形，不计其他情形） （三）不予公开 （四）无法提供 （五）不予处理
（六）其他处理 （七）总计 1.属于国家秘密 2.其他法律行政法规禁止公开 3.危及“三安全一稳定” 4.保护第三方合法权益
5.属于三类内部事务信息 6.属于四类过程性信息 7.属于行政执法案卷 8.属于行政查询事项 1.本机关不掌握相关政府信息
2.没有现成信息需要另行制作 3.补正后申请内容仍不明确 1.信访举报投诉类申请 2.重复申请 3.要求提供公开出版物
4.无正当理由大量反复申请 5.要求行政机关确认或重新出具已获取信息 1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请
2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请 3.其他 行政复议 行政诉讼 未经复议直接起诉 复议后起诉
结果维持 结果纠正 其他结果 尚未审结 概述 政府信息公开的收费及减免情况 因政府信息公开申请行政复议、提起行政诉讼的情况
根据《条例》要求编制 本报告中所列数据的统计期限自1月1日起至12月31日止 如对本报告有疑问，请与人民政府办公室联系 地址 邮编 电话 电子邮箱
存在的问题 下一步，将 进一步加强 信息处理费 人民政府门户网站 政务公开 政务新媒体 依法依规 法定期限
"""

#: Traditional characters that simplified text does not have, the most frequent first.
TRADITIONAL = (
    "開務請關區辦進項實發動數準設結規機業處問範題條對體強標確內審於時會爲為單複議報況臺監級屬權據計嚴費訴專總過線與續現決認質"
    "國類構點層縣網圍澤統聯斷優繞學號編堅習測後組織轉訟協錄環積電導門戶檢執維繼護訪針員識創閱個備態經詢糾領讀應記擴達陽適難評"
    "庫將運從無賬欄細萬係穩製補舉當獲還訓書試滿餘資產鄉營調歸極擬並鎮簡郵話義貫徹終暢約鏈責廢許罰額沒紮講緊遺蓋減濟參聽檔證謹"
    "爭雜隨閉匯險選熱圖勢絡寬聞場視順彙託溝華稱繫擺這廣隊蘇黨遷礎愛綠築聲價務佈覈眾衆"
)

#: Where garbage has a lead byte of UTF-8, it reads as these, by the encoding it was read in.
GARBAGE = {
    "gb18030": "锛鍏寮銆涓斂紝鏀鍔叕垮鏈搴浠佹淇瀹饧佸浜鎭缁俊鍙簻骞饨滀伅屽悊堜饩浣璁屾灞鍒傚勭鍖鐢鐨璇宠哄鍚姟绛鈥娉澶佷紑浼堝鏁鏄呭鍐",
    "cp950": "嚗銝踹靽熉隞臬鈭摰熀蝏箏熅霈唾瘜撟窈撅憭啣雿閫餈嗅撘喳亙撣嗡憿靘蝥箸撖獢瘙霂蝚撱銵敺輻恣蝑唳隡乩嗚撌餃僑蝘敶冽甇",
}

HANZI = pattern("[\u4e00-\u9fff]")
PUNCTUATION = frozenset("　，。、；：（）《》“”！？〔〕１２３４５６７８９０．")


def level(character: str) -> int:
    """Return the level of a Chinese character in GB 2312 (1 common, 2 other), 0 outside it."""
    try:
        code = character.encode("gb2312")
    except UnicodeEncodeError:
        return 0
    if len(code) != 2 or code[0] < 0xB0:
        return 0
    return 1 if code[0] < 0xD8 else 2


def commonness(text: str) -> float:
    """Return the share of common characters among the Chinese characters of a text."""
    found = HANZI.findall(text)
    return sum(character in COMMON for character in found) / len(found) if found else 0.0


@cache
def known() -> frozenset[str]:
    """Return every Chinese character of the official words and the common ones."""
    return COMMON.union(HANZI.findall(WORDS))
