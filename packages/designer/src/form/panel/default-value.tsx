import type { CompiledField } from '@trellis/forms/model';
import { checkValue } from '@trellis/forms/model';
import { FieldSelect, FieldWidget, FormulaSetting } from '@trellis/forms/react';
import type { Json, Value } from '@trellis/logic';
import type { FieldDefault } from '@trellis/metadata';
import { Select } from 'antd';
import { useId, useMemo, useState } from 'react';
import { useDesign } from '../design.tsx';
import { useT } from '../messages.ts';
import {
  DefaultSource,
  freshDefault,
  type OuterDefault,
  type OuterKind,
  useOuterOptions,
} from './default-source.tsx';
import { copiedField, type OwnSource, ownSources, sourceExpr, sourceOf } from './own-sources.ts';
import { following, RecomputeSetting } from './recompute-setting.tsx';
import { useT as useRuleT } from './rule-messages.ts';
import { useT as useSourceT } from './source-messages.ts';

type Choice = 'none' | 'value' | 'field' | 'rule' | OwnSource | OuterKind;

const outer = (given: FieldDefault | undefined): OuterDefault | undefined =>
  given && given.kind !== 'value' && given.kind !== 'expr' ? given : undefined;

/** The value that a new record starts with. */
export function DefaultValue(props: {
  field: CompiledField;
  onChange: (value: FieldDefault | undefined) => void;
}) {
  const { field, onChange } = props;
  const t = useT();
  const rules = useRuleT();
  const words = useSourceT();
  const id = useId();
  const { kind, many } = field;
  const expect = useMemo(() => (many ? { kind, many } : { kind }), [kind, many]);
  const given = field.meta.default;
  const { form } = useDesign();
  const sources = useOuterOptions(field);
  const own = ownSources(field);
  const alike = (other: CompiledField) =>
    other.key !== field.key && other.kind === kind && other.many === many && other.target === field.target;
  const copies = [...form.fields.values()].some(alike);
  const copied = copiedField(given);
  const stored = choiceOf(given, field);
  // A fixed value, a field or a formula is chosen before there is one.
  const [chosen, setChosen] = useState<Choice>(stored);
  const choice = stored === 'none' && BEFOREHAND.has(chosen) ? chosen : stored;
  const [typed, setTyped] = useState<Value>(given?.kind === 'value' ? (given.value as Value) : null);
  const [invalid, setInvalid] = useState(false);
  const options: { value: Choice; label: string }[] = [
    { value: 'none', label: t('noDefault') },
    { value: 'value', label: t('fixedDefault') },
    ...own.map((value) => ({ value, label: words(value) })),
    ...(copies || choice === 'field' ? [{ value: 'field' as const, label: words('otherField') }] : []),
    { value: 'rule', label: t('defaultByRule') },
    ...sources,
  ];
  const choose = (next: Choice) => {
    setChosen(next);
    const source = sources.find(({ value }) => value === next);
    const mine = own.find((one) => one === next);
    if (mine) onChange({ kind: 'expr', expr: sourceExpr(mine, field) });
    else if (source) onChange(freshDefault(source.value, form));
    else onChange(undefined);
  };
  const type = (value: Value) => {
    setTyped(value);
    const read = value === null ? undefined : field.type.normalise(value, field.config);
    const fits = read?.ok && read.value !== null && checkValue(field.valueSchema, read.value).length === 0;
    setInvalid(value !== null && !fits);
    if (value === null) onChange(undefined);
    else if (fits && read?.ok) onChange({ kind: 'value', value: read.value as Json });
  };
  // What is typed stays as typed while it means what is stored; undo brings the stored one back.
  const meant = typed === null ? undefined : field.type.normalise(typed, field.config);
  const kept = given?.kind === 'value' ? (given.value as Value) : null;
  const typedStands = invalid || (meant?.ok && JSON.stringify(meant.value) === JSON.stringify(kept));
  return (
    <div className="f-setting">
      <label htmlFor={id}>{t('defaultValue')}</label>
      <Select<Choice> id={id} style={{ width: '100%' }} value={choice} options={options} onChange={choose} />
      {choice === 'value' ? (
        <div className="d-default">
          <FieldWidget
            id={`${id}-value`}
            label={t('defaultValue')}
            field={field}
            value={typedStands ? typed : kept}
            invalid={invalid}
            onChange={type}
          />
          {invalid ? <div className="f-error">{t('defaultInvalid')}</div> : null}
        </div>
      ) : null}
      {outer(given) ? (
        <div className="d-default">
          <DefaultSource field={field} value={outer(given) as OuterDefault} onChange={onChange} />
        </div>
      ) : null}
      {choice === 'field' ? (
        <div className="d-default">
          <FieldSelect
            label={words('copiedField')}
            form={form}
            value={copied}
            fits={alike}
            onChange={(key) => onChange({ ...recompute(given), kind: 'expr', expr: { var: key } })}
          />
          {given?.kind === 'expr' ? (
            <RecomputeSetting value={given.recompute} onChange={(next) => onChange(following(given, next))} />
          ) : null}
        </div>
      ) : null}
      {choice === 'rule' ? (
        <div className="d-default">
          <FormulaSetting
            label={rules('defaultFormula')}
            value={given?.kind === 'expr' ? given.expr : undefined}
            expect={expect}
            self={field.key}
            onChange={(expr) =>
              onChange(expr === undefined ? undefined : { ...recompute(given), kind: 'expr', expr })
            }
          />
          {given?.kind === 'expr' ? (
            <RecomputeSetting value={given.recompute} onChange={(next) => onChange(following(given, next))} />
          ) : null}
        </div>
      ) : null}
    </div>
  );
}

/** Choices that show an input before they are a default. */
const BEFOREHAND: ReadonlySet<Choice> = new Set(['value', 'field', 'rule']);

function choiceOf(given: FieldDefault | undefined, field: CompiledField): Choice {
  if (given?.kind !== 'expr') return given?.kind ?? 'none';
  return sourceOf(given, field) ?? (copiedField(given) === undefined ? 'rule' : 'field');
}

/** A formula that is changed follows what it reads as before. */
const recompute = (given: FieldDefault | undefined) =>
  given?.kind === 'expr' && given.recompute ? { recompute: given.recompute } : {};
