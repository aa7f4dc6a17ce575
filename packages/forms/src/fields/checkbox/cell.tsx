import { Icon } from '@trellis/ui/react';
import type { CellProps } from '../../widgets/facet.tsx';
import { useT } from '../../widgets/messages.tsx';

/** A tick in rows, where most are no; the word on a page. */
export function CheckboxCell({ value, look }: CellProps) {
  const t = useT();
  const word = t(value === true ? 'yes' : 'no');
  if (look === 'page') return <span>{word}</span>;
  return value === true ? (
    <span role="img" aria-label={word} title={word} style={{ color: 'var(--t-brand)' }}>
      <Icon name="check" />
    </span>
  ) : (
    <span className="t-sr-only">{word}</span>
  );
}
