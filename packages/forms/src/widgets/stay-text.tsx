import { Icon } from '@trellis/ui/react';
import type { Stay } from '../form/stay.ts';
import { useChoiceT } from './choice-messages.tsx';

/** "停留 12 天 / 标准 7 天", red when over. */
export function StayText({ stay }: { stay: Stay }) {
  const t = useChoiceT();
  const { days, standard, over } = stay;
  return (
    <span className="f-stay" data-over={over || undefined}>
      <Icon name={over ? 'warning' : 'clock-circle'} />
      {standard === undefined ? t('stayed', { days }) : t('stayedOf', { days, standard })}
    </span>
  );
}
