import { Icon, useLocale } from '@trellis/ui/react';
import { Button, Select } from 'antd';
import { useId, useState } from 'react';
import { changeForm } from '../commands.ts';
import { DeleteForm } from '../deletion/delete-form.tsx';
import { useDesign } from '../design.tsx';
import { DuplicatesSettings } from '../duplicates/duplicates-settings.tsx';
import { useT } from '../messages.ts';
import { ExportForm } from '../new-form/export-form.tsx';
import { BatchDialog } from './batch-dialog.tsx';
import { FormChecks } from './form-checks.tsx';
import { IconSetting } from './icon-setting.tsx';
import { useT as useSourceT } from './source-messages.ts';
import { SubmitSettings } from './submit-settings.tsx';
import { TextPair } from './text-pair.tsx';
import { TitleSetting } from './title-setting.tsx';

/** Name, icon and leading fields of the form, and what is done with all of it. */
export function FormPanel() {
  const t = useT();
  const sources = useSourceT();
  const [batch, setBatch] = useState(false);
  const id = useId();
  const { text } = useLocale();
  const { document, form, run } = useDesign();
  const { label, help, icon, stageField } = document.trellis;
  const fields = [...form.fields.values()];
  const option = ({ key, meta }: (typeof fields)[number]) => ({ value: key, label: text(meta.label) });
  const stages = fields.filter(({ kind, many }) => kind === 'option' && !many).map(option);
  return (
    <>
      <div className="d-panel-head">
        <Icon name={icon ?? 'file-text'} />
        <h2>{t('formProperties')}</h2>
      </div>
      <TextPair
        zh={t('labelZh')}
        en={t('labelEn')}
        hint={t('labelEnHint')}
        value={label}
        onChange={(next) => next && run(changeForm(document, { label: next }))}
      />
      <IconSetting
        label={t('icon')}
        value={icon ?? 'file-text'}
        onChange={(next) => run(changeForm(document, { icon: next }))}
      />
      <TitleSetting />
      <div className="f-setting">
        <label htmlFor={`${id}-stage`}>{t('stageField')}</label>
        <Select
          id={`${id}-stage`}
          style={{ width: '100%' }}
          value={stageField ?? ''}
          options={[{ value: '', label: t('none') }, ...stages]}
          onChange={(next) => run(changeForm(document, { stageField: next || undefined }))}
        />
        <div className="f-help">{t('stageFieldHint')}</div>
      </div>
      <TextPair
        zh={t('helpZh')}
        en={t('helpEn')}
        rows={2}
        optional
        value={help}
        onChange={(next) => run(changeForm(document, { help: next }))}
      />
      <FormChecks />
      <DuplicatesSettings />
      <SubmitSettings />
      <Button block onClick={() => setBatch(true)}>
        {sources('batch')}
      </Button>
      <ExportForm />
      <DeleteForm />
      {batch ? <BatchDialog onClose={() => setBatch(false)} /> : null}
    </>
  );
}
