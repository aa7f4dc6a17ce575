import type { OptionColor } from '@trellis/metadata';
import type { CSSProperties, ReactNode } from 'react';
import { optionColors } from '../theme/option-colors.ts';

/** An option as a coloured tag. */
export function OptionTag({ color, children }: { color?: OptionColor | undefined; children: ReactNode }) {
  const { bg, fg } = optionColors(color);
  return (
    <span className="t-tag" style={{ '--t-tag-bg': bg, '--t-tag-fg': fg } as CSSProperties}>
      <span className="t-ellipsis">{children}</span>
    </span>
  );
}

/** The dot of an option's colour. */
export function OptionDot({ color, size = 8 }: { color?: OptionColor | undefined; size?: number }) {
  return (
    <span
      aria-hidden
      style={{
        display: 'inline-block',
        flex: 'none',
        width: size,
        height: size,
        borderRadius: '50%',
        background: optionColors(color).solid,
      }}
    />
  );
}
