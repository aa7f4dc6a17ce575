import type { MouseEvent } from 'react';
import type { Refs } from './facet.tsx';
import { useT } from './messages.tsx';
import { useFormServices, useTitle } from './services.tsx';

/** Title of a record as a link to it, where there is a page to go to. */
export function RecordLink({ target, id, refs }: { target: string; id: string; refs?: Refs | undefined }) {
  const t = useT();
  const { recordHref, openRecord } = useFormServices();
  const title = useTitle(refs)(id);
  if (title === undefined) return <span className="t-muted t-ellipsis">{t('unknownRecord')}</span>;
  const href = recordHref?.(target, id);
  if (!href)
    return (
      <span className="t-ellipsis" title={title}>
        {title}
      </span>
    );
  const open = (event: MouseEvent) => {
    event.stopPropagation();
    // A click with a modifier opens a tab, as on any link.
    if (!openRecord || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    openRecord(target, id);
  };
  return (
    <a className="t-ellipsis" href={href} title={title} onClick={open}>
      {title}
    </a>
  );
}
