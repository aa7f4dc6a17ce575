import { CARD_DENSITIES, type CardDensity, LANE_ORDERS, type LaneOrder } from '@trellis/metadata';
import { Segmented } from 'antd';
import { useBoardT } from './messages.ts';

/** How much room cards take. */
export function DensitySwitch(props: {
  readonly value: CardDensity | undefined;
  readonly onChange: (density: CardDensity) => void;
}) {
  const t = useBoardT();
  return (
    <Segmented<CardDensity>
      block
      size="small"
      aria-label={t('density')}
      value={props.value ?? 'roomy'}
      options={CARD_DENSITIES.map((value) => ({ value, label: t(value) }))}
      onChange={props.onChange}
    />
  );
}

/** How lanes of people and records stand. */
export function OrderSwitch(props: {
  readonly value: LaneOrder | undefined;
  readonly onChange: (order: LaneOrder) => void;
}) {
  const t = useBoardT();
  const labels = { value: t('orderValue'), count: t('orderCount') };
  return (
    <Segmented<LaneOrder>
      block
      size="small"
      aria-label={t('order')}
      value={props.value ?? 'value'}
      options={LANE_ORDERS.map((value) => ({ value, label: labels[value] }))}
      onChange={props.onChange}
    />
  );
}
