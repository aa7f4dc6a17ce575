import { localText } from '@trellis/metadata';
import { useLocale } from '@trellis/ui/react';
import type { CellProps } from '../../widgets/facet.tsx';
import type { UrlConfig } from './model.ts';

/** A link that opens in a tab of its own; only web addresses become one. */
export function UrlCell({ value, config }: CellProps<UrlConfig>) {
  const { locale } = useLocale();
  const address = String(value);
  const name = config.caption ? localText(config.caption, locale) : address.replace(/^https?:\/\/|\/$/g, '');
  if (!/^https?:\/\//.test(address)) return <span className="t-ellipsis">{address}</span>;
  return (
    <a
      className="t-ellipsis"
      href={address}
      title={address}
      target="_blank"
      rel="noopener noreferrer"
      onClick={(event) => event.stopPropagation()}
    >
      {name}
    </a>
  );
}
