import { type Checked, compile, type Expr, kindNames, type Row, references } from '@trellis/logic';
import { useLocale } from '@trellis/ui/react';
import { Button, Select } from 'antd';
import { useEffect, useId, useMemo, useState } from 'react';
import { type SampleRecord, useEnv, useFormServices } from '../widgets/services.tsx';
import { useT } from './messages.tsx';
import { withRelated } from './sample.ts';
import { resultField, usedValues, useSay } from './values.tsx';
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
