import { type CompiledField, stayOf, type Values } from '@trellis/forms/model';
import { StayText, useFormServices } from '@trellis/forms/react';
import { MemberAvatar, type RecordData, type Refs } from '@trellis/ui/react';
import type { FormInfo } from '../../catalog/catalog.ts';
import { ColumnCell } from '../../data/column-cell.tsx';
import { columnOf } from '../../data/columns.ts';
import { isEmptyOn } from '../../data/is-empty.ts';
import { useFieldLabel } from '../../data/labels.tsx';
import { useNavigation } from '../../navigation.tsx';

/** Facts on a card at most: more would make it a form. */
const FACTS = 3;

/** A record on the board: its name, what matters most, and whose it is. */
export function BoardCard(props: {
  readonly info: FormInfo;
  /** The field whose values are the lanes. */
  readonly lane: CompiledField;
  readonly facts: readonly string[];
  readonly record: RecordData;
  readonly refs: Refs;
  readonly title: string;
  readonly onOpen: () => void;
}) {
  const { record, refs, info } = props;
  const { form } = info;
  const label = useFieldLabel(form);
  const navigation = useNavigation();
  const { members } = useFormServices();
  const stay = stayOf(props.lane, record.values as Values, new Date().toISOString());
  const { owner } = record.meta;
  const ownerName = owner ? (refs[owner]?.title ?? members.find((m) => m.id === owner)?.name) : undefined;
  const facts = props.facts
    .flatMap((key) => columnOf(form, key) ?? [])
    .filter((column) => !isEmptyOn(record, column.key))
    .slice(0, FACTS);
  return (
    <article className="v-card-body">
      <a
        className="v-card-title"
        href={navigation.href({ kind: 'record', app: form.app, form: form.key, id: record.id })}
        draggable={false}
        onClick={(event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          props.onOpen();
        }}
        // Enter opens; only the card itself is picked up by keys.
        onKeyDown={(event) => event.stopPropagation()}
      >
        {props.title}
      </a>
      {facts.map((column) => (
        <div key={column.key} className="v-card-fact">
          <span className="t-ellipsis">{label(column.key)}</span>
          <span className="t-ellipsis">
            <ColumnCell column={column} record={record} refs={refs} />
          </span>
        </div>
      ))}
      {stay?.standard === undefined ? null : <StayText stay={stay} />}
      {ownerName ? (
        <span className="v-card-owner">
          <MemberAvatar name={ownerName} id={owner ?? undefined} size={20} />
        </span>
      ) : null}
    </article>
  );
}
