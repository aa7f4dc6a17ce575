import { group, may, more, need, op } from './define.ts';
import { readFormat, writeFormat } from './format.ts';

const text = group('text');
const words = need('文本', 'text');
const count = need('字数', 'count');
const anything = need('值', 'value');

export const TEXT = [
  text('CONCAT', {
    params: [anything, more('值', 'value')],
    zh: ['把各部分接成一段文本;空值视为没有文字。', 'CONCAT("合同", "-", 2026)'],
    en: ['The parts as one text; empty values count as no text.', 'CONCAT("Deal", "-", 2026)'],
    aliases: ['CONCATENATE'],
    toExpr: op('concat'),
  }),
  text('TEXTJOIN', {
    params: [need('分隔符', 'separator'), need('列表', 'list')],
    zh: ['用分隔符把列表的各项连起来;空值不计。', 'TEXTJOIN("、", SPLIT("甲,乙", ","))'],
    en: [
      'The items of a list with a separator between them; empty ones are left out.',
      'TEXTJOIN("; ", SPLIT("a,b", ","))',
    ],
    aliases: ['JOIN'],
    toExpr: ([separator = null, list = null]) => ({ join: [list, separator] }),
  }),
  text('LEFT', {
    params: [words, may('字数', 'count')],
    zh: ['左边的若干个字,默认 1 个。', 'LEFT("上海分公司", 2)'],
    en: ['So many characters from the left, 1 by default.', 'LEFT("Shanghai", 5)'],
    toExpr: ([value = null, size = 1]) => ({ left: [value, size] }),
  }),
  text('RIGHT', {
    params: [words, may('字数', 'count')],
    zh: ['右边的若干个字,默认 1 个。', 'RIGHT("13800138000", 4)'],
    en: ['So many characters from the right, 1 by default.'],
    toExpr: ([value = null, size = 1]) => ({ right: [value, size] }),
  }),
  text('MID', {
    params: [words, need('起始位置', 'start'), count],
    zh: ['从起始位置(第一个字为 1)取若干个字。', 'MID("310101199001011234", 7, 8)'],
    en: ['So many characters from a position on; the first is 1.'],
    aliases: ['SUBSTR'],
    toExpr: op('mid'),
  }),
  text('LEN', {
    params: [words],
    zh: ['字数;空文本为 0,表情和生僻字各算一个。', 'LEN("你好")'],
    en: ['The number of characters; 0 for empty text, and an emoji is one.', 'LEN("hello")'],
    toExpr: op('length'),
  }),
  text('UPPER', {
    params: [words],
    zh: ['转为大写字母。', 'UPPER("abc")'],
    en: ['In capital letters.'],
    toExpr: op('upper'),
  }),
  text('LOWER', {
    params: [words],
    zh: ['转为小写字母。', 'LOWER("ABC")'],
    en: ['In small letters.'],
    toExpr: op('lower'),
  }),
  text('TRIM', {
    params: [words],
    zh: ['去掉首尾的空白,包括全角空格。', 'TRIM("  你好 ")'],
    en: ['Without white space at both ends, full-width spaces included.', 'TRIM("  hello ")'],
    toExpr: op('trim'),
  }),
  text('SUBSTITUTE', {
    params: [words, need('查找', 'find'), need('替换为', 'replacement')],
    zh: ['把所有找到的文字替换掉;区分大小写。', 'SUBSTITUTE("2026/03/01", "/", "-")'],
    en: ['Replaces every occurrence; case matters.'],
    toExpr: op('replace'),
  }),
  text('REPLACE', {
    params: [words, need('起始位置', 'start'), count, need('新文本', 'new text')],
    zh: ['从起始位置起的若干个字换成新文本。', 'REPLACE("13800138000", 4, 4, "****")'],
    en: ['Puts new text in place of so many characters from a position on.'],
    toExpr: ([value = null, start = null, size = null, instead = null]) => ({
      concat: [
        { left: [value, { '-': [start, 1] }] },
        instead,
        { mid: [value, { '+': [start, size] }, 1_000_000] },
      ],
    }),
  }),
  text('FIND', {
    params: [need('查找', 'find'), words],
    zh: ['文字第一次出现的位置,找不到为 0;区分大小写。', 'FIND("-", "AB-01")'],
    en: ['The position at which a text first occurs, 0 when it does not; case matters.'],
    toExpr: ([needle = null, value = null]) => ({ find: [value, needle] }),
  }),
  text('SEARCH', {
    params: [need('查找', 'find'), words],
    zh: ['文字第一次出现的位置,不区分大小写,找不到为 0。', 'SEARCH("b", "ABC")'],
    en: ['The position at which a text first occurs whatever the case, 0 when it does not.'],
    toExpr: ([needle = null, value = null]) => ({ find: [{ lower: [value] }, { lower: [needle] }] }),
  }),
  text('CONTAINS', {
    params: [words, need('查找', 'find')],
    zh: ['文本包含另一段文字,不区分大小写。', 'CONTAINS("上海某公司", "上海")'],
    en: ['The text holds another one, whatever the case.', 'CONTAINS("Acme Ltd", "acme")'],
    toExpr: op('contains'),
  }),
  text('STARTSWITH', {
    params: [words, need('开头', 'start')],
    zh: ['文本以某段文字开头,不区分大小写。', 'STARTSWITH("SH-001", "sh")'],
    en: ['The text begins with another one, whatever the case.'],
    toExpr: op('starts_with'),
  }),
  text('ENDSWITH', {
    params: [words, need('结尾', 'end')],
    zh: ['文本以某段文字结尾,不区分大小写。', 'ENDSWITH("report.PDF", ".pdf")'],
    en: ['The text ends with another one, whatever the case.'],
    toExpr: op('ends_with'),
  }),
  text('EXACT', {
    params: [words, need('文本', 'text')],
    zh: ['两段文本完全相同,区分大小写。', 'EXACT("a", "A")'],
    en: ['Two texts are the same, case included.'],
    toExpr: op('=='),
    fromExpr: null,
  }),
  text('REPT', {
    params: [words, need('次数', 'times')],
    zh: ['把文本重复若干次。', 'REPT("*", 4)'],
    en: ['The text so many times over.'],
    toExpr: op('repeat'),
  }),
  text('SPLIT', {
    params: [words, need('分隔符', 'separator')],
    zh: ['按分隔符拆成列表,空的部分不要。', 'SPLIT("甲,乙,丙", ",")'],
    en: ['The parts between separators as a list, without empty ones.', 'SPLIT("a,b,c", ",")'],
    toExpr: op('split'),
  }),
  text('COUNTCHAR', {
    params: [words, need('查找', 'find')],
    zh: ['文字出现的次数;查找的文字为空时为空。', 'COUNTCHAR("a-b-c", "-")'],
    en: ['How often a text occurs; empty when there is nothing to look for.'],
    toExpr: ([value = null, needle = null]) => ({
      '/': [
        { '-': [{ length: [value] }, { length: [{ replace: [value, needle, null] }] }] },
        { length: [needle] },
      ],
    }),
  }),
  text('TEXT', {
    params: [need('数值、日期或时间', 'number, date or time'), may('格式', 'format')],
    zh: [
      '按格式写成文本。数值:"0"、"0.00"、"#,##0.00"、"0%";日期:"YYYY-MM-DD"、"YYYY年M月D日 HH:mm"。不写格式则照原样。',
      'TEXT(1234.5, "#,##0.00")',
    ],
    en: [
      'Written in a format. Numbers: "0", "0.00", "#,##0.00", "0%"; dates: "YYYY-MM-DD", "D.M.YYYY HH:mm". Without one as it stands.',
    ],
    toExpr: ([value = null, format]) =>
      format === undefined ? { concat: [value] } : readFormat(value, format),
    fromExpr: writeFormat,
  }),
  text('RMBUPPER', {
    params: [need('金额', 'amount')],
    zh: ['金额的中文大写,四舍五入到分;超过 16 位整数时为空。', 'RMBUPPER(1234.5)'],
    en: ['The amount in Chinese capitals as on cheques, rounded to cents; empty beyond 16 digits.'],
    aliases: ['RMB', 'CAPITALMONEY'],
    toExpr: op('amount_in_chinese'),
  }),
  text('ENCODEURL', {
    params: [words],
    zh: ['把文本编码成可以放进网址的样子。', 'ENCODEURL("客户 A")'],
    en: ['The text as it may stand in an address.', 'ENCODEURL("a b&c")'],
    aliases: ['ENCODEURI'],
    toExpr: op('encode_url'),
  }),
] as const;
