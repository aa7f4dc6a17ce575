import type { ListConfig } from '@trellis/metadata';
import { useMemo } from 'react';
import { CardList } from '../../cards/card-list.tsx';
import { RecordCard } from '../../cards/record-card.tsx';
import { colorFields } from '../../data/colors.ts';
import { columnOf } from '../../data/columns.ts';
import { useColors } from '../../data/use-colors.tsx';
import type { ViewProps } from '../facet.tsx';
import { list } from './model.ts';

const FACTS = 6;
/** Px of a card until it has been measured. */
const HEIGHT = 92;

/** Records as short cards one below the other. */
export function ListView(props: ViewProps<ListConfig>) {
  const { info, view, config, query } = props;
  const { form } = info;
  const facts = useMemo(() => config.card.flatMap((key) => columnOf(form, key) ?? []), [form, config]);
  const badge = config.badge === undefined ? undefined : columnOf(form, config.badge);
  const colorOf = useColors(view, form);
  const fields = useMemo(
    () => [...new Set([...list.fields(config, form), ...colorFields(view, form)])],
    [config, form, view],
  );
  return (
    <div className="v-cards-page" data-look="list">
      <CardList
        info={info}
        query={{ ...query, fields }}
        height={HEIGHT}
        empty={props.empty}
        picking={props.picking}
        render={(record, refs) => (
          <RecordCard
            info={info}
            record={record}
            refs={refs}
            facts={facts}
            most={FACTS}
            badge={badge}
            owner
            color={colorOf(record)}
            onOpen={() => props.openRecord(record.id)}
          />
        )}
      />
    </div>
  );
}
