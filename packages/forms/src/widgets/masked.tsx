import { Icon } from '@trellis/ui/react';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { type Mask, maskText } from '../values/mask.ts';
import { useMoreT } from './more-messages.tsx';

/** A text with stars, and a button that shows what they hide. */
function Masked({ text, mask, children }: { text: string; mask: Mask; children: ReactNode }) {
  const t = useMoreT();
  const [open, setOpen] = useState(false);
  return (
    <span className="f-masked">
      <span className="t-ellipsis">{open ? children : maskText(text, mask)}</span>
      <Button
        type="text"
        size="small"
        className="f-inline-button"
        aria-label={t(open ? 'hide' : 'reveal')}
        title={t(open ? 'hide' : 'reveal')}
        icon={<Icon name={open ? 'eye-off' : 'eye'} />}
        onClick={(event) => {
          event.stopPropagation();
          setOpen(!open);
        }}
      />
    </span>
  );
}

/** The text as it is, or masked where the field says so. */
export function MaybeMasked({
  text,
  mask,
  children,
}: {
  text: string;
  mask: Mask | undefined;
  children: ReactNode;
}) {
  return mask ? (
    <Masked text={text} mask={mask}>
      {children}
    </Masked>
  ) : (
    children
  );
}
