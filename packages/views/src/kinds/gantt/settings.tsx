import type { GanttConfig } from '@trellis/metadata';
import { TimeSettings, ZoomSetting } from '../../time/time-settings.tsx';
import type { SettingsProps } from '../facet.tsx';
import { useKindT } from '../messages.ts';
import { FieldSetting, withSetting } from '../setting.tsx';

/** From when to when bars go, how much of them is done, and what waits for what. */
export function GanttSettings({ info, config, onChange }: SettingsProps<GanttConfig>) {
  const { form } = info;
  const t = useKindT();
  return (
    <div className="v-kind-settings">
      <TimeSettings info={info} config={config} endRequired onChange={onChange} />
      <FieldSetting
        form={form}
        label={t('progress')}
        fits={({ kind, field }) => kind === 'number' && !field?.many && !field?.meta.encrypted}
        value={config.progress}
        onChange={(progress) => onChange(withSetting(config, 'progress', progress))}
      />
      <FieldSetting
        form={form}
        label={t('depends')}
        fits={({ field }) => field?.target === form.ref}
        value={config.depends}
        onChange={(depends) => onChange(withSetting(config, 'depends', depends))}
      />
      <FieldSetting
        form={form}
        label={t('parent')}
        fits={({ field }) => field?.target === form.ref && !field.many}
        value={config.parent}
        onChange={(parent) => onChange(withSetting(config, 'parent', parent))}
      />
      <ZoomSetting value={config.zoom} onChange={(zoom) => onChange({ ...config, zoom })} />
    </div>
  );
}
