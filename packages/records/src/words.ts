import { type ErrorCode, errorMessage, hasIssueText, type Issue, issueMessage } from '@trellis/metadata';
import type { Ctx } from './contract.ts';

/** What stopped or refused something that was done in the background, in the reader's language. */
export function worded({ locale }: Pick<Ctx, 'locale'>, issue: Issue) {
  const message = hasIssueText(issue.code)
    ? issueMessage(issue, locale)
    : errorMessage(issue.code as ErrorCode, locale, issue.params);
  return { ...issue, path: [...issue.path], message };
}
