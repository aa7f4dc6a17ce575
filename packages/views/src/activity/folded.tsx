import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { useT } from './messages.ts';

/** Shows the beginning of something long, and the rest on request. */
export function Folded(props: {
  /** What people wrote is read further than a value. */
  readonly tall?: boolean;
  readonly children: ReactNode;
}) {
  const t = useT();
  const box = useRef<HTMLDivElement>(null);
  const [long, setLong] = useState(false);
  const [open, setOpen] = useState(false);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element || open) return;
    const measure = () => setLong(element.scrollHeight > element.clientHeight + 1);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [open]);
  return (
    <>
      <div ref={box} className="v-folded" data-open={open || undefined} data-tall={props.tall}>
        {props.children}
      </div>
      {long ? (
        <button type="button" className="v-fold" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t(open ? 'fold' : 'unfold')}
        </button>
      ) : null}
    </>
  );
}
