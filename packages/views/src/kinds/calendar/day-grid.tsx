// biome-ignore-all lint/a11y/useSemanticElements: a table's cells can neither share the height of the page nor lie over each other
// biome-ignore-all lint/a11y/useFocusableInteractive: the days take the focus, rows and heads do not
import { useEffect, useRef, useState } from 'react';
import type { Entry } from '../../time/entries.tsx';
import { useTimeText } from '../../time/text.ts';
import type { Wall } from '../../time/wall.ts';
import { BAR, DAY_HEAD, type Days, WeekRow } from './week-row.tsx';

/** Whole weeks below each other that share the height of the page. */
export function DayGrid(props: {
  readonly label: string;
  readonly weeks: readonly (readonly Wall[])[];
  readonly entries: readonly Entry[];
  readonly busy: boolean;
  readonly shared: Days;
}) {
  const text = useTimeText();
  const body = useRef<HTMLDivElement>(null);
  const [height, setHeight] = useState(0);
  useEffect(() => {
    const element = body.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setHeight(element.clientHeight));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const { weeks } = props;
  const lanes = Math.max(1, Math.floor((height / weeks.length - DAY_HEAD - 4) / BAR));
  return (
    <div className="v-days" role="grid" aria-label={props.label} aria-busy={props.busy}>
      <div className="v-days-head" role="row">
        {weeks[0]?.map((day) => (
          <span key={day} role="columnheader">
            {text.weekday(day)}
          </span>
        ))}
      </div>
      <div ref={body} className="v-days-body" role="rowgroup">
        {weeks.map((days) => (
          <WeekRow key={days[0]} days={days} entries={props.entries} lanes={lanes} shared={props.shared} />
        ))}
      </div>
    </div>
  );
}
