const zh = {
  exports_running: '你有 {max} 个导出正在进行，请等它们完成',
  exports_full: '你已有 {max} 个导出的文件，请先在「我的导出」里删除一些',
  export_sheet: '不能导出这张关联表',
  export_sheet_csv: 'CSV 只有一张表，关联数据请导出为 Excel',
  export_member_gone: '发起人已停用，没有继续',
  export_gave_up: '多次中断，已放弃，请重新导出',
} as const;

const en: Readonly<Record<keyof typeof zh, string>> = {
  exports_running: '{max} of your exports are under way. Wait until they are done',
  exports_full: 'You have {max} exported files. Delete some under “My exports” first',
  export_sheet: 'This can’t be exported as a sheet',
  export_sheet_csv: 'CSV has one table only. Export linked records as Excel',
  export_member_gone: 'Who started it is disabled, so it did not go on',
  export_gave_up: 'It was interrupted several times and given up. Export again',
};

/** Why an export does not begin, or has ended. */
export const exportTexts = { zh, en };
