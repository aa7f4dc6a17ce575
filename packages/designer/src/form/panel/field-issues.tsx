import { issueMessage } from '@trellis/metadata';
import { useLocale } from '@trellis/ui/react';
import { Alert } from 'antd';
import { useDesign } from '../design.tsx';
import { fieldOf, isOpenReference } from '../problems.ts';
import { useT } from '../publish-messages.ts';

/** Why the form can't be published with a field as it stands. */
export function FieldIssues({ fieldKey }: { readonly fieldKey: string }) {
  const t = useT();
  const { text, locale } = useLocale();
  const { form, issues } = useDesign();
  const own = issues.filter((issue) => fieldOf(issue) === fieldKey);
  const label = form.fields.get(fieldKey)?.meta.label;
  if (own.length === 0) return null;
  return (
    <Alert
      type="error"
      showIcon
      className="d-panel-alert"
      title={own.map((issue) => (
        <div key={`${issue.code} ${issue.path.join('.')}`}>
          {isOpenReference(issue)
            ? t('chooseForm')
            : (issue.message ?? issueMessage(issue, locale, label && text(label)))}
        </div>
      ))}
    />
  );
}
