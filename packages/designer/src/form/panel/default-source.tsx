import type { CompiledField, CompiledForm } from '@trellis/forms/model';
import {
  FieldSelect,
  FormSetting,
  LinkedConditionSetting,
  SortSetting,
  useNamedForm,
} from '@trellis/forms/react';
import {
  type FieldDefault,
  LINKED_TAKES,
  type LinkedDefault,
  type LinkedTake,
  type Recompute,
} from '@trellis/metadata';
import { Input, Select } from 'antd';
import { useId } from 'react';
import { useDesign } from '../design.tsx';
import { useT } from './source-messages.ts';

/** Defaults whose value lies outside of the record. */
export type OuterDefault = Exclude<FieldDefault, { kind: 'value' | 'expr' }>;
const OUTER_KINDS = ['through', 'linked', 'param', 'last'] as const;
export type OuterKind = (typeof OUTER_KINDS)[number];

/** What a default of a kind starts as, before anything is chosen. */
export function freshDefault(kind: OuterKind, form: CompiledForm): OuterDefault {
  switch (kind) {
    case 'through':
      return { kind, path: `${referencesOf(form)[0]?.key ?? 'reference'}.` };
    case 'linked':
      return { kind, form: 'form', take: 'first' };
    case 'param':
      return { kind, name: '' };
    case 'last':
      return { kind };
  }
}

const referencesOf = (form: CompiledForm): readonly CompiledField[] =>
  [...form.fields.values()].filter(({ target, many }) => target?.includes(':') && !many);

/** Where such a default comes from, to be chosen. */
export function DefaultSource(props: {
  readonly field: CompiledField;
  readonly value: OuterDefault;
  readonly onChange: (value: OuterDefault) => void;
}) {
  const { value } = props;
  const t = useT();
  switch (value.kind) {
    case 'through':
      return <Through {...props} value={value} />;
    case 'linked':
      return <Linked {...props} value={value} />;
    case 'param':
      return <Param {...props} value={value} />;
    case 'last':
      return <p className="f-help">{t('lastHint')}</p>;
  }
}

function Through({
  value,
  onChange,
}: {
  value: Extract<OuterDefault, { kind: 'through' }>;
  onChange: (value: OuterDefault) => void;
}) {
  const t = useT();
  const { form } = useDesign();
  const references = referencesOf(form);
  const [via = '', ...rest] = value.path.split('.');
  const target = useNamedForm(form.fields.get(via)?.target ?? '');
  if (references.length === 0) return <p className="f-help">{t('noReference')}</p>;
  return (
    <>
      <p className="f-help">{t('throughHint')}</p>
      <FieldSelect
        label={t('throughReference')}
        form={form}
        value={via}
        fits={(field) => references.includes(field)}
        onChange={(key) => onChange({ ...value, path: `${key}.` })}
      />
      {target ? (
        <FieldSelect
          label={t('throughField')}
          placeholder={t('throughField')}
          form={target}
          value={rest.join('.') || undefined}
          onChange={(key) => onChange({ ...value, path: `${via}.${key}` })}
        />
      ) : null}
      <RecomputeSetting
        value={value.recompute}
        onChange={(recompute) => onChange(following(value, recompute))}
      />
    </>
  );
}

const OVER_VALUES = new Set<LinkedTake>(['sum', 'avg']);

function Linked({ value, onChange }: { value: LinkedDefault; onChange: (value: OuterDefault) => void }) {
  const t = useT();
  const id = useId();
  const { form } = useDesign();
  const target = useNamedForm(value.form);
  const set = (patch: Partial<LinkedDefault>) => onChange(withoutNothing({ ...value, ...patch }));
  return (
    <>
      <p className="f-help">{t('linkedHint')}</p>
      <FormSetting
        label={t('linkedForm')}
        value={value.form}
        onChange={(name) => onChange({ kind: 'linked', form: name, take: value.take, empty: 'none' })}
      />
      {target ? (
        <>
          <LinkedConditionSetting
            label={t('linkedWhere')}
            target={target}
            form={form}
            value={
              value.where === undefined ? undefined : { where: value.where, empty: value.empty ?? 'ignore' }
            }
            onChange={(condition) =>
              onChange(
                withoutNothing({
                  ...value,
                  where: condition?.where,
                  empty: condition?.empty ?? value.empty,
                } as LinkedDefault),
              )
            }
          />
          <div className="f-setting">
            <label htmlFor={`${id}-take`}>{t('take')}</label>
            <Select<LinkedTake>
              id={`${id}-take`}
              style={{ width: '100%' }}
              value={value.take}
              options={LINKED_TAKES.map((take) => ({ value: take, label: t(take) }))}
              onChange={(take) => set({ take })}
            />
          </div>
          {value.take === 'count' ? null : (
            <div className="f-setting">
              <label htmlFor={`${id}-path`}>{t('takeField')}</label>
              <FieldSelect
                id={`${id}-path`}
                form={target}
                value={value.path}
                fits={({ kind, many }) => !OVER_VALUES.has(value.take) || (kind === 'number' && !many)}
                onChange={(path) => set({ path })}
              />
            </div>
          )}
          {value.take === 'first' || value.take === 'last' ? (
            <SortSetting
              form={target}
              none={t('oldest')}
              value={value.sort}
              onChange={(sort) => onChange(withoutNothing({ ...value, sort } as LinkedDefault))}
            />
          ) : null}
        </>
      ) : null}
      <RecomputeSetting
        value={value.recompute}
        onChange={(recompute) => onChange(following(value, recompute))}
      />
    </>
  );
}

function Param({
  value,
  onChange,
}: {
  value: Extract<OuterDefault, { kind: 'param' }>;
  onChange: (value: OuterDefault) => void;
}) {
  const t = useT();
  return (
    <>
      <Input
        aria-label={t('paramName')}
        placeholder={t('paramName')}
        maxLength={100}
        value={value.name}
        onChange={({ target }) => onChange({ kind: 'param', name: target.value.trim() })}
      />
      <p className="f-help">{t('paramHint')}</p>
    </>
  );
}

/** Whether the value follows what it is made from in records that exist too. */
export function RecomputeSetting(props: {
  readonly value: Recompute | undefined;
  readonly onChange: (value: Recompute) => void;
}) {
  const t = useT();
  const id = useId();
  return (
    <div className="f-setting">
      <label htmlFor={id}>{t('recompute')}</label>
      <Select<Recompute>
        id={id}
        style={{ width: '100%' }}
        value={props.value ?? 'first'}
        options={[
          { value: 'first', label: t('recomputeFirst') },
          { value: 'change', label: t('recomputeChange') },
        ]}
        onChange={props.onChange}
      />
    </div>
  );
}

/** A default with its time of following; the usual one is not written. */
export function following<D extends { readonly recompute?: Recompute }>(value: D, recompute: Recompute): D {
  const { recompute: _, ...rest } = value;
  return (recompute === 'first' ? rest : { ...rest, recompute }) as D;
}

const withoutNothing = (value: LinkedDefault): LinkedDefault =>
  Object.fromEntries(
    Object.entries(value).filter(([, part]) => part !== undefined),
  ) as unknown as LinkedDefault;

/** The words of the sources, for the list that one chooses from. */
export function useOuterOptions(): readonly { readonly value: OuterKind; readonly label: string }[] {
  const t = useT();
  const words = { through: t('through'), linked: t('linked'), param: t('param'), last: t('lastGiven') };
  return OUTER_KINDS.map((value) => ({ value, label: words[value] }));
}
