import { Icon, OptionDot } from '@trellis/ui/react';
import { Button } from 'antd';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { EndlessCards, FirstCards } from './board-cards.tsx';
import { type NamedLane, useBoard } from './hands.tsx';
import { useBoardT } from './messages.ts';
import './phone-board.css';

/** One lane at a time, chosen above it; cards are moved by what they hold, not by dragging. */
export function PhoneBoard(props: {
  readonly lanes: readonly NamedLane[];
  /** Absent: no rows. */
  readonly swims: readonly NamedLane[] | undefined;
}) {
  const { lanes, swims } = props;
  const t = useBoardT();
  const { adderAt, countAt } = useBoard();
  const id = useId();
  const tabs = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState<string>();
  const lane =
    lanes.find((one) => one.id === chosen) ??
    lanes.find(({ count, folded }) => count > 0 && !folded) ??
    lanes[0];
  // biome-ignore lint/correctness/useExhaustiveDependencies: whichever lane is shown has its tab in sight
  useEffect(() => {
    const tab = tabs.current?.querySelector('[aria-selected="true"]');
    tab?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [lane?.id]);
  if (!lane) return null;
  const walk = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const next = lanes[lanes.indexOf(lane) + step];
    if (step === 0 || !next) return;
    event.preventDefault();
    setChosen(next.id);
    tabs.current?.querySelector<HTMLElement>(`[data-lane="${CSS.escape(next.id)}"]`)?.focus();
  };
  const add = adderAt({ lane: lane.key });
  return (
    <div className="v-phone-board" data-board>
      <div ref={tabs} className="v-phone-lanes" role="tablist" aria-label={t('board')}>
        {lanes.map((one) => (
          <button
            key={one.id}
            type="button"
            role="tab"
            id={`${id}-${one.id}`}
            data-lane={one.id}
            aria-selected={one === lane}
            aria-controls={`${id}-cards`}
            tabIndex={one === lane ? 0 : -1}
            onKeyDown={walk}
            onClick={() => setChosen(one.id)}
          >
            <OptionDot color={one.option?.color} />
            {one.name}
            <span
              className="v-lane-count t-num"
              data-over={(one.limit !== undefined && one.count > one.limit) || undefined}
            >
              {one.count}
            </span>
          </button>
        ))}
      </div>
      <div
        key={lane.id}
        id={`${id}-cards`}
        role="tabpanel"
        aria-labelledby={`${id}-${lane.id}`}
        className="v-phone-cards"
      >
        {lane.total === undefined && !add ? null : (
          <div className="v-phone-head">
            <span className="v-lane-sum t-num">
              {lane.total === undefined ? null : `${t('sum')} ${lane.total}`}
            </span>
            {add ? (
              <Button
                type="text"
                size="small"
                icon={<Icon name="plus" />}
                aria-label={t('add', { lane: lane.name })}
                onClick={add}
              />
            ) : null}
          </div>
        )}
        {swims ? (
          swims
            .filter((swim) => countAt({ lane: lane.key, swim: swim.key }) !== 0)
            .map((swim) => (
              <section key={swim.id} className="v-phone-swim" aria-label={swim.name}>
                <h3 className="t-ellipsis">
                  {swim.name}
                  <span className="v-lane-count t-num">{countAt({ lane: lane.key, swim: swim.key })}</span>
                </h3>
                <FirstCards place={{ lane: lane.key, swim: swim.key }} />
              </section>
            ))
        ) : (
          <EndlessCards place={{ lane: lane.key }} />
        )}
        {swims && lane.count === 0 ? <p className="v-board-note">{t('noCards')}</p> : null}
      </div>
    </div>
  );
}
