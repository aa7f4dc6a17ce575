import { MemberAvatar } from '@trellis/ui/react';
import { type CellProps, idsOf } from '../../widgets/facet.tsx';
import { useT } from '../../widgets/messages.tsx';
import { useTitle } from '../../widgets/services.tsx';

export function MemberCell({ value, refs, look }: CellProps) {
  const t = useT();
  const title = useTitle(refs);
  return (
    <span className="f-tags" data-look={look}>
      {idsOf(value).map((id) => {
        const name = title(id);
        return name === undefined ? (
          <span key={id} className="t-muted">
            {t('unknownRecord')}
          </span>
        ) : (
          <MemberAvatar key={id} id={id} name={name} size={20} showName />
        );
      })}
    </span>
  );
}
