import {
  type Checked,
  compile,
  type Expr,
  kindNames,
  type Row,
  references,
  type Value,
} from '@trellis/logic';
import { localText } from '@trellis/metadata';
import { useLocale } from '@trellis/ui/react';
import { Button, Select } from 'antd';
import { useEffect, useId, useMemo, useState } from 'react';
import { formNamed } from '../compute/behind.ts';
import type { CompiledField } from '../form/compile.ts';
import type { Refs } from '../widgets/facet.tsx';
import { type SampleRecord, useEnv, useFormServices, useTextEnv } from '../widgets/services.tsx';
import { useT } from './messages.tsx';
import { withRelated } from './sample.ts';
import type { FormulaWorld } from './world.ts';

/** Latest records that are offered for trying a formula. */
const OFFERED = 10;

type Samples = readonly SampleRecord[] | 'loading' | 'failed';

/** The latest records of the form; read once. */
function useSamples(form: string): readonly [Samples, () => void] {
  const { sampleRecords } = useFormServices();
  const [samples, setSamples] = useState<Samples>('loading');
  const [turn, setTurn] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `turn` asks again after a failure
  useEffect(() => {
    const stop = new AbortController();
    setSamples('loading');
    const asked = sampleRecords?.(form, { limit: OFFERED }, stop.signal) ?? Promise.resolve([]);
    asked.then(setSamples, () => {
      if (!stop.signal.aborted) setSamples('failed');
    });
    return () => stop.abort();
  }, [form, sampleRecords, turn]);
  return [samples, () => setTurn((count) => count + 1)];
}

/** The record with what the formula reads beyond it; undefined while that is on its way. */
function useWhole(
  expr: Expr | undefined,
  sample: SampleRecord | undefined,
  world: FormulaWorld,
): Row | undefined {
  const { sampleRecords } = useFormServices();
  const [whole, setWhole] = useState<Row>();
  const paths = expr === undefined ? '' : references(expr).join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is read depends on the paths of the expression alone
  useEffect(() => {
    const stop = new AbortController();
    setWhole(undefined);
    if (expr === undefined) return;
    const ask = async (form: string, query: { readonly filter?: Expr; readonly limit: number }) =>
      (await sampleRecords?.(form, query, stop.signal)) ?? [];
    withRelated(expr, sample?.row ?? {}, world.scope, ask).then(
      (row) => {
        if (!stop.signal.aborted) setWhole(row);
      },
      () => {
        if (!stop.signal.aborted) setWhole(sample?.row ?? {});
      },
    );
    return () => stop.abort();
  }, [paths, sample, world, sampleRecords]);
  return whole;
}

/** What a formula comes to on one of the latest records, with the values it took. */
export function FormulaPreview({
  world,
  checked,
}: {
  readonly world: FormulaWorld;
  readonly checked: Checked | undefined;
}) {
  const t = useT();
  const id = useId();
  const env = useEnv();
  const { locale } = useLocale();
  const [samples, retry] = useSamples(world.form.ref);
  const [chosen, setChosen] = useState<string>();
  const list = Array.isArray(samples) ? (samples as readonly SampleRecord[]) : [];
  const sample = list.find((one) => one.id === chosen) ?? list[0];
  const found = useWhole(checked?.expr, sample, world);
  // A trial changes nothing: before is as it is.
  const whole = useMemo(() => (found && world.before ? { ...found, $before: found } : found), [found, world]);
  const say = useSay(world, sample?.refs);
  const value = useMemo(
    () => (checked && whole ? compile(checked)(whole, env()) : undefined),
    [checked, whole, env],
  );
  const used = checked && whole ? usedValues(checked, whole, world) : [];
  return (
    <section className="f-trial" aria-label={t('result')}>
      <div className="f-trial-head">
        <label htmlFor={id}>{t('sample')}</label>
        {samples === 'failed' ? (
          <span className="f-error" role="alert">
            {t('samplesFailed')}{' '}
            <Button size="small" type="link" onClick={retry}>
              {t('retry')}
            </Button>
          </span>
        ) : samples !== 'loading' && list.length === 0 ? (
          <span className="f-help">{t('noSamples')}</span>
        ) : (
          <Select
            id={id}
            size="small"
            className="f-trial-sample"
            loading={samples === 'loading'}
            value={sample?.id ?? null}
            options={list.map(({ id: value, title }) => ({ value, label: title }))}
            onChange={(next) => setChosen(next ?? undefined)}
          />
        )}
      </div>
      <div className="f-trial-result" role="status">
        {value === undefined || !checked ? (
          <span className="f-help">{t('typing')}</span>
        ) : (
          <>
            <strong className="f-trial-value">{say(value, resultField(checked, world))}</strong>
            <span className="f-help">
              {t('resultType', {
                type: checked.type.many
                  ? t('listOf', { type: kindNames[locale][checked.type.kind] ?? '' })
                  : (kindNames[locale][checked.type.kind] ?? ''),
              })}
            </span>
          </>
        )}
      </div>
      {used.length > 0 ? (
        <dl className="f-trial-used" aria-label={t('used')}>
          {used.map(({ path, label, value: taken, field }) => (
            <div key={path}>
              <dt>{label}</dt>
              <dd>{say(taken, field)}</dd>
            </div>
          ))}
        </dl>
      ) : null}
    </section>
  );
}

interface Used {
  readonly path: string;
  readonly label: string;
  readonly value: Value;
  readonly field: CompiledField | undefined;
}

/** Fields that the formula reads, with what the record holds there; `lines.price` is counted at its rows. */
function usedValues(checked: Checked, record: Row, world: FormulaWorld): readonly Used[] {
  return references(checked)
    .filter((path) => !path.startsWith('$') && world.names.find(path).is === 'path')
    .map((path) => ({
      path,
      label: world.names.show(path),
      value: valueAt(record, path.split('.')),
      field: fieldAt(world, path),
    }));
}

function valueAt(record: Row, [first = '', ...rest]: readonly string[]): Value {
  const value = record[first] ?? null;
  if (rest.length === 0) return value;
  if (Array.isArray(value)) return (value as readonly Row[]).map((row) => valueAt(row, rest));
  const other = (record.$refs as Row | undefined)?.[first];
  return other ? valueAt(other as Row, rest) : null;
}

function fieldAt({ form, forms, scope }: FormulaWorld, path: string): CompiledField | undefined {
  let current = form.ref;
  const steps = path.split('.');
  const last = steps.pop() ?? '';
  for (const step of steps) {
    const field = (current === form.ref ? scope.form : scope.formOf(current))?.fields.get(step);
    current = field?.rows?.form ?? field?.target ?? '';
  }
  return (current === form.ref ? form : formNamed(current, forms))?.fields.get(last);
}

/** The field whose way of writing fits the result: the one it is read from, for an option or a reference. */
function resultField(checked: Checked, world: FormulaWorld): CompiledField | undefined {
  const { kind } = checked.type;
  if (kind !== 'option') return undefined;
  return references(checked)
    .map((path) => fieldAt(world, path))
    .find((field) => field?.kind === kind);
}

/** Values in words. */
function useSay(world: FormulaWorld, refs: Refs | undefined) {
  const t = useT();
  const text = useTextEnv(refs);
  return (value: Value, field: CompiledField | undefined): string => {
    const one = (item: Value): string => {
      if (item === null || item === '') return t('empty');
      if (typeof item === 'boolean') return t(item ? 'yes' : 'no');
      if (typeof item !== 'string' && typeof item !== 'number') return JSON.stringify(item);
      const option = field?.type.options?.(field.config)?.find(({ key }) => key === item);
      if (option) return localText(option.label, world.locale);
      return text.title?.(String(item)) ?? String(item);
    };
    if (field && !Array.isArray(value) && value !== null && field.kind !== 'ref')
      return field.type.format(value, field.config, text);
    if (!Array.isArray(value)) return one(value);
    const items = value as readonly Value[];
    if (items.some((item) => item !== null && typeof item === 'object'))
      return t('rows', { count: items.length });
    return items.length === 0 ? t('empty') : items.map(one).join(world.locale === 'zh' ? '、' : ', ');
  };
}
