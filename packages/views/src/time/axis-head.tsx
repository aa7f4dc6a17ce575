import { TIME_ZOOMS, type TimeZoom } from '@trellis/metadata';
import { Icon } from '@trellis/ui/react';
import { Button, Segmented } from 'antd';
import type { ReactNode } from 'react';
import { useTimeT } from './messages.ts';

/** Moves along a time axis, and changes its scale. */
export function AxisHead(props: {
  readonly zoom: TimeZoom;
  readonly onZoom: (zoom: TimeZoom) => void;
  readonly onToday: () => void;
  readonly onStep: (step: 1 | -1) => void;
  readonly note?: ReactNode;
  readonly extra?: ReactNode;
}) {
  const t = useTimeT();
  return (
    <div className="v-time-head">
      <Button size="small" onClick={props.onToday}>
        {t('today')}
      </Button>
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
      <span className="v-time-note">{props.note}</span>
      {props.extra}
      <Segmented<TimeZoom>
        size="small"
        aria-label={t('scale')}
        value={props.zoom}
        options={TIME_ZOOMS.map((value) => ({ value, label: t(value) }))}
        onChange={props.onZoom}
      />
    </div>
  );
}
