import { ConditionEditor } from '@trellis/forms/react';
import { Icon } from '@trellis/ui/react';
import { Button, Select } from 'antd';
import { useRef, useState } from 'react';
import { type DraftEffect, effectOf, isComplete } from './draft-effect.ts';
import { EffectInput } from './effect-input.tsx';
import { type Rule, ruleId } from './lens.ts';
import { useT } from './messages.ts';
import type { Made } from './unfinished.ts';

const KINDS = ['show', 'require', 'lock', 'options', 'hint', 'value'] as const;

/** A rule while it is being made or changed; nothing of it is in the form before it is saved. */
export function RuleEditor(props: {
  readonly start: Made;
  /** Hears of every change, so that nothing is lost. */
  readonly onMade: (made: Made) => void;
  /** The other rules of the form. */
  readonly others: readonly Rule[];
  readonly onSave: (rule: Rule) => void;
  readonly onCancel: () => void;
  readonly onDefault: (field: string) => void;
}) {
  const { start, others } = props;
  const t = useT();
  const [made, setMade] = useState(start);
  const [asked, setAsked] = useState(false);
  const { when: expr, right, effects } = made;
  // The condition tells of its screen and of its meaning one after the other.
  const latest = useRef(made);
  const change = (part: Partial<Made>) => {
    latest.current = { ...latest.current, ...part };
    setMade(latest.current);
    props.onMade(latest.current);
  };
  const setEffects = (next: readonly DraftEffect[]) => change({ effects: next });
  const complete = effects.filter(isComplete);
  const missing = !right
    ? t('wrongCondition')
    : expr === undefined
      ? t('needsCondition')
      : complete.length === 0
        ? t('needsEffect')
        : undefined;
  const joins = expr !== undefined && others.some((other) => ruleId(other) === ruleId({ when: expr }));
  const save = () => {
    setAsked(true);
    if (missing === undefined && expr !== undefined) props.onSave({ when: expr, effects: complete });
  };
  return (
    <div className="d-rule-editor">
      <section aria-label={t('condition')}>
        <h3>{t('condition')}</h3>
        <ConditionEditor
          value={start.when}
          start={start.condition}
          without={t('needsCondition')}
          onChange={(when, isRight) => change({ when, right: isRight })}
          onDraft={(condition) => change({ condition })}
        />
      </section>
      <section aria-label={t('effects')}>
        <h3>{t('effects')}</h3>
        {effects.map((effect, index) => {
          const count = index + 1;
          return (
            <div className="d-effect" key={index}>
              <Select<DraftEffect['kind']>
                aria-label={t('effectKind', { count })}
                value={effect.kind}
                options={KINDS.map((kind) => ({ value: kind, label: t(kind) }))}
                onChange={(kind) => setEffects(effects.with(index, effectOf(kind, effect)))}
              />
              <EffectInput
                effect={effect}
                label={`${t('effectKind', { count })} ${t(effect.kind)}`}
                onChange={(next) => setEffects(effects.with(index, next))}
                onDefault={props.onDefault}
              />
              <Button
                type="text"
                icon={<Icon name="close" />}
                aria-label={t('removeEffect', { count })}
                disabled={effects.length === 1}
                onClick={() => setEffects(effects.toSpliced(index, 1))}
              />
            </div>
          );
        })}
        <Button
          type="dashed"
          block
          icon={<Icon name="plus" />}
          onClick={() => setEffects([...effects, effectOf('require', effects.at(-1))])}
        >
          {t('addEffect')}
        </Button>
      </section>
      <footer className="d-rule-foot">
        {asked && missing ? (
          <span className="f-error" role="alert">
            {missing}
          </span>
        ) : joins ? (
          <span className="f-help">{t('joins')}</span>
        ) : null}
        <Button onClick={props.onCancel}>{t('cancel')}</Button>
        <Button type="primary" onClick={save}>
          {t('save')}
        </Button>
      </footer>
    </div>
  );
}
