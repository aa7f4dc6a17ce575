import { Checkbox } from 'antd';
import { resolveRef } from '../../form/refs.ts';
import type { SettingsProps } from '../../widgets/facet.tsx';
import {
  FieldSelect,
  FieldsSetting,
  FormSetting,
  SortSetting,
  useDesignedForm,
  useNamedForm,
} from '../../widgets/form-settings.tsx';
import { useT } from '../../widgets/relation-messages.tsx';
import { useFormServices } from '../../widgets/services.tsx';
import { Setting, WholeNumberSetting, withSetting } from '../../widgets/setting.tsx';
import type { RelatedConfig } from './model.ts';

export function RelatedSettings({ config, onChange }: SettingsProps<RelatedConfig>) {
  const t = useT();
  const { relations } = useFormServices();
  const own = useDesignedForm();
  const target = useNamedForm(config.form);
  const leadsHere = ({ target: to }: { readonly target?: string }) => to !== undefined && to === own?.ref;
  return (
    <>
      <FormSetting
        label={t('listedForm')}
        value={config.form}
        onChange={(form) => {
          const ref = own ? resolveRef(own.app, form) : form;
          const chosen = ref === own?.ref ? own : relations?.formOf(ref);
          const via = [...(chosen?.fields.values() ?? [])].find(leadsHere);
          onChange({ ...config, form, via: via?.key ?? 'field', columns: [] });
        }}
      />
      {target ? (
        <>
          <Setting label={t('via')}>
            {(id) => (
              <FieldSelect
                id={id}
                form={target}
                value={target.fields.has(config.via) ? config.via : undefined}
                fits={leadsHere}
                placeholder={t([...target.fields.values()].some(leadsHere) ? 'choose' : 'noVia')}
                onChange={(via) => onChange({ ...config, via })}
              />
            )}
          </Setting>
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
      <Checkbox
        className="f-setting-check"
        checked={config.create ?? true}
        onChange={({ target: { checked } }) =>
          onChange(withSetting(config, 'create', checked ? undefined : false))
        }
      >
        {t('createHere')}
      </Checkbox>
      <Checkbox
        className="f-setting-check"
        checked={config.link ?? true}
        onChange={({ target: { checked } }) =>
          onChange(withSetting(config, 'link', checked ? undefined : false))
        }
      >
        {t('linkHere')}
      </Checkbox>
    </>
  );
}
