import type { CellProps } from '../../widgets/facet.tsx';
import { MaybeMasked } from '../../widgets/masked.tsx';
import type { EmailConfig } from './model.ts';

export function EmailCell({ value, config }: CellProps<EmailConfig>) {
  const address = String(value);
  return (
    <MaybeMasked text={address} mask={config.mask}>
      <a
        className="t-ellipsis"
        href={`mailto:${encodeURIComponent(address)}`}
        title={address}
        onClick={(event) => event.stopPropagation()}
      >
        {address}
      </a>
    </MaybeMasked>
  );
}
