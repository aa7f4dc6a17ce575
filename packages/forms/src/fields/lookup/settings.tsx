import { localText } from '@trellis/metadata';
import { useLocale } from '@trellis/ui/react';
import { Radio, Select } from 'antd';
import { pathChoices } from '../../compute/choices.ts';
import { useDesignedForm } from '../../compute/designed-form.tsx';
import { useT } from '../../compute/messages.tsx';
import type { SettingsProps } from '../../widgets/facet.tsx';
import { Setting } from '../../widgets/setting.tsx';
import type { LookupConfig } from './model.ts';

export function LookupSettings({ config, onChange }: SettingsProps<LookupConfig>) {
  const t = useT();
  const { locale } = useLocale();
  const designed = useDesignedForm();
  const references = [...(designed?.form.fields.values() ?? [])].filter(
    ({ kind, many, target }) =>
      kind === 'ref' && !many && target !== undefined && designed?.forms.has(target),
  );
  const via = references.find(({ key }) => key === config.via);
  const paths = designed && via?.target ? pathChoices(designed.forms, via.target, locale) : [];
  const { result: _, ...rest } = config;
  return (
    <>
      <Setting label={t('via')} {...(references.length === 0 ? { hint: t('noReference') } : {})}>
        {(id) => (
          <Select
            id={id}
            style={{ width: '100%' }}
            placeholder={t('choose')}
            value={via?.key ?? null}
            options={references.map(({ key, meta }) => ({
              value: key,
              label: localText(meta.label, locale),
            }))}
            onChange={(key) => {
              if (key) onChange({ ...rest, via: key });
            }}
          />
        )}
      </Setting>
      <Setting label={t('path')}>
        {(id) => (
          <Select
            id={id}
            style={{ width: '100%' }}
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={t('choose')}
            value={paths.some(({ value }) => value === config.path) ? config.path : null}
            options={paths.map(({ value, label }) => ({ value, label }))}
            onChange={(path) => {
              if (path) onChange({ ...rest, path });
            }}
          />
        )}
      </Setting>
      <Setting label={t('mode')} hint={t(config.mode === 'live' ? 'liveHint' : 'snapshotHint')}>
        {(id) => (
          <Radio.Group
            id={id}
            value={config.mode}
            options={(['live', 'snapshot'] as const).map((value) => ({ value, label: t(value) }))}
            onChange={(event) => onChange({ ...config, mode: event.target.value })}
          />
        )}
      </Setting>
      <p className="f-help">{t('restricted')}</p>
    </>
  );
}
