import { useQuery } from '@tanstack/react-query';
import {
  EmptyState,
  ErrorState,
  keys,
  SkeletonForm,
  useClient,
  useLocale,
  useToast,
  useWorkspace,
} from '@trellis/ui/react';
import { Checkbox, Select } from 'antd';
import { useId, useState } from 'react';
import { useBusy } from '../../core/use-busy.tsx';
import { useT } from './messages.ts';
import { WayFoot, type WayProps } from './way.tsx';

/** Single forms of a template, with their sample data if wanted. */
export function TemplateWay({ app, onClose, onDone }: WayProps) {
  const t = useT();
  const id = useId();
  const { text } = useLocale();
  const client = useClient();
  const toast = useToast();
  const workspace = useWorkspace().key;
  const { busy, run } = useBusy();
  const [chosen, setChosen] = useState<string>();
  const [forms, setForms] = useState<readonly string[]>([]);
  const [sampleData, setSampleData] = useState(false);
  const list = useQuery({
    queryKey: keys.templates(workspace),
    queryFn: ({ signal }) => client.call('listTemplates', { params: { workspace }, signal }),
  });
  if (list.error) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  if (!list.data) return <SkeletonForm />;
  const { templates } = list.data;
  const template = templates.find((one) => one.template === chosen) ?? templates[0];
  if (!template) return <EmptyState icon="inbox" title={t('noTemplates')} />;
  const submit = () =>
    run(async () => {
      const params = { workspace, template: template.template };
      const taken = await client.call('takeForms', { params, body: { app, forms: [...forms], sampleData } });
      const count = { count: taken.forms.length, records: taken.records };
      toast.success(sampleData ? t('takenRecords', count) : t('taken', count));
      await onDone(taken.forms[0] ?? '', sampleData ? 'records' : 'design', taken.left);
    });
  return (
    <>
      <div className="f-setting">
        <label htmlFor={id}>{t('chooseTemplate')}</label>
        <Select
          id={id}
          value={template.template}
          options={templates.map((one) => ({ value: one.template, label: text(one.label) }))}
          onChange={(next) => {
            setChosen(next);
            setForms([]);
          }}
        />
      </div>
      <fieldset className="f-setting d-way-forms">
        <legend>{t('templateForms')}</legend>
        <Checkbox.Group
          value={[...forms]}
          options={template.forms.map(({ key, label }) => ({ value: key, label: text(label) }))}
          onChange={(next) => setForms(next)}
        />
        <div className="f-help">{t('templateHint')}</div>
      </fieldset>
      <Checkbox checked={sampleData} onChange={({ target }) => setSampleData(target.checked)}>
        {t('withSamples')}
      </Checkbox>
      <WayFoot disabled={forms.length === 0} busy={busy} onCancel={onClose} onCreate={() => void submit()} />
    </>
  );
}
