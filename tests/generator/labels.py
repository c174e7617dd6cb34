"""The official words of both forms' tables (60号 of 2019, 30号 of 2021)."""

from __future__ import annotations

CAPTIONS = {
    "regulations": "第二十条第（一）项",
    "normative_documents": "第二十条第（一）项",
    "licensing": "第二十条第（五）项",
    "other_external_services": "第二十条第（五）项",
    "penalties": "第二十条第（六）项",
    "coercion": "第二十条第（六）项",
    "administrative_fees": "第二十条第（八）项",
    "central_procurement": "第二十条第（九）项",
}
PROACTIVE_ROWS = {
    "regulations": "规章",
    "normative_documents": "规范性文件",
    "licensing": "行政许可",
    "other_external_services": "其他对外管理服务事项",
    "penalties": "行政处罚",
    "coercion": "行政强制",
    "administrative_fees": "行政事业性收费",
    "central_procurement": "政府集中采购",
}
#: Column headers of table 2; the line break is where narrow columns break them.
PROACTIVE_COLUMNS = {
    "issued": "本年\n制发件数",
    "repealed": "本年废\n止件数",
    "in_force": "现行有\n效件数",
    "decisions": "本年处理决定\n数量",
    "newly_made": "本年新\n制作数量",
    "newly_disclosed": "本年新\n公开数量",
    "total_disclosed": "对外公\n开总数量",
    "last_year_items": "上一年\n项目数量",
    "change": "本年\n增/减",
    "projects": "采购项\n目数量",
}
PARTIES = {
    "natural_person": "自然人",
    "commercial_enterprise": "商业\n企业",
    "research_institution": "科研\n机构",
    "public_welfare_organization": "社会公\n益组织",
    "legal_service_institution": "法律服\n务机构",
    "other": "其他",
    "total": "总计",
}
CORNER = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
REQUEST_GROUPS = {
    "denied": "（三）不予公开",
    "unavailable": "（四）无法提供",
    "not_processed": "（五）不予处理",
    "other_handling": "（六）其他处理",
}
REQUEST_ROWS = {
    "new_received": "一、本年新收政府信息公开申请数量",
    "carried_over": "二、上年结转政府信息公开申请数量",
    "results/granted": "（一）予以公开",
    "results/partially_granted": "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
    "results/denied/state_secret": "1.属于国家秘密",
    "results/denied/prohibited_by_law": "2.其他法律行政法规禁止公开",
    "results/denied/security_and_stability": "3.危及“三安全一稳定”",
    "results/denied/third_party_rights": "4.保护第三方合法权益",
    "results/denied/internal_affairs": "5.属于三类内部事务信息",
    "results/denied/process_information": "6.属于四类过程性信息",
    "results/denied/enforcement_file": "7.属于行政执法案卷",
    "results/denied/administrative_query": "8.属于行政查询事项",
    "results/unavailable/not_held": "1.本机关不掌握相关政府信息",
    "results/unavailable/requires_creation": "2.没有现成信息需要另行制作",
    "results/unavailable/unclear_after_correction": "3.补正后申请内容仍不明确",
    "results/not_processed/petition_or_complaint": "1.信访举报投诉类申请",
    "results/not_processed/repeated": "2.重复申请",
    "results/not_processed/public_publication": "3.要求提供公开出版物",
    "results/not_processed/excessive": "4.无正当理由大量反复申请",
    "results/not_processed/confirmation_or_reissue": "5.要求行政机关确认或重新出具已获取信息",
    "results/other_handling/undivided": "（六）其他处理",
    "results/other_handling/uncorrected_overdue": "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    "results/other_handling/unpaid_overdue": "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    "results/other_handling/other": "3.其他",
    "results/total": "（七）总计",
    "carried_forward": "四、结转下年度继续办理",
}
RESULTS = "三、本年度办理结果"
OUTCOMES = {
    "upheld": "结果\n维持",
    "corrected": "结果\n纠正",
    "other": "其他\n结果",
    "pending": "尚未\n审结",
    "total": "总计",
}
DISPUTE_BLOCKS = {
    "administrative_review": "行政复议",
    "litigation_direct": "未经复议直接起诉",
    "litigation_after_review": "复议后起诉",
}
