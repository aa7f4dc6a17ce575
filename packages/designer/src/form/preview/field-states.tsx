import {
  type BehaviourState,
  behaviourState,
  type CompiledField,
  type CompiledForm,
  type Reason,
  reasonsOf,
  type Values,
} from '@trellis/forms/model';
import { useEnv, useFilterChips } from '@trellis/forms/react';
import type { Expr } from '@trellis/logic';
import { Icon, useLocale } from '@trellis/ui/react';
import { Checkbox } from 'antd';
import { useMemo, useState } from 'react';
import { useT } from './messages.ts';
import type { RoleView } from './role.ts';

interface Props {
  readonly form: CompiledForm;
  readonly values: Values;
  readonly saved: Values | undefined;
  readonly view: RoleView;
  readonly isNew: boolean;
}

/** Each field with what the rules and the role make of it now, and why. */
export function FieldStates(props: Props) {
  const { form, values, saved, view } = props;
  const t = useT();
  const env = useEnv();
  const [all, setAll] = useState(false);
  const data = useMemo(() => (saved ? { ...values, $before: saved } : values), [values, saved]);
  const state = useMemo(() => behaviourState(form, data, env()), [form, data, env]);
  const fields = [...form.fields.values(), ...form.displays.values()].filter(
    ({ key, meta }) =>
      all ||
      form.behaviour.rules.has(key) ||
      view.hidden.has(key) ||
      view.locked.has(key) ||
      meta.hideOnCreate === true,
  );
  return (
    <section className="d-states" aria-label={t('why')}>
      <h3>{t('why')}</h3>
      <p className="f-help">{t('whyHint')}</p>
      <Checkbox checked={!all} onChange={({ target }) => setAll(!target.checked)}>
        {t('onlyRules')}
      </Checkbox>
      {fields.length === 0 ? <p className="f-help">{t('none')}</p> : null}
      {fields.map((field) => (
        <OneField key={field.key} {...props} field={field} data={data} state={state} />
      ))}
    </section>
  );
}

function OneField(
  props: Props & {
    readonly field: CompiledField;
    readonly data: Values;
    readonly state: BehaviourState;
  },
) {
  const { form, field, data, state, view, isNew } = props;
  const { key, meta, type } = field;
  const t = useT();
  const { text, locale } = useLocale();
  const env = useEnv();
  const reasons = reasonsOf(form, key, data, env());
  const byRole = view.hidden.has(key);
  const left = isNew && meta.hideOnCreate === true;
  const visible = state.visible.has(key) && !byRole && !left;
  const readonly = state.readonly.has(key) || view.locked.has(key);
  const offered = state.offered?.get(key);
  const options = type.options?.(field.config) ?? [];
  const required = state.required.has(key);
  const marks = [
    t(visible ? 'shown' : 'hidden'),
    ...(visible && required ? [t('required')] : []),
    ...(visible && readonly ? [t('readonly')] : []),
    ...(visible && offered ? [t('limited')] : []),
    ...(visible && state.hints?.has(key) ? [t('hinted')] : []),
  ];
  const facts = [
    ...(byRole ? [t('hiddenByRole')] : []),
    ...(left ? [t('hideOnCreate')] : []),
    ...(visible && !reasons.some(({ rule }) => rule === 'visible' || rule === 'section')
      ? [t('always')]
      : []),
    ...(field.required ? [t('alwaysRequired')] : []),
    ...(required && !field.required && !reasons.some(({ rule, holds }) => rule === 'requiredWhen' && holds)
      ? [t('demanded')]
      : []),
    ...(type.generated ? [t('generated')] : meta.readonly ? [t('alwaysReadonly')] : []),
    ...(view.locked.has(key) ? [t('lockedByRole')] : []),
    ...(offered
      ? [
          t('only', {
            options: options
              .filter((option) => offered.has(option.key))
              .map((option) => text(option.label))
              .join(locale === 'zh' ? '、' : ', '),
          }),
        ]
      : []),
  ];
  return (
    <details className="d-state" data-hidden={!visible || undefined}>
      <summary>
        <Icon name={visible ? 'eye' : 'eye-off'} />
        <span className="t-ellipsis">{text(meta.label)}</span>
        <span className="d-state-marks">{marks.join(' · ')}</span>
      </summary>
      {facts.map((fact) => (
        <p key={fact}>{fact}</p>
      ))}
      {reasons.map((reason) => (
        <Why key={reason.rule} form={form} reason={reason} />
      ))}
    </details>
  );
}

/** A condition with each of its parts: which hold, and which do not. */
function Why({ form, reason }: { readonly form: CompiledForm; readonly reason: Reason }) {
  const t = useT();
  const { rule, holds, join, parts } = reason;
  return (
    <div className="d-why">
      <p>
        {t(rule)} <strong data-holds={holds}>{t(holds ? 'holds' : 'fails')}</strong>
        {join === 'or' && parts.length > 1 ? ` ${t('or')}` : ''}
      </p>
      <ul>
        {parts.map((part) => (
          <li key={JSON.stringify(part.expr)}>
            <Icon name={part.holds ? 'check' : 'close'} />
            <span className="t-sr-only">{t(part.holds ? 'holds' : 'fails')}</span>
            <PartWords form={form} expr={part.expr} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function PartWords({ form, expr }: { readonly form: CompiledForm; readonly expr: Expr }) {
  const { locale } = useLocale();
  const parts = useFilterChips(expr, form).map(({ text }) => text);
  return <span>{parts.join(locale === 'zh' ? ' 且 ' : ' and ')}</span>;
}
