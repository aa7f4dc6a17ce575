import { useFormServices, useTextEnv } from '@trellis/forms/react';
import type { ColorRule } from '@trellis/metadata';
import { MemberAvatar, type RecordData, type Refs } from '@trellis/ui/react';
import type { ReactNode } from 'react';
import type { FormInfo } from '../catalog/catalog.ts';
import { ColumnCell } from '../data/column-cell.tsx';
import type { Column } from '../data/columns.ts';
import { isEmptyOn } from '../data/is-empty.ts';
import { useFieldLabel } from '../data/labels.tsx';
import { recordTitle } from '../data/record-title.ts';
import { tint } from '../data/use-colors.tsx';
import { useT } from '../messages.ts';
import { useNavigation } from '../navigation.tsx';
import './cards.css';

/** A record as a card: its name, and the facts of it that are filled in. The whole card opens it. */
export function RecordCard(props: {
  readonly info: FormInfo;
  readonly record: RecordData;
  readonly refs: Refs;
  readonly facts: readonly Column[];
  /** Facts at most. */
  readonly most: number;
  /** Stands beside the name. */
  readonly badge?: Column | undefined;
  /** Shows whose it is. */
  readonly owner?: boolean;
  /** Stands above the name. */
  readonly cover?: ReactNode;
  /** Over the whole card, along its edge, or at one fact. */
  readonly color?: ColorRule | undefined;
  readonly onOpen: () => void;
}) {
  const { info, record, refs, badge } = props;
  const { form } = info;
  const t = useT();
  const env = useTextEnv();
  const label = useFieldLabel(form);
  const navigation = useNavigation();
  const facts = props.facts.filter((column) => !isEmptyOn(record, column.key)).slice(0, props.most);
  return (
    <article className="v-record-card" {...tint(props.color, 'record')}>
      {props.cover}
      <div className="v-record-card-head">
        <a
          className="v-record-card-title t-ellipsis"
          href={navigation.href({ kind: 'record', app: form.app, form: form.key, id: record.id })}
          onClick={(event) => {
            if (event.ctrlKey || event.metaKey || event.shiftKey) return;
            event.preventDefault();
            props.onOpen();
          }}
        >
          {recordTitle(form, record.values, env) ?? t('unnamed')}
        </a>
        {badge && !isEmptyOn(record, badge.key) ? (
          <span className="v-record-card-badge">
            <ColumnCell column={badge} record={record} refs={refs} />
          </span>
        ) : null}
        {props.owner ? <Owner record={record} refs={refs} /> : null}
      </div>
      {facts.length > 0 ? (
        <dl>
          {facts.map((column) => (
            <div key={column.key} {...tint(props.color, { field: column.key })}>
              <dt className="t-ellipsis">{label(column.key)}</dt>
              <dd className="t-ellipsis">
                <ColumnCell column={column} record={record} refs={refs} />
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
    </article>
  );
}

function Owner({ record, refs }: { record: RecordData; refs: Refs }) {
  const { members } = useFormServices();
  const { owner } = record.meta;
  const name = owner ? (refs[owner]?.title ?? members.find(({ id }) => id === owner)?.name) : undefined;
  return name ? <MemberAvatar name={name} id={owner ?? undefined} size={20} /> : null;
}
