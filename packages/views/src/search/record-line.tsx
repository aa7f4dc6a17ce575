import { shownText } from '@trellis/forms/model';
import { useTextEnv } from '@trellis/forms/react';
import type { Value } from '@trellis/logic';
import type { RecordData, Refs, Reply } from '@trellis/ui/react';
import { Icon } from '@trellis/ui/react';
import type { FormInfo } from '../catalog/catalog.ts';
import { ColumnCell } from '../data/column-cell.tsx';
import { type Column, columnOf } from '../data/columns.ts';
import { isEmptyOn } from '../data/is-empty.ts';
import { useFieldLabel } from '../data/labels.tsx';
import { MemberName } from '../data/system-cell.tsx';
import { Highlight } from './highlight.tsx';
import { useT } from './messages.ts';

type Hit = Reply<'searchWorkspace'>['forms'][number]['hits'][number];

/** Facts beside a title at most. */
const FACTS = 2;

/** A record that was found: its title, where else it was found or what else is known of it, and whose it is. */
export function RecordLine(props: {
  readonly info: FormInfo;
  readonly hit: Hit;
  readonly facts: readonly string[];
  readonly refs: Refs;
}) {
  const t = useT();
  const { form } = props.info;
  const { title, found } = props.hit;
  const record = props.hit.record as RecordData;
  const label = useFieldLabel(form);
  const elsewhere = found.slice(0, FACTS);
  const facts = [...(form.stageField ? [form.stageField] : []), ...props.facts]
    .filter((key) => !isEmptyOn(record, key) && !elsewhere.some(({ field }) => field === key))
    .flatMap((key) => columnOf(form, key) ?? [])
    .slice(0, FACTS - elsewhere.length);
  return (
    <>
      <Icon name={form.document.trellis.icon ?? 'file-text'} />
      <span className="v-palette-record">
        <span className="v-palette-title t-ellipsis">
          {title.text ? <Highlight {...title} /> : t('unnamed')}
        </span>
        <span className="v-palette-facts">
          {elsewhere.map(({ field, text, ranges }) => (
            <span key={field} className="t-ellipsis">
              {label(field)} <Highlight text={text} ranges={ranges} />
            </span>
          ))}
          {facts.map((column) => (
            <span key={column.key} className="t-ellipsis">
              <Fact column={column} record={record} refs={props.refs} />
            </span>
          ))}
        </span>
      </span>
      {record.meta.owner ? (
        <span className="v-palette-hint">
          <MemberName id={record.meta.owner} refs={props.refs} />
        </span>
      ) : null}
    </>
  );
}

/** Tags as tags, the rest as text: a line is an option of a list, in which there is nothing else to open. */
function Fact(props: { readonly column: Column; readonly record: RecordData; readonly refs: Refs }) {
  const { column, record } = props;
  const env = useTextEnv(props.refs);
  if (!column.field || column.kind === 'option') return <ColumnCell {...props} />;
  const value = record.values[column.key] as Value;
  return value === null ? null : shownText(column.field, value, env);
}
