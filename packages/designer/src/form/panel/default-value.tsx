import type { CompiledField } from '@trellis/forms/model';
import { checkValue } from '@trellis/forms/model';
import { FieldWidget, FormulaSetting } from '@trellis/forms/react';
import type { Expr, Json, Value } from '@trellis/logic';
import { DEPARTMENT_TARGET, type FieldDefault, MEMBER_TARGET } from '@trellis/metadata';
import { Select } from 'antd';
import { useId, useMemo, useState } from 'react';
import { useDesign } from '../design.tsx';
import { useT } from '../messages.ts';
import {
  DefaultSource,
  following,
  freshDefault,
  type OuterDefault,
  type OuterKind,
  RecomputeSetting,
  useOuterOptions,
} from './default-source.tsx';
import { useT as useRuleT } from './rule-messages.ts';

type Choice = 'none' | 'value' | 'moment' | 'rule' | OuterKind;

const outer = (given: FieldDefault | undefined): OuterDefault | undefined =>
  given && given.kind !== 'value' && given.kind !== 'expr' ? given : undefined;

/** What a default may follow: the day, the moment or the person of the entry, by what the field holds. */
function momentOf({
  kind,
  target,
  many,
}: CompiledField): { expr: Expr; text: 'today' | 'now' | 'me' | 'mine' } | undefined {
  if (kind === 'date') return { expr: { var: '$today' }, text: 'today' };
  if (kind === 'datetime') return { expr: { var: '$now' }, text: 'now' };
  if (target === DEPARTMENT_TARGET) {
    const mine = { var: '$member.departments' };
    return { expr: many ? mine : { first: [mine] }, text: 'mine' };
  }
  if (target === MEMBER_TARGET && !many) return { expr: { var: '$member' }, text: 'me' };
  return undefined;
}

/** The value that a new record starts with. */
export function DefaultValue(props: {
  field: CompiledField;
  onChange: (value: FieldDefault | undefined) => void;
}) {
  const { field, onChange } = props;
  const t = useT();
  const rules = useRuleT();
  const id = useId();
  const { kind, many } = field;
  const expect = useMemo(() => (many ? { kind, many } : { kind }), [kind, many]);
  const given = field.meta.default;
  const moment = momentOf(field);
  const isMoment =
    moment !== undefined &&
    given?.kind === 'expr' &&
    JSON.stringify(given.expr) === JSON.stringify(moment.expr);
  const { form } = useDesign();
  const sources = useOuterOptions();
  const stored: Choice = !given
    ? 'none'
    : given.kind === 'expr'
      ? isMoment
        ? 'moment'
        : 'rule'
      : given.kind;
  // A fixed value or a formula is chosen before there is one.
  const [chosen, setChosen] = useState<Choice>(stored);
  const choice = stored === 'none' && (chosen === 'value' || chosen === 'rule') ? chosen : stored;
  const [typed, setTyped] = useState<Value>(given?.kind === 'value' ? (given.value as Value) : null);
  const [invalid, setInvalid] = useState(false);
  const options: { value: Choice; label: string }[] = [
    { value: 'none', label: t('noDefault') },
    { value: 'value', label: t('fixedDefault') },
    ...(moment ? [{ value: 'moment' as const, label: t(moment.text) }] : []),
    { value: 'rule', label: t('defaultByRule') },
    ...sources,
  ];
  const choose = (next: Choice) => {
    setChosen(next);
    const source = sources.find(({ value }) => value === next);
    if (next === 'moment' && moment) onChange({ kind: 'expr', expr: moment.expr });
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

/** A formula that is changed follows what it reads as before. */
const recompute = (given: FieldDefault | undefined) =>
  given?.kind === 'expr' && given.recompute ? { recompute: given.recompute } : {};
