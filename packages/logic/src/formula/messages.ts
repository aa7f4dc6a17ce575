import { issueText, type Locale } from '../messages.ts';
import type { FormulaIssue } from './types.ts';

/** What is wrong with the text of a formula, with `{param}` placeholders; the checker has its own messages. */
export const formulaMessages: Readonly<Record<Locale, Readonly<Record<string, string>>>> = {
  zh: {
    formula_empty: '请输入公式',
    formula_too_long: '公式过长，最多 {max} 个字符',
    formula_open_text: '文字缺少结尾的引号',
    formula_open_field: '字段缺少结尾的花括号',
    formula_missing_value: '这里缺少一个值',
    formula_missing_close: '缺少右括号',
    formula_extra_close: '多了一个右括号',
    formula_missing_operator: '两个值之间缺少运算符或逗号',
    formula_unexpected: '这里不能有“{text}”',
    formula_semicolon: '参数之间请用逗号',
    formula_unknown_field: '没有名为“{name}”的字段',
    formula_ambiguous_field: '有多个叫“{name}”的字段，请从列表里选择',
    formula_field_in_braces: '字段要放在花括号里，请改为“{fix}”',
    formula_text_in_quotes: '不认识“{name}”。文字请加引号，字段请放在花括号里',
    formula_call_in_parentheses: '函数后面要有括号，请改为“{fix}”',
    formula_unknown_function: '没有函数“{name}”',
    formula_similar_function: '没有函数“{name}”，是不是“{fix}”？',
    formula_few_arguments: '“{name}”至少需要 {min} 个参数，这里有 {found} 个',
    formula_many_arguments: '“{name}”最多 {max} 个参数，这里有 {found} 个',
    formula_bad_arguments: '“{name}”不能这样使用，请看它的说明',
    formula_self: '公式不能用到它自己“{name}”',
  },
  en: {
    formula_empty: 'Type a formula',
    formula_too_long: 'The formula is too long, at most {max} characters',
    formula_open_text: 'The closing quote of the text is missing',
    formula_open_field: 'The closing brace of the field is missing',
    formula_missing_value: 'A value is missing here',
    formula_missing_close: 'A closing parenthesis is missing',
    formula_extra_close: 'There is one closing parenthesis too many',
    formula_missing_operator: 'An operator or a comma is missing between two values',
    formula_unexpected: '“{text}” cannot stand here',
    formula_semicolon: 'Put commas between arguments',
    formula_unknown_field: 'There is no field called “{name}”',
    formula_ambiguous_field: 'Several fields are called “{name}”: choose one from the list',
    formula_field_in_braces: 'Fields stand in braces: write “{fix}”',
    formula_text_in_quotes: '“{name}” is not known. Put text in quotes and fields in braces',
    formula_call_in_parentheses: 'A function is followed by parentheses: write “{fix}”',
    formula_unknown_function: 'There is no function “{name}”',
    formula_similar_function: 'There is no function “{name}”. Is it “{fix}”?',
    formula_few_arguments: '“{name}” takes at least {min} arguments, here are {found}',
    formula_many_arguments: '“{name}” takes at most {max} arguments, here are {found}',
    formula_bad_arguments: '“{name}” cannot be used like this, see its description',
    formula_self: 'A formula cannot use its own field “{name}”',
  },
};

/** An issue of a formula as a sentence, whether of its text or of the checker. */
export function formulaIssueText({ code, params = {} }: FormulaIssue, locale: Locale): string {
  const text = formulaMessages[locale][code];
  if (text === undefined) return issueText({ path: [], code, params }, locale);
  return text.replace(/\{(\w+)\}/g, (placeholder, key: string) => String(params[key] ?? placeholder));
}
