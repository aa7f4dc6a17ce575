import { MemberAvatar } from '@trellis/ui/react';
import type { CellProps } from '../../widgets/facet.tsx';
import { useT } from '../../widgets/messages.tsx';
import { useTitle } from '../../widgets/services.tsx';

export function MemberCell({ value, refs }: CellProps) {
  const t = useT();
  const id = String(value);
  const name = useTitle(refs)(id);
  if (name === undefined) return <span className="t-muted">{t('unknownRecord')}</span>;
  return <MemberAvatar id={id} name={name} size={20} showName />;
}
