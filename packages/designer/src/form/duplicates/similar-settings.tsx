import { similarRules } from '@trellis/forms/model';
import type { SimilarRule } from '@trellis/metadata';
import { Icon } from '@trellis/ui/react';
import { Button, Select } from 'antd';
import { useId } from 'react';
import { changeForm } from '../commands.ts';
import { useDesign } from '../design.tsx';
import { useT } from './messages.ts';
import { firstPair, RuleEditor } from './rule-editor.tsx';

type Mode = 'auto' | 'own' | 'off';
/** Forms that records are compared with at most. */
const MOST_RULES = 10;

/** Which records are shown as possible duplicates: found by itself, by rules, or none. */
export function SimilarSettings() {
  const t = useT();
  const id = useId();
  const { document, form, run } = useDesign();
  const { similar } = document.trellis;
  const mode: Mode = similar === undefined ? 'auto' : similar.length > 0 ? 'own' : 'off';
  const set = (next: readonly SimilarRule[] | undefined) => run(changeForm(document, { similar: next }));
  const found = mode === 'auto' ? similarRules(form) : [];
  // What it found by itself is where one's own rules begin.
  const begin = (): readonly SimilarRule[] => {
    const own = found.map(({ pairs, threshold }) => ({
      pairs: pairs.map(({ field, how, weight }) => ({ field, how, weight })),
      threshold,
    }));
    const pair = firstPair(form);
    return own.length > 0 ? own : pair ? [{ pairs: [pair] }] : [];
  };
  const choose = (next: Mode) => set(next === 'auto' ? undefined : next === 'off' ? [] : begin());
  return (
    <>
      <div className="f-setting d-similar">
        <label htmlFor={id}>{t('similar')}</label>
        <Select<Mode>
          id={id}
          style={{ width: '100%' }}
          value={mode}
          options={[
            { value: 'auto', label: mode === 'auto' && found.length === 0 ? t('autoNone') : t('auto') },
            { value: 'own', label: t('own') },
            { value: 'off', label: t('off') },
          ]}
          onChange={choose}
        />
        <div className="f-help">{t('similarHint')}</div>
      </div>
      {(similar ?? []).map((rule, index) => (
        <RuleEditor
          key={index}
          value={rule}
          count={index + 1}
          onChange={(next) => set((similar ?? []).with(index, next))}
          onRemove={() => set((similar ?? []).toSpliced(index, 1))}
        />
      ))}
      {mode === 'own' && (similar ?? []).length < MOST_RULES ? (
        <Button
          type="dashed"
          block
          icon={<Icon name="plus" />}
          onClick={() => {
            const pair = firstPair(form);
            if (pair) set([...(similar ?? []), { pairs: [pair] }]);
          }}
        >
          {t('addRule')}
        </Button>
      ) : null}
    </>
  );
}
