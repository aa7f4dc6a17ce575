import { useLocale } from '@trellis/ui/react';
import { Select } from 'antd';
import { fieldLabel } from '../filter/fields.ts';
import type { CompiledField, CompiledForm } from '../form/compile.ts';
import { resolveRef } from '../form/refs.ts';
import { useRecordPart } from './record-on-screen.tsx';
import { useT } from './relation-messages.tsx';
import { useFormServices } from './services.tsx';
import { Setting } from './setting.tsx';

/** The form that a setting names, as far as the designer sees it; the form that is designed is as it stands now. */
export function useNamedForm(name: string): CompiledForm | undefined {
  const { relations } = useFormServices();
  const own = useRecordPart(({ row, form }) => row?.of()?.form ?? form);
  const ref = own ? resolveRef(own.app, name) : name;
  return own?.ref === ref ? own : relations?.formOf(ref);
}

/** The form that is being designed; for a column the form of its rows. */
export const useDesignedForm = (): CompiledForm | undefined => useRecordPart((record) => record.form);

/** For a column that is being designed: the form of the record around its row. */
export const useFormAround = (): CompiledForm | undefined =>
  useRecordPart((record) => record.row?.of()?.form);

/** Which form a field reaches into. It can't change once records hold what follows from it. */
export function FormSetting(props: {
  readonly label: string;
  readonly value: string;
  readonly disabled?: boolean;
  readonly onChange: (form: string) => void;
}) {
  const t = useT();
  const { forms } = useFormServices();
  // A document of the same app names a form without its app.
  const current = forms.find(({ ref }) => ref === props.value || ref.endsWith(`:${props.value}`));
  return (
    <Setting label={props.label}>
      {(id) => (
        <Select
          id={id}
          style={{ width: '100%' }}
          disabled={props.disabled ?? false}
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t('choose')}
          value={current?.ref ?? null}
          options={forms.map(({ ref, label }) => ({ value: ref, label }))}
          onChange={(form) => {
            if (form) props.onChange(form);
          }}
        />
      )}
    </Setting>
  );
}

/** Several fields of a form, in the order in which they were chosen. */
export function FieldsSetting(props: {
  readonly label: string;
  readonly form: CompiledForm;
  readonly value: readonly string[];
  readonly max: number;
  readonly onChange: (keys: readonly string[]) => void;
}) {
  const { form, value, max } = props;
  const t = useT();
  const { locale } = useLocale();
  return (
    <Setting label={props.label}>
      {(id) => (
        <Select<string[]>
          id={id}
          mode="multiple"
          maxCount={max}
          style={{ width: '100%' }}
          placeholder={t('choose')}
          showSearch={{ optionFilterProp: 'label' }}
          value={[...value]}
          options={[...form.fields.keys()].map((key) => ({
            value: key,
            label: fieldLabel(form, key, locale),
          }))}
          onChange={(keys) => props.onChange(keys)}
        />
      )}
    </Setting>
  );
}

/** One field of a form among those that fit, or none. */
export function FieldSelect(props: {
  readonly id?: string;
  readonly label?: string;
  readonly form: CompiledForm;
  readonly value: string | undefined;
  readonly fits?: (field: CompiledField) => boolean;
  readonly onChange: (key: string) => void;
  readonly placeholder?: string;
}) {
  const { form, value, fits } = props;
  const t = useT();
  const { locale } = useLocale();
  const offered = [...form.fields.values()].filter((field) => fits?.(field) ?? true);
  const gone = value !== undefined && !form.fields.has(value);
  return (
    <Select
      {...(props.id === undefined ? {} : { id: props.id })}
      {...(props.label === undefined ? {} : { 'aria-label': props.label })}
      style={{ width: '100%' }}
      showSearch={{ optionFilterProp: 'label' }}
      popupMatchSelectWidth={false}
      placeholder={props.placeholder ?? t('choose')}
      value={value ?? null}
      options={[
        ...offered.map(({ key }) => ({ value: key, label: fieldLabel(form, key, locale) })),
        ...(gone ? [{ value, label: t('fieldGone', { key: value }) }] : []),
      ]}
      onChange={(key) => {
        if (key) props.onChange(key);
      }}
    />
  );
}

/** Order of records by one field; newest first without one. */
export function SortSetting(props: {
  readonly form: CompiledForm;
  readonly value: readonly { readonly field: string; readonly dir: 'asc' | 'desc' }[] | undefined;
  readonly onChange: (
    sort: readonly { readonly field: string; readonly dir: 'asc' | 'desc' }[] | undefined,
  ) => void;
  /** What none means. */
  readonly none?: string;
}) {
  const { form, value } = props;
  const t = useT();
  const { locale } = useLocale();
  const [first] = value ?? [];
  const sortable = [...form.fields.values()].filter(
    ({ kind, many }) => !many && kind !== 'json' && kind !== 'file',
  );
  return (
    <Setting label={t('sort')}>
      {(id) => (
        <div className="f-sort">
          <Select<string | null>
            id={id}
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={props.none ?? t('sortDefault')}
            value={first?.field ?? null}
            options={sortable.map(({ key }) => ({ value: key, label: fieldLabel(form, key, locale) }))}
            onChange={(field) => props.onChange(field ? [{ field, dir: first?.dir ?? 'asc' }] : undefined)}
          />
          {first ? (
            <Select<'asc' | 'desc'>
              aria-label={t('sort')}
              value={first.dir}
              options={[
                { value: 'asc', label: t('ascending') },
                { value: 'desc', label: t('descending') },
              ]}
              onChange={(dir) => props.onChange([{ ...first, dir }])}
            />
          ) : null}
        </div>
      )}
    </Setting>
  );
}
