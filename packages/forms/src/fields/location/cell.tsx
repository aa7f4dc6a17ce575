import { Icon } from '@trellis/ui/react';
import { useChoiceT } from '../../widgets/choice-messages.tsx';
import type { CellProps } from '../../widgets/facet.tsx';
import type { Location, LocationConfig } from './model.ts';

/** The place by its name where it has one; the coordinates beside it, or on hover in a row. */
export function LocationCell({ value, look }: CellProps<LocationConfig>) {
  const t = useChoiceT();
  const { lat, lng, text, accuracy } = value as unknown as Location;
  const coordinates = `${lat}, ${lng}`;
  const within = accuracy === undefined ? '' : t('accuracy', { metres: accuracy });
  if (look === 'row')
    return (
      <span className="t-ellipsis" title={[text, coordinates, within].filter(Boolean).join(' · ')}>
        <Icon name="environment" /> {text ?? coordinates}
      </span>
    );
  return (
    <span>
      <Icon name="environment" /> {text ? `${text} · ` : ''}
      <span className="t-num">{coordinates}</span>
      {within ? <span className="f-help"> {within}</span> : null}
    </span>
  );
}
