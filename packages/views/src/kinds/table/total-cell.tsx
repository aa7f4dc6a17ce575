import { likeResult, shownText } from '@trellis/forms/model';
import { useTextEnv } from '@trellis/forms/react';
import type { TotalOp } from '@trellis/metadata';
import type { Column } from '../../data/columns.ts';
import { useT } from '../../messages.ts';

/** Counts of records, whatever the field holds. */
const COUNTS: ReadonlySet<TotalOp> = new Set(['filled', 'empty', 'distinct']);

/** What is worked out of a column: which total it is, and its number as the field writes numbers. */
export function TotalCell(props: {
  readonly column: Column;
  readonly op: TotalOp | undefined;
  readonly value: string | null | undefined;
}) {
  const { column, op, value } = props;
  const t = useT();
  const env = useTextEnv();
  if (!op || value === undefined) return null;
  const field = column.field && likeResult(column.field);
  const text = value === null ? '—' : COUNTS.has(op) || !field ? value : shownText(field, value, env);
  return (
    <span className="v-total-cell" title={`${t(`total_${op}`)} ${text}`}>
      <span className="v-total-op">{t(`total_${op}`)}</span>
      <span className="t-num">{text}</span>
    </span>
  );
}
