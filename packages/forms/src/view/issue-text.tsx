import { type Issue, issueMessage, localText } from '@trellis/metadata';
import { useLocale } from '@trellis/ui/react';
import { useCallback } from 'react';
import type { CompiledForm } from '../form/compile.ts';

/** The words of an issue for the person at the screen. */
export function useIssueText(form: CompiledForm): (issue: Issue) => string {
  const { locale } = useLocale();
  return useCallback(
    (issue) => {
      const field = form.fields.get(String(issue.path[0]));
      return issue.message ?? issueMessage(issue, locale, field && localText(field.meta.label, locale));
    },
    [form, locale],
  );
}
