import { Icon } from '@trellis/ui/react';
import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import type { FormInfo } from '../../catalog/catalog.ts';
import type { Entry } from '../../time/entries.tsx';
import { EntryRow } from '../../time/entry-row.tsx';
import { useTimeT } from '../../time/messages.ts';
import { useTimeText } from '../../time/text.ts';
import type { Wall } from '../../time/wall.ts';

/** All that is on a day, to open, to move, or to add to. */
export function DayList(props: {
  readonly info: FormInfo;
  readonly day: Wall;
  readonly entries: readonly Entry[];
  readonly facts: readonly string[];
  readonly onCreate?: (() => void) | undefined;
  /** Takes the focus when it appears. */
  readonly focus?: boolean;
}) {
  const t = useTimeT();
  const text = useTimeText();
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!props.focus) return;
    const first = box.current?.querySelector<HTMLElement>('a') ?? box.current?.querySelector('button');
    first?.focus();
  }, [props.focus]);
  return (
    <section ref={box} className="v-day-list" aria-label={text.fullDay(props.day)}>
      <header className="v-day-list-head">
        <strong>{text.fullDay(props.day)}</strong>
        {props.onCreate ? (
          <Button type="text" size="small" icon={<Icon name="plus" />} onClick={props.onCreate}>
            {t('createHere')}
          </Button>
        ) : null}
      </header>
      {props.entries.length === 0 ? <p className="v-day-list-empty">{t('noneOnDay')}</p> : null}
      {props.entries.map((entry) => (
        <EntryRow key={entry.id} info={props.info} entry={entry} facts={props.facts} day={props.day} />
      ))}
    </section>
  );
}
