import { Checkbox } from 'antd';
import type { MouseEvent, ReactNode } from 'react';
import { useT } from '../messages.ts';
import './tickable.css';
import { useLongPress } from './use-long-press.ts';

/** What a card has to know to be ticked. */
export interface Tick {
  readonly title: string;
  readonly checked: boolean;
  /** Cards are being ticked: a press on one ticks it instead of opening it. */
  readonly on: boolean;
  /** `range`: with all from the one before. */
  readonly toggle: (range: boolean) => void;
  /** A finger rested on it; absent where that means something else. */
  readonly rest?: (() => void) | undefined;
}

/** A card with a box to tick at its corner, in sight while it is pointed at or cards are being ticked. */
export function Tickable({ tick, children }: { readonly tick: Tick; readonly children: ReactNode }) {
  const t = useT();
  const { swallows, ...resting } = useLongPress(tick.on ? undefined : tick.rest);
  const press = (event: MouseEvent<HTMLElement>) => {
    const swallowed = swallows();
    if (!swallowed && !tick.on) return;
    if (event.target instanceof Element && event.target.closest('.v-tick-box')) return;
    event.preventDefault();
    event.stopPropagation();
    if (!swallowed) tick.toggle(event.shiftKey);
  };
  return (
    <div
      className="v-tick"
      data-on={tick.on || undefined}
      data-checked={tick.checked || undefined}
      {...resting}
      onClickCapture={press}
    >
      {children}
      <Checkbox
        className="v-tick-box"
        aria-label={t('selectRow', { title: tick.title })}
        checked={tick.checked}
        onChange={({ nativeEvent }) => tick.toggle((nativeEvent as globalThis.MouseEvent).shiftKey)}
        // On a board keys pick the card up.
        onKeyDown={(event) => event.stopPropagation()}
      />
    </div>
  );
}
