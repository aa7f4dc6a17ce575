import { useFilterChips } from '@trellis/forms/react';
import type { Expr } from '@trellis/logic';
import { useLocale } from '@trellis/ui/react';
import { useDesign } from '../design.tsx';
import type { Effect } from './lens.ts';
import { useT } from './messages.ts';
import { useNames } from './names.ts';

/** A rule as a sentence: when what holds, then what happens. One that is not finished may lack either. */
export function RuleWords({
  rule,
}: {
  readonly rule: { readonly when: Expr | undefined; readonly effects: readonly Effect[] };
}) {
  const t = useT();
  const { form } = useDesign();
  const { locale } = useLocale();
  const parts = useFilterChips(rule.when, form).map(({ text }) => text);
  return (
    <>
      <p className="d-rule-when">
        <span className="d-rule-word">{t('whenWord')}</span>{' '}
        {parts.length > 0 ? parts.join(locale === 'zh' ? ' 且 ' : ' and ') : t('always')}
        {t('thenWord') ? (
          <>
            {' '}
            <span className="d-rule-word">{t('thenWord')}</span>
          </>
        ) : null}
      </p>
      <ul className="d-rule-effects">
        {rule.effects.map((effect, index) => (
          <li key={index}>
            <span className="d-rule-effect" data-kind={effect.kind}>
              {t(effect.kind)}
            </span>
            <EffectWords effect={effect} />
          </li>
        ))}
      </ul>
    </>
  );
}

function EffectWords({ effect }: { readonly effect: Effect }) {
  const t = useT();
  const { locale, text } = useLocale();
  const names = useNames();
  const list = (items: readonly string[]) => items.join(locale === 'zh' ? '、' : ', ');
  switch (effect.kind) {
    case 'show':
      return <span>{list([...effect.sections.map(names.section), ...effect.fields.map(names.field)])}</span>;
    case 'options': {
      const options = list(effect.options.map((key) => names.option(effect.field, key)));
      return <span>{t('only', { field: names.field(effect.field), options })}</span>;
    }
    case 'hint':
      return <span>{t('says', { field: names.field(effect.field), text: text(effect.text) })}</span>;
    default:
      return <span>{list(effect.fields.map(names.field))}</span>;
  }
}
