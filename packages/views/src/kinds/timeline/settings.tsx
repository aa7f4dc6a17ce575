import type { TimelineConfig } from '@trellis/metadata';
import { TimeSettings, ZoomSetting } from '../../time/time-settings.tsx';
import type { SettingsProps } from '../facet.tsx';
import { useKindT } from '../messages.ts';
import { FieldSetting } from '../setting.tsx';

const ROWS = new Set(['option', 'ref', 'boolean']);

/** What there is a row for, and from when to when bars go. */
export function TimelineSettings({ info, config, onChange }: SettingsProps<TimelineConfig>) {
  const t = useKindT();
  return (
    <div className="v-kind-settings">
      <FieldSetting
        form={info.form}
        label={t('row')}
        fits={({ key, kind, field }) =>
          ROWS.has(kind) && key !== '_id' && key !== '_collaborator_ids' && !field?.many && !field?.owned
        }
        required
        value={config.row}
        onChange={(row) => {
          if (row) onChange({ ...config, row });
        }}
      />
      <TimeSettings info={info} config={config} onChange={onChange} />
      <ZoomSetting value={config.zoom} onChange={(zoom) => onChange({ ...config, zoom })} />
    </div>
  );
}
