import type { CompiledField } from '@trellis/forms/model';
import type { ApiDefault, ApiParam } from '@trellis/metadata';
import { Icon } from '@trellis/ui/react';
import { Button, Checkbox, Input, Select } from 'antd';
import { useId } from 'react';
import { useDesign } from '../design.tsx';
import { ApiHeaders } from './api-headers.tsx';
import { ApiTrial } from './api-trial.tsx';
import { useT } from './outer-messages.ts';
import { RecomputeSetting } from './recompute-setting.tsx';

/** In the list of fields, for a text that is always the same. */
const FIXED = ' fixed';

/** A value from an address: what is asked, with which fields and secrets, and which part of the answer it is. */
export function ApiSource({
  field,
  value,
  onChange,
}: {
  readonly field: CompiledField;
  readonly value: ApiDefault;
  readonly onChange: (value: ApiDefault) => void;
}) {
  const t = useT();
  const id = useId();
  const set = (patch: Partial<ApiDefault>) => onChange({ ...value, ...patch });
  return (
    <>
      <div className="f-setting">
        <label htmlFor={`${id}-url`}>{t('url')}</label>
        <div className="d-pair">
          <Select<ApiDefault['method']>
            aria-label={t('method')}
            value={value.method}
            options={[{ value: 'GET' }, { value: 'POST' }]}
            onChange={(method) => set({ method })}
          />
          <Input
            id={`${id}-url`}
            type="url"
            inputMode="url"
            placeholder="https://"
            maxLength={1000}
            value={value.url}
            onChange={({ target }) => set({ url: target.value.trim() })}
          />
        </div>
        <div className="f-help">{t('urlHint')}</div>
      </div>
      <Params field={field} value={value.params ?? []} onChange={(params) => set({ params })} />
      <ApiHeaders field={field.key} value={value.headers ?? []} onChange={(headers) => set({ headers })} />
      <ApiTrial field={field.key} value={value} onPick={(path) => set({ path })} />
      <RecomputeSetting value={value.recompute} onChange={(recompute) => set({ recompute })} />
      <div className="d-checks">
        <Checkbox checked={value.public ?? false} onChange={({ target }) => set({ public: target.checked })}>
          {t('isPublic')}
        </Checkbox>
      </div>
    </>
  );
}

function Params({
  field,
  value,
  onChange,
}: {
  readonly field: CompiledField;
  readonly value: readonly ApiParam[];
  readonly onChange: (value: readonly ApiParam[]) => void;
}) {
  const t = useT();
  const { form } = useDesign();
  // Files and rows are no parameters; what is stored encrypted is for nobody else's server.
  const offered = [...form.fields.values()].filter(
    ({ key, kind, owned, meta }) => key !== field.key && kind !== 'file' && !owned && !meta.encrypted,
  );
  const replace = (index: number, next: ApiParam) =>
    onChange(value.map((one, n) => (n === index ? next : one)));
  return (
    <div className="f-setting">
      <div className="f-setting-title">{t('params')}</div>
      {value.map((param, index) => (
        <div key={index} className="d-pair">
          <Input
            aria-label={t('paramName')}
            placeholder={t('paramName')}
            maxLength={100}
            value={param.name}
            onChange={({ target }) => replace(index, { ...param, name: target.value })}
          />
          <Select
            aria-label={t('paramField')}
            showSearch={{ optionFilterProp: 'label' }}
            value={'field' in param ? param.field : FIXED}
            options={[
              ...offered.map(({ key, meta }) => ({ value: key, label: meta.label.zh })),
              { value: FIXED, label: t('fixed') },
            ]}
            onChange={(key) =>
              replace(
                index,
                key === FIXED ? { name: param.name, text: '' } : { name: param.name, field: key },
              )
            }
          />
          {'text' in param ? (
            <Input
              aria-label={t('paramText')}
              maxLength={1000}
              value={param.text}
              onChange={({ target }) => replace(index, { name: param.name, text: target.value })}
            />
          ) : null}
          <Button
            type="text"
            icon={<Icon name="delete" />}
            aria-label={t('remove')}
            onClick={() => onChange(value.filter((_, n) => n !== index))}
          />
        </div>
      ))}
      <Button
        size="small"
        onClick={() => {
          const [first] = offered;
          const name = first?.key ?? 'key';
          onChange([...value, first ? { name, field: first.key } : { name, text: '' }]);
        }}
      >
        {t('addParam')}
      </Button>
    </div>
  );
}
