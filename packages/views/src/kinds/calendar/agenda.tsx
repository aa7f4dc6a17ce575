import { EmptyState } from '@trellis/ui/react';
import type { FormInfo } from '../../catalog/catalog.ts';
import type { Entry } from '../../time/entries.tsx';
import { useTimeT } from '../../time/messages.ts';
import { daysOf } from '../../time/span.ts';
import type { Wall } from '../../time/wall.ts';
import { DayList } from './day-list.tsx';

/** The days on which something begins, one below the other; what began earlier stands on the first day. */
export function Agenda(props: {
  readonly info: FormInfo;
  readonly entries: readonly Entry[];
  readonly facts: readonly string[];
  readonly from: Wall;
  readonly to: Wall;
  readonly onCreate: ((day: Wall) => void) | undefined;
}) {
  const t = useTimeT();
  const days = new Map<Wall, Entry[]>();
  for (const entry of [...props.entries].sort((a, b) => a.span.from - b.span.from)) {
    const covered = daysOf(entry.span);
    if (covered.from >= props.to || covered.to <= props.from) continue;
    const day = Math.max(covered.from, props.from);
    days.set(day, [...(days.get(day) ?? []), entry]);
  }
  const { onCreate } = props;
  if (days.size === 0)
    return <EmptyState icon="calendar" title={t('noneInRange')} description={t('noneInRangeText')} />;
  return (
    <div className="v-agenda">
      {[...days]
        .sort(([a], [b]) => a - b)
        .map(([day, entries]) => (
          <DayList
            key={day}
            info={props.info}
            day={day}
            entries={entries}
            facts={props.facts}
            onCreate={onCreate && (() => onCreate(day))}
          />
        ))}
    </div>
  );
}
