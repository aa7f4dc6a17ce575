import { type Issue, issueMessage, localText } from '@trellis/metadata';
import { useLocale } from '@trellis/ui/react';
import { useCallback } from 'react';
import type { CompiledForm } from '../form/compile.ts';
import { useT } from '../widgets/messages.tsx';

/** The words of an issue for the person at the screen. */
export function useIssueText(form: CompiledForm): (issue: Issue) => string {
  const { locale } = useLocale();
  const t = useT();
  return useCallback(
    (issue) => {
      const field = form.fields.get(String(issue.path[0]));
      const [, row, column] = issue.path;
      if (field?.owned && typeof row === 'number') {
        const inRow = field.owned.fields.get(String(column))?.meta.label;
        const label = inRow && localText(inRow, locale);
        const text = issue.message ?? issueMessage(issue, locale, label);
        return t('inRow', { row: row + 1, what: label ? `${label}: ${text}` : text });
      }
      return issue.message ?? issueMessage(issue, locale, field && localText(field.meta.label, locale));
    },
    [form, locale, t],
  );
}
