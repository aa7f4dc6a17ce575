import type { CalendarMode } from '@trellis/metadata';
import { Icon, useIsPhone } from '@trellis/ui/react';
import { Button, Segmented } from 'antd';
import type { ReactNode } from 'react';
import { useTimeT } from '../../time/messages.ts';
import { useTimeText } from '../../time/text.ts';
import { DAY, type Wall } from '../../time/wall.ts';

/** Which stretch of time is shown, and by what measure. */
export function CalendarHead(props: {
  readonly mode: CalendarMode;
  readonly modes: readonly CalendarMode[];
  readonly at: Wall;
  readonly from: Wall;
  readonly to: Wall;
  readonly onMode: (mode: CalendarMode) => void;
  readonly onToday: () => void;
  readonly onStep: (step: 1 | -1) => void;
  /** Said beside the title. */
  readonly note?: ReactNode;
  readonly extra?: ReactNode;
}) {
  const t = useTimeT();
  const text = useTimeText();
  const phone = useIsPhone();
  const { mode } = props;
  const title =
    mode === 'day'
      ? text.fullDay(props.at)
      : mode === 'week' && !phone
        ? `${text.month(props.from)} · ${text.day(props.from)} – ${text.day(props.to - DAY)}`
        : text.month(props.at);
  return (
    <div className="v-time-head">
      {phone ? null : (
        <Button size="small" onClick={props.onToday}>
          {t('today')}
        </Button>
      )}
      <Button
        type="text"
        size="small"
        icon={<Icon name="left" />}
        aria-label={t('before')}
        onClick={() => props.onStep(-1)}
      />
      <Button
        type="text"
        size="small"
        icon={<Icon name="right" />}
        aria-label={t('after')}
        onClick={() => props.onStep(1)}
      />
      <h2 className="v-time-title t-num" aria-live="polite">
        {title}
      </h2>
      <span className="v-time-note">{props.note}</span>
      {props.extra}
      <Segmented<CalendarMode>
        size="small"
        aria-label={t('scale')}
        value={mode}
        options={props.modes.map((value) => ({ value, label: t(value) }))}
        onChange={props.onMode}
      />
    </div>
  );
}
