import { Icon, OptionDot, Sheet } from '@trellis/ui/react';
import { Input, Select } from 'antd';
import { useId, useRef, useState } from 'react';
import { laneId, laneOf } from './lanes.ts';
import { useBoardT } from './messages.ts';
import './move-sheet.css';
import type { Card, Place } from './moves.ts';
import type { Target } from './targets.ts';

/** Lanes beyond which one looks for them by name. */
const MANY = 8;

/** Asks where to: what a mouse does by dragging, for keyboards and fingers. */
export function MoveSheet(props: {
  readonly card: Card;
  readonly title: string;
  readonly lanes: readonly Target[];
  /** Absent: no rows. */
  readonly swims: readonly Target[] | undefined;
  readonly against: (place: Place) => string | undefined;
  readonly onMove: (place: Place) => void;
  readonly onClose: () => void;
}) {
  const { card, lanes, swims } = props;
  const { place } = card;
  const t = useBoardT();
  const id = useId();
  const body = useRef<HTMLDivElement>(null);
  const [swim, setSwim] = useState(place.swim);
  const [search, setSearch] = useState('');
  const words = search.trim().toLowerCase();
  const found = lanes.filter(({ name }) => name.toLowerCase().includes(words));
  const placeAt = (lane: string | null): Place => (swim === undefined ? { lane } : { lane, swim });
  return (
    <Sheet
      open
      title={t('moveTitle', { title: props.title })}
      onClose={props.onClose}
      width={420}
      afterOpenChange={(open) => {
        if (open) body.current?.querySelector<HTMLElement>('input:not([role]), li > button:enabled')?.focus();
      }}
    >
      <div ref={body} className="v-move">
        {swims && swim !== undefined ? (
          <div className="f-field">
            <label className="f-label" htmlFor={id}>
              {t('moveRow')}
            </label>
            <Select
              id={id}
              showSearch={{ optionFilterProp: 'label' }}
              value={laneId(swim)}
              options={swims.map(({ key, name }) => ({ value: laneId(key), label: name }))}
              onChange={(next) => setSwim(laneOf(next))}
            />
          </div>
        ) : null}
        {lanes.length > MANY ? (
          <Input
            allowClear
            prefix={<Icon name="search" />}
            aria-label={t('moveFind')}
            placeholder={t('moveFind')}
            value={search}
            onChange={({ target }) => setSearch(target.value)}
          />
        ) : null}
        {found.length === 0 ? <p className="v-board-note">{t('noLane')}</p> : null}
        <ul>
          {found.map(({ key, name, color }) => {
            const to = placeAt(key);
            const here = key === place.lane && swim === place.swim;
            const reason = here ? t('here') : props.against(to);
            return (
              <li key={laneId(key)}>
                <button
                  type="button"
                  disabled={reason !== undefined}
                  onClick={() => {
                    props.onClose();
                    props.onMove(to);
                  }}
                >
                  <OptionDot color={color} />
                  <span className="t-ellipsis">{name}</span>
                  {reason ? <small>{reason}</small> : null}
                </button>
              </li>
            );
          })}
        </ul>
      </div>
    </Sheet>
  );
}
