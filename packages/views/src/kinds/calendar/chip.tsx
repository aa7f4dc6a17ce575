import { optionColors } from '@trellis/ui/react';
import type { CSSProperties, PointerEvent } from 'react';
import type { Entry } from '../../time/entries.tsx';
import { useEntryLink } from '../../time/hands.tsx';
import { useTimeText } from '../../time/text.ts';

/** A record as a bar on days or a block on hours. */
export function Chip(props: {
  readonly entry: Entry;
  readonly look: 'bar' | 'block';
  readonly style: CSSProperties;
  /** It is being carried, or its change is shown before it is there. */
  readonly carried: boolean;
  readonly cutStart?: boolean;
  readonly cutEnd?: boolean;
  /** Reached by Tab; bars of a month are reached through their day. */
  readonly tab: boolean;
  readonly onGrab?: ((event: PointerEvent) => void) | undefined;
  readonly onStretch?: ((event: PointerEvent) => void) | undefined;
}) {
  const { entry, look } = props;
  const text = useTimeText();
  const link = useEntryLink(entry);
  const { bg, fg, solid } = optionColors(entry.color ?? 'teal');
  const { span } = entry;
  const clock = span.allDay || props.cutStart ? undefined : text.clock(span.from);
  return (
    <span
      className="v-chip"
      data-look={look}
      data-carried={props.carried || undefined}
      data-cut-start={props.cutStart || undefined}
      data-cut-end={props.cutEnd || undefined}
      data-grab={props.onGrab ? true : undefined}
      style={{ ...props.style, '--v-bg': bg, '--v-fg': fg, '--v-solid': solid } as CSSProperties}
    >
      <a
        className="v-chip-link"
        {...link}
        title={`${entry.title}\n${text.span(span)}`}
        tabIndex={props.tab ? 0 : -1}
        onPointerDown={(event) => {
          event.stopPropagation();
          props.onGrab?.(event);
        }}
      >
        {clock ? <span className="v-chip-clock t-num">{clock}</span> : null}
        <span className="v-chip-title">{entry.title}</span>
      </a>
      {props.onStretch ? (
        <span
          className="v-chip-edge"
          aria-hidden
          onPointerDown={(event) => {
            event.stopPropagation();
            event.preventDefault();
            props.onStretch?.(event);
          }}
        />
      ) : null}
    </span>
  );
}
