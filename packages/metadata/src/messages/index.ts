import { exprMessages, issueText } from '@trellis/logic';
import type { ErrorCode } from '../kernel/errors.ts';
import type { Issue } from '../kernel/issue.ts';
import type { Locale } from '../kernel/text.ts';
import { errorTexts } from './errors.ts';
import { fill, inLanguage } from './fill.ts';
import { issueTexts } from './issues.ts';

type Params = Readonly<Record<string, string | number>>;

/** What an error says to a person: what went wrong and what to do next. */
export const errorMessage = (code: ErrorCode, locale: Locale, params: Params = {}): string =>
  fill(errorTexts[locale][code], params);

/**
 * What an issue says to a person. Codes of expressions have their texts in the logic package; a code that nobody
 * knows is shown as it is rather than hidden.
 */
export function issueMessage(issue: Issue, locale: Locale, fieldLabel?: string): string {
  const texts: Readonly<Record<string, string>> = issueTexts[locale];
  const text = Object.hasOwn(texts, issue.code) ? texts[issue.code] : undefined;
  if (text === undefined)
    return Object.hasOwn(exprMessages[locale], issue.code) ? issueText(issue, locale) : issue.code;
  const params = inLanguage(issue.params ?? {}, locale);
  return fill(text, fieldLabel === undefined ? params : { ...params, field: fieldLabel });
}

/** Whether any text exists for the code; tests hold every code to it. */
export const hasIssueText = (code: string): boolean =>
  Object.hasOwn(issueTexts.zh, code) || Object.hasOwn(exprMessages.zh, code);
