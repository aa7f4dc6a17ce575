import { type CompiledField, type CompiledForm, OF_OWNER, ownerOf } from '@trellis/forms/model';
import {
  FieldSelect,
  FormSetting,
  LinkedConditionSetting,
  SortSetting,
  useFormAround,
  useNamedForm,
} from '@trellis/forms/react';
import {
  type FieldDefault,
  LINKED_TAKES,
  type LinkedDefault,
  type LinkedTake,
  type LocalText,
} from '@trellis/metadata';
import { useLocale } from '@trellis/ui/react';
import { Input, Select } from 'antd';
import { useId } from 'react';
import { useDesign } from '../design.tsx';
import { ApiSource } from './api-source.tsx';
import { following, RecomputeSetting } from './recompute-setting.tsx';
import { useT } from './source-messages.ts';
import { SystemSource } from './system-source.tsx';

/** Defaults whose value lies outside of the record. */
export type OuterDefault = Exclude<FieldDefault, { kind: 'value' | 'expr' }>;
const OUTER_KINDS = ['through', 'linked', 'param', 'last', 'system', 'api'] as const;
export type OuterKind = (typeof OUTER_KINDS)[number];

/** What a default of a kind starts as, before anything is chosen. */
export function freshDefault(kind: OuterKind, form: CompiledForm): OuterDefault {
  switch (kind) {
    case 'through':
      return {
        kind,
        path: `${referencesOf(form)[0]?.key ?? (ownerOf(form.ref) ? '_parent_id' : 'reference')}.`,
      };
    case 'linked':
      return { kind, form: 'form', take: 'first' };
    case 'param':
      return { kind, name: '' };
    case 'last':
      return { kind };
    case 'system':
      return { kind, what: 'view' };
    case 'api':
      return { kind, method: 'GET', url: '', path: '' };
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
    case 'system':
      return <SystemSource value={value} onChange={props.onChange} />;
    case 'api':
      return <ApiSource {...props} value={value} />;
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
  const { text } = useLocale();
  const { form } = useDesign();
  const around = useFormAround();
  const ways = waysOf(form, around);
  const way = [...ways].reverse().find(({ via }) => value.path.startsWith(`${via}.`));
  const named = useNamedForm(way?.reference?.target ?? '');
  const target = way && (way.reference ? named : around);
  if (ways.length === 0) return <p className="f-help">{t('noReference')}</p>;
  return (
    <>
      <p className="f-help">{t('throughHint')}</p>
      <Select
        style={{ width: '100%' }}
        aria-label={t('throughReference')}
        placeholder={t('throughReference')}
        value={way?.via ?? null}
        options={ways.map(({ via, labels }) => ({ value: via, label: labels.map(text).join(' / ') }))}
        onChange={(via) => onChange({ ...value, path: `${via}.` })}
      />
      {way && target ? (
        <FieldSelect
          label={t('throughField')}
          placeholder={t('throughField')}
          form={target}
          fits={({ owned }) => owned === undefined}
          value={value.path.slice(way.via.length + 1) || undefined}
          onChange={(key) => onChange({ ...value, path: `${way.via}.${key}` })}
        />
      ) : null}
      <RecomputeSetting
        value={value.recompute}
        onChange={(recompute) => onChange(following(value, recompute))}
      />
    </>
  );
}

/** A way to other fields: a reference; from a row also the record around it, and the references of that. */
interface Way {
  readonly via: string;
  readonly labels: readonly LocalText[];
  /** Absent for the record around a row. */
  readonly reference?: CompiledField;
}

/** The longer ones after those that they begin with. */
function waysOf(form: CompiledForm, around: CompiledForm | undefined): readonly Way[] {
  const own = referencesOf(form).map(
    (reference): Way => ({ via: reference.key, labels: [reference.meta.label], reference }),
  );
  if (!around) return own;
  const { label } = around.document.trellis;
  const behind = referencesOf(around).map(
    (reference): Way => ({
      via: `${OF_OWNER}${reference.key}`,
      labels: [label, reference.meta.label],
      reference,
    }),
  );
  return [...own, { via: '_parent_id', labels: [label] }, ...behind];
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

const withoutNothing = (value: LinkedDefault): LinkedDefault =>
  Object.fromEntries(
    Object.entries(value).filter(([, part]) => part !== undefined),
  ) as unknown as LinkedDefault;

/** The words of the sources, for the list that one chooses from. */
export function useOuterOptions(
  field: CompiledField,
): readonly { readonly value: OuterKind; readonly label: string }[] {
  const t = useT();
  const inRows = ownerOf(useDesign().form.ref) !== undefined;
  const words = {
    through: t('through'),
    linked: t('linked'),
    param: t('param'),
    last: t('lastGiven'),
    system: t('system'),
    api: t('api'),
  };
  const fits = (kind: OuterKind): boolean => {
    // A row knows no page, and nobody's last row.
    if (inRows) return kind === 'through' || kind === 'linked';
    if (kind === 'last') return !field.meta.encrypted;
    return kind !== 'system' || field.kind === 'text' || field.kind === 'option';
  };
  const kinds = OUTER_KINDS.filter((kind) => fits(kind) || field.meta.default?.kind === kind);
  return kinds.map((value) => ({ value, label: words[value] }));
}
