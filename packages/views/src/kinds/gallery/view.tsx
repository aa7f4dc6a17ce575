import { useTextEnv } from '@trellis/forms/react';
import type { CardSize, GalleryConfig } from '@trellis/metadata';
import { useIsPhone } from '@trellis/ui/react';
import { useMemo } from 'react';
import { CardList } from '../../cards/card-list.tsx';
import { Cover } from '../../cards/cover.tsx';
import { RecordCard } from '../../cards/record-card.tsx';
import { colorFields } from '../../data/colors.ts';
import { columnOf } from '../../data/columns.ts';
import { recordTitle } from '../../data/record-title.ts';
import { useColors } from '../../data/use-colors.tsx';
import type { ViewProps } from '../facet.tsx';
import './gallery.css';
import { gallery } from './model.ts';

const FACTS = 6;
/** Px of a card at least, and of its cover. */
const SIZES: Readonly<Record<CardSize, { width: number; cover: number }>> = {
  small: { width: 160, cover: 96 },
  medium: { width: 220, cover: 140 },
  large: { width: 320, cover: 220 },
};
/** On a phone two cards stand beside each other, unless large ones are wanted. */
const PHONE_WIDTH = 150;
/** Px of a card below its cover, and of each of its facts. */
const TEXT = 56;
const FACT = 28;

/** Records as cards with pictures, as many beside each other as there is room for. */
export function GalleryView(props: ViewProps<GalleryConfig>) {
  const { info, view, config, query } = props;
  const { form } = info;
  const env = useTextEnv();
  const facts = useMemo(() => config.card.flatMap((key) => columnOf(form, key) ?? []), [form, config]);
  const cover = config.cover === undefined ? undefined : form.fields.get(config.cover);
  const size = SIZES[config.size ?? 'medium'];
  const least = useIsPhone() && config.size !== 'large' ? PHONE_WIDTH : size.width;
  const colorOf = useColors(view, form);
  const fields = useMemo(
    () => [...new Set([...gallery.fields(config, form), ...colorFields(view, form)])],
    [config, form, view],
  );
  return (
    <div
      className="v-cards-page"
      data-look="gallery"
      style={{ '--v-cover': `${size.cover}px` } as React.CSSProperties}
    >
      <CardList
        info={info}
        query={{ ...query, fields }}
        least={least}
        height={(cover ? size.cover : 0) + TEXT + facts.length * FACT}
        empty={props.empty}
        picking={props.picking}
        render={(record, refs) => (
          <RecordCard
            info={info}
            record={record}
            refs={refs}
            facts={facts}
            most={FACTS}
            cover={
              cover ? (
                <Cover
                  value={record.values[cover.key]}
                  title={recordTitle(form, record.values, env) ?? ''}
                  fit={config.fit}
                  large={config.size === 'large'}
                />
              ) : undefined
            }
            color={colorOf(record)}
            onOpen={() => props.openRecord(record.id)}
          />
        )}
      />
    </div>
  );
}
