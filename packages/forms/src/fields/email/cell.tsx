import type { CellProps } from '../../widgets/facet.tsx';

export function EmailCell({ value }: CellProps) {
  const address = String(value);
  return (
    <a
      className="t-ellipsis"
      href={`mailto:${encodeURIComponent(address)}`}
      title={address}
      onClick={(event) => event.stopPropagation()}
    >
      {address}
    </a>
  );
}
