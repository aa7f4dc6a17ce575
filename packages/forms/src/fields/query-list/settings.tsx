import type { SettingsProps } from '../../widgets/facet.tsx';
import {
  FieldsSetting,
  FormSetting,
  SortSetting,
  useDesignedForm,
  useNamedForm,
} from '../../widgets/form-settings.tsx';
import { LinkedConditionSetting } from '../../widgets/linked-condition-setting.tsx';
import { useT } from '../../widgets/relation-messages.tsx';
import { WholeNumberSetting, withSetting } from '../../widgets/setting.tsx';
import type { QueryListConfig } from './model.ts';

export function QueryListSettings({ config, onChange }: SettingsProps<QueryListConfig>) {
  const t = useT();
  const target = useNamedForm(config.form);
  const form = useDesignedForm();
  return (
    <>
      <FormSetting
        label={t('listedForm')}
        value={config.form}
        onChange={(next) => onChange({ form: next, columns: [], limit: config.limit })}
      />
      {target ? (
        <>
          <LinkedConditionSetting
            label={t('condition')}
            target={target}
            form={form}
            value={config.condition}
            onChange={(condition) => onChange(withSetting(config, 'condition', condition))}
          />
          <FieldsSetting
            label={t('columns')}
            form={target}
            value={config.columns}
            max={12}
            onChange={(columns) => onChange({ ...config, columns })}
          />
          <SortSetting
            form={target}
            value={config.sort}
            onChange={(sort) => onChange(withSetting(config, 'sort', sort))}
          />
        </>
      ) : null}
      <WholeNumberSetting
        label={t('limit')}
        value={config.limit}
        min={1}
        max={100}
        onChange={(limit) => onChange({ ...config, limit })}
      />
    </>
  );
}
