import { check, type Expr, explain, localDate, printFormula, type Row, references } from '@trellis/logic';
import { useEffect, useMemo, useState } from 'react';
import { emptyAsZero } from '../compute/zero.ts';
import type { CompiledField, CompiledForm } from '../form/compile.ts';
import { FieldCell } from '../view/field-cell.tsx';
import { type RecordOnScreen, useRecordOnScreen } from '../widgets/record-on-screen.tsx';
import { useEnv, useFormServices } from '../widgets/services.tsx';
import './formula.css';
import { useLocale } from '@trellis/ui/react';
import { FormulaText } from './formula-text.tsx';
import { useT } from './messages.tsx';
import { formsOnPaths } from './reached.ts';
import { withRelated } from './sample.ts';
import { stepsOf } from './steps.ts';
import { usedValues, useSay } from './values.tsx';
import { type FormulaWorld, formulaWorld } from './world.ts';

interface Props {
  readonly field: CompiledField;
  readonly expr: Expr;
  /** Empty numbers count as 0. */
  readonly zero: boolean;
}

/** How the value of a formula field came about in this record: the formula, what it read, each step. Loaded when asked for. */
export default function Explanation(props: Props) {
  const record = useRecordOnScreen();
  return record ? <Explained {...props} record={record} /> : null;
}

function Explained({ field, expr: written, zero, record }: Props & { readonly record: RecordOnScreen }) {
  const t = useT();
  const { locale } = useLocale();
  const { relations } = useFormServices();
  const env = useEnv();
  const { form } = record;
  const world = useMemo(() => {
    const forms = formsOnPaths(form, references(written), (ref) => relations?.formOf(ref));
    return formulaWorld(form, forms, locale, 'all', field.key);
  }, [form, written, relations, locale, field]);
  const expr = useMemo(() => (zero ? emptyAsZero(written, world.scope) : written), [written, zero, world]);
  const checked = useMemo(() => {
    const result = check(expr, world.scope);
    return result.ok ? result.value : undefined;
  }, [expr, world]);
  const data = useData(expr, record, world);
  const say = useSay(world, record.refs);
  const text = printFormula(written, world.names, { as: 'options' });
  const steps = checked && data ? stepsOf(explain(checked, data, env()), expr, world) : [];
  const used = checked && data ? usedValues(checked, data, world) : [];
  const { now, tz } = env();
  const paths = references(written);
  const clock = [
    ...(paths.includes('$today') ? [{ label: t('today'), value: localDate(now, tz) }] : []),
    ...(paths.includes('$now') ? [{ label: t('now'), value: say(now, undefined) }] : []),
  ];
  return (
    <div className="f-explained">
      <FormulaText text={text} world={world} />
      {checked === undefined ? <p className="f-help">{t('unseen')}</p> : null}
      {checked && !data ? <p className="f-help">{t('loading')}</p> : null}
      {used.length + clock.length > 0 ? (
        <section aria-label={t('used')}>
          <h4>{t('used')}</h4>
          <dl>
            {used.map(({ path, label, value, field: of }) => (
              <div key={path}>
                <dt>{label}</dt>
                <dd>{say(value, of)}</dd>
              </div>
            ))}
            {checked && data
              ? clock.map(({ label, value }) => (
                  <div key={label}>
                    <dt>{label}</dt>
                    <dd>{value}</dd>
                  </div>
                ))
              : null}
          </dl>
        </section>
      ) : null}
      {steps.length > 0 ? (
        <section aria-label={t('steps')}>
          <h4>{t('steps')}</h4>
          <ol>
            {steps.map((step) => (
              <li key={step.text}>
                <span>{step.text.replace(/[{}]/g, '')}</span>
                <span>{say(step.value, undefined)}</span>
              </li>
            ))}
          </ol>
        </section>
      ) : null}
      <div className="f-explained-result">
        <span>{t('outcome')}</span>
        <strong>
          <FieldCell field={field} value={record.values[field.key] ?? null} refs={record.refs} look="page" />
        </strong>
      </div>
    </div>
  );
}

/** The record on the screen with what the formula reads beyond it; undefined while that is on its way. */
function useData(expr: Expr, record: RecordOnScreen, { scope, form }: FormulaWorld): Row | undefined {
  const { sampleRecords } = useFormServices();
  const [data, setData] = useState<Row>();
  const { id, values } = record;
  useEffect(() => {
    const stop = new AbortController();
    const ask = async (target: string, query: { readonly filter?: Expr; readonly limit: number }) =>
      (await sampleRecords?.(target, query, stop.signal)) ?? [];
    void read(expr, { id, values }, form, scope, ask).then(
      (row) => {
        if (!stop.signal.aborted) setData(row);
      },
      () => {
        if (!stop.signal.aborted) setData(values);
      },
    );
    return () => stop.abort();
  }, [expr, id, values, form, scope, sampleRecords]);
  return data;
}

async function read(
  expr: Expr,
  { id, values }: { readonly id: string | undefined; readonly values: Row },
  form: CompiledForm,
  scope: FormulaWorld['scope'],
  ask: Parameters<typeof withRelated>[3],
): Promise<Row> {
  // Who made it and when is not on the screen.
  const system = references(expr).some((path) => path.startsWith('_')) && id !== undefined;
  const [stored] = system ? await ask(form.ref, { filter: { '==': [{ var: '_id' }, id] }, limit: 1 }) : [];
  const own = id === undefined ? values : { ...values, _id: id };
  return withRelated(expr, { ...stored?.row, ...own }, scope, ask);
}
