import { optionColors } from '@trellis/ui/react';
import type { CSSProperties, PointerEvent } from 'react';
import type { Entry } from './entries.tsx';
import { useEntryLink } from './hands.tsx';
import { useTimeT } from './messages.ts';
import { useTimeText } from './text.ts';

/** What a hand may do with a bar. */
export type Grip = 'move' | 'start' | 'end';

/** A record as a bar on a time axis; narrow ones say their name beside them. */
export function TimeBar(props: {
  readonly entry: Entry;
  readonly left: number;
  readonly width: number;
  readonly top: number;
  readonly carried: boolean;
  /** Share of it that is done. */
  readonly done?: number | undefined;
  readonly tab: boolean;
  readonly grips: readonly Grip[];
  readonly onGrab: (event: PointerEvent, entry: Entry, grip: Grip) => void;
}) {
  const { entry, grips } = props;
  const t = useTimeT();
  const text = useTimeText();
  const link = useEntryLink(entry);
  const { bg, fg, solid } = optionColors(entry.color ?? 'teal');
  const percent = props.done === undefined ? undefined : `${Math.round(props.done * 100)}%`;
  const said = [entry.title, text.span(entry.span), ...(percent ? [t('done', { percent })] : [])];
  const narrow = props.width < 56;
  const edge = (grip: Grip) =>
    grips.includes(grip) ? (
      <span
        className="v-bar-edge"
        data-edge={grip}
        title={t(grip === 'start' ? 'resizeStart' : 'resizeEnd')}
        onPointerDown={(event) => {
          event.stopPropagation();
          event.preventDefault();
          props.onGrab(event, entry, grip);
        }}
      />
    ) : null;
  return (
    <span
      className="v-bar"
      data-carried={props.carried || undefined}
      data-grab={grips.includes('move') || undefined}
      style={
        {
          left: props.left,
          width: props.width,
          top: props.top,
          '--v-bg': bg,
          '--v-fg': fg,
          '--v-solid': solid,
        } as CSSProperties
      }
    >
      {percent ? <span className="v-bar-done" aria-hidden style={{ width: percent }} /> : null}
      <a
        className="v-bar-link"
        {...link}
        tabIndex={props.tab ? 0 : -1}
        title={said.join('\n')}
        onPointerDown={(event) => {
          if (grips.includes('move')) props.onGrab(event, entry, 'move');
        }}
      >
        {narrow ? null : (
          <span className="t-ellipsis" aria-hidden>
            {entry.title}
          </span>
        )}
        <span className="t-sr-only">{said.join(', ')}</span>
      </a>
      {narrow ? (
        <span className="v-bar-beside" aria-hidden>
          {entry.title}
        </span>
      ) : null}
      {edge('start')}
      {edge('end')}
    </span>
  );
}
