import { type CompiledField, stayOf, type Values } from '@trellis/forms/model';
import { StayText, useFormServices } from '@trellis/forms/react';
import type { ColorRule, KanbanConfig } from '@trellis/metadata';
import { formatDate, Icon, MemberAvatar, useLocale } from '@trellis/ui/react';
import { Button } from 'antd';
import { Cover } from '../../cards/cover.tsx';
import type { FormInfo } from '../../catalog/catalog.ts';
import { ColumnCell } from '../../data/column-cell.tsx';
import { type Column, isSystemField } from '../../data/columns.ts';
import { isEmptyOn } from '../../data/is-empty.ts';
import { useFieldLabel } from '../../data/labels.tsx';
import { systemValue } from '../../data/system-cell.tsx';
import { tint } from '../../data/use-colors.tsx';
import { useNavigation } from '../../navigation.tsx';
import './card.css';
import { dueOf } from './due.ts';
import { useBoardT } from './messages.ts';
import type { Card } from './moves.ts';

/** What is drawn of each card of a board. */
export interface CardLook {
  readonly info: FormInfo;
  readonly config: KanbanConfig;
  /** The field whose values are the lanes; absent for system fields. */
  readonly lane: CompiledField | undefined;
  readonly facts: readonly Column[];
  readonly cover: CompiledField | undefined;
  /** It shows who is responsible. */
  readonly owner: boolean;
}

/** A record on the board: its name, what matters most, by when, and whose it is. */
export function BoardCard(props: {
  readonly look: CardLook;
  readonly card: Card;
  readonly title: string;
  readonly color: ColorRule | undefined;
  /** It is where records end: nothing is late any more. */
  readonly done: boolean;
  readonly onOpen: () => void;
  /** Absent where it can't be moved. */
  readonly onMove: (() => void) | undefined;
}) {
  const { look, card, title, color } = props;
  const { record, refs } = card;
  const { info, config } = look;
  const { form } = info;
  const label = useFieldLabel(form);
  const t = useBoardT();
  const navigation = useNavigation();
  const facts = look.facts.filter((column) => !isEmptyOn(record, column.key));
  const stay = look.lane && stayOf(look.lane, record.values as Values, new Date().toISOString());
  return (
    <article className="v-card-body" data-density={config.density} {...tint(color, 'record')}>
      {look.cover ? (
        <Cover value={record.values[look.cover.key]} title={title} fit="fill" large={false} />
      ) : null}
      <div className="v-card-head">
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
          {title}
        </a>
        {props.onMove ? (
          <Button
            className="v-card-move"
            type="text"
            size="small"
            icon={<Icon name="arrow-right" />}
            aria-label={`${t('moveTo')} ${title}`}
            title={t('moveTo')}
            onClick={props.onMove}
            onKeyDown={(event) => event.stopPropagation()}
          />
        ) : null}
      </div>
      <div className="v-card-facts">
        {facts.map((column) => (
          <div key={column.key} className="v-card-fact" {...tint(color, { field: column.key })}>
            {config.labels === false || config.density === 'compact' ? null : (
              <span className="t-ellipsis">{label(column.key)}</span>
            )}
            <span className="t-ellipsis">
              <ColumnCell column={column} record={record} refs={refs} />
            </span>
          </div>
        ))}
      </div>
      <div className="v-card-foot">
        {config.due === undefined ? null : <DueText card={card} field={config.due} done={props.done} />}
        {stay?.standard === undefined || props.done ? null : <StayText stay={stay} />}
        {look.owner ? <Owner card={card} /> : null}
      </div>
    </article>
  );
}

function Owner({ card: { record, refs } }: { readonly card: Card }) {
  const { members } = useFormServices();
  const { owner } = record.meta;
  const name = owner ? (refs[owner]?.title ?? members.find(({ id }) => id === owner)?.name) : undefined;
  return name ? (
    <span className="v-card-owner">
      <MemberAvatar name={name} id={owner ?? undefined} size={20} />
    </span>
  ) : null;
}

/** Days that are counted; what is further off is said as a date. */
const SOON = 7;

/** By when a card has to be done; red when that has passed. */
function DueText(props: { readonly card: Card; readonly field: string; readonly done: boolean }) {
  const { record } = props.card;
  const t = useBoardT();
  const { locale } = useLocale();
  const { tz } = useFormServices();
  const { field } = props;
  const value = isSystemField(field) ? systemValue(record, field) : record.values[field];
  const due = dueOf(value, new Date().toISOString(), tz);
  if (!due) return null;
  const { day, days, over } = due;
  const date = formatDate(day, locale);
  const words = () => {
    if (props.done || (!over && days > SOON)) return date;
    if (over) return days < 0 ? t('overdue', { count: -days }) : t('overdueToday');
    if (days === 0) return t('dueToday');
    return days === 1 ? t('dueTomorrow') : t('dueIn', { count: days });
  };
  const tone = props.done ? undefined : over ? 'over' : days <= 1 ? 'soon' : undefined;
  return (
    <span className="v-card-due" data-tone={tone} title={date}>
      <Icon name="calendar" />
      {words()}
    </span>
  );
}
