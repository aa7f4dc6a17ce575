import { localDateTime, zonedToInstant } from '@trellis/logic';
import { useWorkspace } from '@trellis/ui/react';
import { Input } from 'antd';
import { useT } from './messages.ts';
import './past.css';

/** Chooses a moment of the past by the clock of the workspace. */
export function MomentInput(props: {
  readonly at: string | undefined;
  readonly onChange: (at: string) => void;
}) {
  const t = useT();
  const { tz } = useWorkspace();
  const wallOf = (instant: string) => localDateTime(instant, tz).slice(0, 19);
  return (
    <Input
      type="datetime-local"
      step={1}
      className="v-past-at"
      aria-label={t('at')}
      value={props.at ? wallOf(props.at) : ''}
      max={wallOf(new Date().toISOString())}
      onChange={({ target: { value } }) => {
        // To the end of the second, since changes have milliseconds.
        const wall = value.length === 16 ? `${value}:59` : value;
        const instant = value ? zonedToInstant(`${wall}.999`, tz) : null;
        if (instant && instant <= new Date().toISOString()) props.onChange(instant);
      }}
    />
  );
}
