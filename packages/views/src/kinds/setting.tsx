import type { CompiledForm } from '@trellis/forms/model';
import { SYSTEM_FIELDS } from '@trellis/metadata';
import { Select } from 'antd';
import { useId } from 'react';
import { type Column, columnOf } from '../data/columns.ts';
import { useFieldLabel } from '../data/labels.tsx';
import { useKindT } from './messages.ts';
import './setting.css';

interface FieldsOf {
  readonly form: CompiledForm;
  readonly label: string;
  /** Fields that may be chosen; system fields are among those asked about. */
  readonly fits: (column: Column) => boolean;
}

function useChoices({ form, fits }: FieldsOf) {
  const label = useFieldLabel(form);
  return [...form.fields.keys(), ...Object.keys(SYSTEM_FIELDS)].flatMap((key) => {
    const column = columnOf(form, key);
    return column && fits(column) ? [{ value: key, label: label(key) }] : [];
  });
}

/** A field that a view goes by; without `required` it may be none. */
export function FieldSetting(
  props: FieldsOf & {
    readonly value: string | undefined;
    readonly required?: boolean;
    readonly onChange: (key: string | undefined) => void;
  },
) {
  const t = useKindT();
  const id = useId();
  const choices = useChoices(props);
  return (
    <div className="f-field">
      <label className="f-label" htmlFor={id}>
        {props.label}
      </label>
      <Select
        id={id}
        style={{ width: '100%' }}
        showSearch={{ optionFilterProp: 'label' }}
        allowClear={!props.required}
        placeholder={t(props.required ? 'choose' : 'none')}
        value={props.value ?? null}
        options={choices}
        onChange={(key: string | null | undefined) => {
          if (key || !props.required) props.onChange(key ?? undefined);
        }}
      />
    </div>
  );
}

/** Several fields in the order in which they are chosen. */
export function FieldsSetting(
  props: FieldsOf & {
    readonly value: readonly string[];
    readonly most: number;
    readonly onChange: (keys: readonly string[]) => void;
  },
) {
  const t = useKindT();
  const id = useId();
  const choices = useChoices(props);
  return (
    <div className="f-field">
      <label className="f-label" htmlFor={id}>
        {props.label}
      </label>
      <Select<string[]>
        id={id}
        mode="multiple"
        maxCount={props.most}
        style={{ width: '100%' }}
        showSearch={{ optionFilterProp: 'label' }}
        placeholder={t('none')}
        value={[...props.value]}
        options={choices}
        onChange={props.onChange}
      />
    </div>
  );
}

/** One of a few. */
export function ChoiceSetting<T extends string>(props: {
  readonly label: string;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly onChange: (value: T) => void;
}) {
  const id = useId();
  return (
    <div className="f-field">
      <label className="f-label" htmlFor={id}>
        {props.label}
      </label>
      <Select<T>
        id={id}
        style={{ width: '100%' }}
        value={props.value}
        options={[...props.options]}
        onChange={props.onChange}
      />
    </div>
  );
}

/** Settings with one of them set, or taken out. */
export function withSetting<C extends object, K extends keyof C>(
  config: C,
  key: K,
  value: C[K] | undefined,
): C {
  const { [key]: _, ...rest } = config;
  return (value === undefined ? rest : { ...rest, [key]: value }) as C;
}

export const isDateColumn = ({ kind, field }: Column): boolean =>
  (kind === 'date' || kind === 'datetime') && !field?.many && !field?.meta.encrypted;
export const isOptionColumn = ({ kind, field }: Column): boolean =>
  kind === 'option' && field !== undefined && !field.many && !field.meta.encrypted;
/** What has room on a card: no sub-forms, no long texts. */
export const isFactColumn = ({ key, field }: Column): boolean =>
  key !== '_id' && !field?.owned && !field?.type.wide;
