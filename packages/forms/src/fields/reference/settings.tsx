import { Select } from 'antd';
import type { SettingsProps } from '../../widgets/facet.tsx';
import { useT } from '../../widgets/messages.tsx';
import { useFormServices } from '../../widgets/services.tsx';
import { Setting } from '../../widgets/setting.tsx';
import type { ReferenceConfig } from './model.ts';

/** The target can't change once records point to it. */
export function ReferenceSettings({ config, onChange, published }: SettingsProps<ReferenceConfig>) {
  const t = useT();
  const { forms } = useFormServices();
  // A document of the same app names a form without its app.
  const current = forms.find((form) => form.ref === config.form || form.ref.endsWith(`:${config.form}`));
  return (
    <Setting label={t('targetForm')}>
      {(id) => (
        <Select
          id={id}
          style={{ width: '100%' }}
          disabled={published ?? false}
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t('choose')}
          value={current?.ref ?? null}
          options={forms.map((form) => ({ value: form.ref, label: form.label }))}
          onChange={(form) => {
            if (form) onChange({ form });
          }}
        />
      )}
    </Setting>
  );
}
