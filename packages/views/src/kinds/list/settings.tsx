import type { ListConfig } from '@trellis/metadata';
import type { SettingsProps } from '../facet.tsx';
import { useKindT } from '../messages.ts';
import { FieldSetting, FieldsSetting, isFactColumn, isOptionColumn, withSetting } from '../setting.tsx';

const FACTS = 6;

/** What a list says of each record. */
export function ListSettings({ info, config, onChange }: SettingsProps<ListConfig>) {
  const { form } = info;
  const t = useKindT();
  return (
    <div className="v-kind-settings">
      <FieldSetting
        form={form}
        label={t('badge')}
        fits={isOptionColumn}
        value={config.badge}
        onChange={(badge) => onChange(withSetting(config, 'badge', badge))}
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
