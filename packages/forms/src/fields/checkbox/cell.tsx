import { Icon, useLocale } from '@trellis/ui/react';
import type { CellProps } from '../../widgets/facet.tsx';
import { type CheckboxConfig, checkboxLabel } from './model.ts';

/** A tick in rows, where most are no; the word on a page and where the words are the field's own. */
export function CheckboxCell({ value, config, look }: CellProps<CheckboxConfig>) {
  const { locale } = useLocale();
  const word = checkboxLabel(value === true, config, locale);
  if (look === 'page' || config.yes || config.no) return <span className="t-ellipsis">{word}</span>;
  return value === true ? (
    <span role="img" aria-label={word} title={word} style={{ color: 'var(--t-brand)' }}>
      <Icon name="check" />
    </span>
  ) : (
    <span className="t-sr-only">{word}</span>
  );
}
