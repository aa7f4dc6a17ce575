import type { ComponentProps } from 'react';
import { GroupLine } from './group-line.tsx';
import type { Head } from './lines.ts';

/** Heads of the groups that what is in sight belongs to, above the list. */
export function PinnedHeads({
  heads,
  onToggle,
  onActivate,
  ...shown
}: Pick<ComponentProps<typeof GroupLine>, 'info' | 'levels' | 'columns' | 'frozen' | 'totals' | 'refs'> & {
  readonly heads: readonly { readonly head: Head; readonly line: number }[];
  readonly onToggle: (head: Head, line: number) => void;
  readonly onActivate: (line: number) => void;
}) {
  if (heads.length === 0) return null;
  return (
    <div className="v-group-pinned">
      {heads.map(({ head, line }) => (
        <GroupLine
          key={head.id}
          {...shown}
          head={head}
          line={line}
          active={false}
          onToggle={() => onToggle(head, line)}
          onActivate={() => onActivate(line)}
        />
      ))}
    </div>
  );
}
