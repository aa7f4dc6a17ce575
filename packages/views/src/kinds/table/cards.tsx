import type { TableConfig } from '@trellis/metadata';
import { useMemo } from 'react';
import { CardList } from '../../cards/card-list.tsx';
import { RecordCard } from '../../cards/record-card.tsx';
import { colorFields } from '../../data/colors.ts';
import { columnsOf } from '../../data/columns.ts';
import { useColors } from '../../data/use-colors.tsx';
import type { ViewProps } from '../facet.tsx';

/** Facts below the title of a card, and px of such a card. */
const FACTS = 4;
const HEIGHT = 140;

/** The same rows as cards, for a narrow screen. */
export function RecordCards(props: ViewProps<TableConfig>) {
  const { info, view, config, query } = props;
  const { form } = info;
  const columns = useMemo(() => columnsOf(form, config.columns), [form, config]);
  const colorOf = useColors(view, form);
  const fields = useMemo(
    () => [
      ...new Set([...columns.flatMap(({ key, field }) => (field ? [key] : [])), ...colorFields(view, form)]),
    ],
    [columns, view, form],
  );
  return (
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
          facts={columns.slice(1)}
          most={FACTS}
          color={colorOf(record)}
          onOpen={() => props.openRecord(record.id)}
        />
      )}
    />
  );
}
