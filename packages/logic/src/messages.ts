import type { ExprIssue } from './types.ts';

export type Locale = 'zh' | 'en';

/** Text of each issue code with `{param}` placeholders. */
export const exprMessages: Readonly<Record<Locale, Readonly<Record<string, string>>>> = {
  zh: {
    too_deep: '表达式嵌套过深，最多 {max} 层',
    too_many_nodes: '表达式过大，最多 {max} 个节点',
    one_key: '每个运算对象只能有一个键，这里有 {count} 个',
    unknown_operator: '没有名为“{name}”的运算',
    arity: '“{name}”需要 {min} 到 {max} 个参数，这里有 {found} 个',
    bad_var: '字段路径必须是文字',
    unknown_field: '没有字段“{name}”',
    encrypted_field: '字段“{name}”是加密保存的，不能在这里使用',
    path_too_long: '字段路径最多经过 {max} 个引用',
    not_to_one: '“{name}”经过的字段不是单选引用',
    row_outside: 'row 只能用在逐行计算之内(some、all、count、map 等)',
    rows_misused: '“{name}”是多行数据，请用求和、计数、存在之类的函数，或指明其中的一列',
    nested_many: '“{name}”经过了两层多行或多值，请分两步计算',
    no_before: '这里没有修改前的数据，不能用“修改前”和“变为”',
    literal_text: '这里要直接写文字，不能为空，最多 {max} 个字',
    rows_expected: '这里需要子表、反向引用或多值字段',
    type_mismatch: '这里需要{expected}，实际是{found}',
    list_expected: '这里需要一个列表',
    list_unexpected: '这里需要单个{expected}，不能是列表',
    list_too_long: '列表最多 {max} 项',
    list_null: '列表里不能有空值',
    choice: '只能是：{of}',
    integer: '只能是 {min} 到 {max} 的整数',
    bad_text: '不是有效的文字：{value}',
    bad_number: '不是有效的数字：{value}',
    bad_boolean: '只能是“是”或“否”：{value}',
    bad_date: '不是有效的日期：{value}',
    bad_time: '不是有效的时间：{value}',
    bad_datetime: '不是有效的日期时间(须带时区)：{value}',
    bad_option: '不是有效的选项：{value}',
    bad_ref: '不是有效的数据编号：{value}',
    bad_file: '文件不能写在表达式里：{value}',
    bad_json: '这里不能直接写值：{value}',
    ref_in_text: '“{name}”指向另一条数据或成员，文字里请写出它的某个字段，例如“{name}.名称”',
    no_option: '没有选项“{value}”',
    too_many_options: '“{name}”的选项超过 {max} 个，不能拼进文字',
  },
  en: {
    too_deep: 'The expression is nested too deeply, at most {max} levels',
    too_many_nodes: 'The expression is too large, at most {max} nodes',
    one_key: 'An operator object has exactly one key, this one has {count}',
    unknown_operator: 'There is no operator “{name}”',
    arity: '“{name}” takes {min} to {max} arguments, here are {found}',
    bad_var: 'The path of a field must be text',
    unknown_field: 'There is no field “{name}”',
    encrypted_field: 'The field “{name}” is stored encrypted and can’t be used here',
    path_too_long: 'A path follows at most {max} references',
    not_to_one: '“{name}” passes a field that is not a reference to one record',
    row_outside: 'row exists only inside what is done for each row: some, all, count, map …',
    rows_misused:
      '“{name}” yields many rows: sum or count them, ask for some of them, or name one of their columns',
    nested_many: '“{name}” passes many rows or values twice: take two steps',
    no_before: 'What was before the change is not known here, so “before” and “becomes” cannot be used',
    literal_text: 'Write a text here, not empty and at most {max} characters long',
    rows_expected: 'A sub-form, reverse reference or many-valued field is needed here',
    type_mismatch: 'Expected {expected}, found {found}',
    list_expected: 'A list is needed here',
    list_unexpected: 'A single {expected} is needed here, not a list',
    list_too_long: 'A list has at most {max} items',
    list_null: 'A list cannot hold null',
    choice: 'Must be one of: {of}',
    integer: 'Must be a whole number from {min} to {max}',
    bad_text: 'Not valid text: {value}',
    bad_number: 'Not a valid number: {value}',
    bad_boolean: 'Must be true or false: {value}',
    bad_date: 'Not a valid date: {value}',
    bad_time: 'Not a valid time: {value}',
    bad_datetime: 'Not a valid date and time with a zone: {value}',
    bad_option: 'Not a valid option: {value}',
    bad_ref: 'Not a valid record id: {value}',
    bad_file: 'Files cannot be written in expressions: {value}',
    bad_json: 'No value can be written here: {value}',
    ref_in_text:
      '“{name}” points to another record or member: in a text name one of its fields, such as “{name}.name”',
    no_option: 'There is no option “{value}”',
    too_many_options: '“{name}” has more than {max} options and cannot stand in a text',
  },
};

/** Names of the value kinds, as parameters of messages carry them. */
export const kindNames: Readonly<Record<Locale, Readonly<Record<string, string>>>> = {
  zh: {
    text: '文本',
    number: '数字',
    boolean: '是/否',
    date: '日期',
    time: '时间',
    datetime: '日期时间',
    option: '选项',
    ref: '引用',
    file: '文件',
    json: 'JSON',
  },
  en: {
    text: 'text',
    number: 'number',
    boolean: 'yes/no',
    date: 'date',
    time: 'time',
    datetime: 'date and time',
    option: 'option',
    ref: 'reference',
    file: 'file',
    json: 'JSON',
  },
};

/** An issue as a sentence in a language. */
export function issueText(issue: ExprIssue, locale: Locale): string {
  const names = kindNames[locale];
  const text = exprMessages[locale][issue.code] ?? issue.code;
  return text.replace(/\{(\w+)\}/g, (placeholder, key: string) => {
    const value = issue.params?.[key];
    if (value === undefined) return placeholder;
    if (key !== 'expected' && key !== 'found') return String(value);
    const kinds = String(value).split('|');
    return kinds.map((kind) => names[kind] ?? kind).join(locale === 'zh' ? '或' : ' or ');
  });
}
