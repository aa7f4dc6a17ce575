const zh = {
  file_missing: '请选择一个文件',
  sheet_empty: '文件里没有数据',
  sheet_not_text: '文件不是 CSV 或 xlsx，请从 Excel 另存为其中一种',
  sheet_old_excel: '这是旧版 Excel（.xls）或加密的文件，请另存为 xlsx 或 CSV',
  sheet_too_many_rows: '一次最多导入 {max} 行，请拆分文件',
  sheet_too_many_columns: '最多 {max} 列，请删除不需要的列',
  sheet_cell_too_long: '第 {row} 行有过长的内容',
  sheet_broken: '第 {row} 行起的引号没有成对，请检查文件',
  column_missing: '文件没有第 {column} 列',
  field_twice: '“{name}”对应了不止一列',
  not_matchable: '不能用“{name}”来匹配数据',
  create_not_allowed: '不能在导入时新建“{name}”',
  reference_ambiguous: '有 {count} 条数据都叫“{text}”，请改用不重复的字段匹配',
  duplicate_in_file: '与文件第 {row} 行的{field:值}重复',
  import_refused: '{count} 行有错误，没有导入任何数据',
  import_interrupted: '导入中断，没有写入任何数据，请重新开始',
} as const;

const en: Readonly<Record<keyof typeof zh, string>> = {
  file_missing: 'Choose a file',
  sheet_empty: 'The file holds no data',
  sheet_not_text: 'The file is neither CSV nor xlsx. Save it as one of them from Excel',
  sheet_old_excel: 'This is an old Excel file (.xls) or encrypted. Save it as xlsx or CSV',
  sheet_too_many_rows: 'At most {max} rows at a time. Split the file',
  sheet_too_many_columns: 'At most {max} columns. Delete those that are not needed',
  sheet_cell_too_long: 'Row {row} holds a text that is too long',
  sheet_broken: 'A quote that opens near row {row} is never closed. Check the file',
  column_missing: 'The file has no column {column}',
  field_twice: '“{name}” is given more than one column',
  not_matchable: 'Records can’t be matched by “{name}”',
  create_not_allowed: 'The import can’t create records of “{name}”',
  reference_ambiguous: '{count} records are called “{text}”. Match by a field without repetitions',
  duplicate_in_file: 'Has the same {field:value} as row {row} of the file',
  import_refused: '{count} rows have errors, so nothing was imported',
  import_interrupted: 'The import was interrupted and nothing was written. Start it again',
};

/** What can be wrong with a file to import. */
export const importTexts = { zh, en };
