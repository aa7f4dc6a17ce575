import { CARD_SIZES, type GalleryConfig } from '@trellis/metadata';
import type { SettingsProps } from '../facet.tsx';
import { useKindT } from '../messages.ts';
import { ChoiceSetting, FieldSetting, FieldsSetting, isFactColumn, withSetting } from '../setting.tsx';

const FACTS = 6;

/** Which picture a card shows, how large it is, and what it says. */
export function GallerySettings({ info, config, onChange }: SettingsProps<GalleryConfig>) {
  const { form } = info;
  const t = useKindT();
  return (
    <div className="v-kind-settings">
      <FieldSetting
        form={form}
        label={t('cover')}
        fits={({ kind }) => kind === 'file'}
        value={config.cover}
        onChange={(cover) => onChange(withSetting(config, 'cover', cover))}
      />
      <ChoiceSetting
        label={t('fit')}
        value={config.fit ?? 'fill'}
        options={(['fill', 'whole'] as const).map((value) => ({ value, label: t(value) }))}
        onChange={(fit) => onChange({ ...config, fit })}
      />
      <ChoiceSetting
        label={t('size')}
        value={config.size ?? 'medium'}
        options={CARD_SIZES.map((value) => ({ value, label: t(value) }))}
        onChange={(size) => onChange({ ...config, size })}
      />
      <FieldsSetting
        form={form}
        label={t('card')}
        fits={(column) => isFactColumn(column) && column.key !== form.titleField}
        most={FACTS}
        value={config.card}
        onChange={(card) => onChange({ ...config, card })}
      />
    </div>
  );
}
