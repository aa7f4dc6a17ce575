import type { Finding } from '@trellis/forms/model';
import { type Issue, issueMessage } from '@trellis/metadata';
import { useLocale } from '@trellis/ui/react';
import { useDesign } from '../design.tsx';
import { sectionsOf, spread } from '../layout.ts';
import { fieldOf } from '../problems.ts';
import { useT } from './messages.ts';

/** Where something stands and what it is, for people. */
interface Words {
  readonly where: string;
  readonly what: string;
}

/** What findings and issues are called by the reader, with the way to where they are put right. */
export function useWords() {
  const t = useT();
  const { locale, text } = useLocale();
  const { document, form, selectField, selectSection, selectForm } = useDesign();
  const fieldName = (key: string) => {
    const field = form.fields.get(key) ?? form.displays.get(key);
    return field ? text(field.meta.label) : key;
  };
  const whereOf = ({ at, rows }: Finding): string => {
    if (rows !== undefined) {
      const column = form.fields.get(rows)?.owned?.fields.get(at.key);
      return t('inRows', { rows: fieldName(rows), name: column ? text(column.meta.label) : at.key });
    }
    if (at.kind === 'field') return fieldName(at.key);
    if (at.kind === 'check') {
      const check = document.trellis.checks?.find(({ key }) => key === at.key);
      return t('formCheck', { name: check ? text(check.message) : at.key });
    }
    if (at.kind === 'form') return t('atForm');
    const label = sectionsOf(spread(document)).get(at.key)?.label;
    return t('section', { name: label ? text(label) : t('untitled') });
  };
  return {
    finding: (finding: Finding): Words => ({
      where: whereOf(finding),
      what: t(finding.code, {
        names: (finding.names ?? []).map(text).join(locale === 'zh' ? '、' : ', '),
      }),
    }),
    issue: (issue: Issue): Words => {
      const key = fieldOf(issue);
      const where = key === undefined ? t('atForm') : fieldName(key);
      return { where, what: issue.message ?? issueMessage(issue, locale, where) };
    },
    openFinding({ at, rows }: Finding) {
      if (rows !== undefined) selectField(rows);
      else if (at.kind === 'field') selectField(at.key);
      else if (at.kind === 'section') selectSection(at.key);
      else selectForm();
    },
    openIssue(issue: Issue) {
      const key = fieldOf(issue);
      if (key === undefined) selectForm();
      else selectField(key);
    },
  };
}
