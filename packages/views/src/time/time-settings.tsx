import { TIME_ZOOMS, type TimeZoom } from '@trellis/metadata';
import type { FormInfo } from '../catalog/catalog.ts';
import { columnOf } from '../data/columns.ts';
import { useKindT } from '../kinds/messages.ts';
import { ChoiceSetting, FieldSetting, isDateColumn, isOptionColumn, withSetting } from '../kinds/setting.tsx';
import { useTimeT } from './messages.ts';

interface TimeConfig {
  readonly start: string;
  readonly end?: string;
  readonly color?: string;
}

/** The settings that everything along time has. An end of another kind than the start goes with it. */
export function TimeSettings<C extends TimeConfig>(props: {
  readonly info: FormInfo;
  readonly config: C;
  readonly endRequired?: boolean;
  readonly onChange: (config: C) => void;
}) {
  const { config, onChange } = props;
  const { form } = props.info;
  const t = useKindT();
  const kind = columnOf(form, config.start)?.kind;
  const ends = (key: string | undefined, of: typeof kind) => columnOf(form, key ?? '')?.kind === of;
  return (
    <>
      <FieldSetting
        form={form}
        label={t('start')}
        fits={isDateColumn}
        required
        value={config.start}
        onChange={(start) => {
          if (!start) return;
          const next = { ...config, start };
          const keeps = props.endRequired || ends(config.end, columnOf(form, start)?.kind);
          onChange(keeps ? next : withSetting(next, 'end', undefined));
        }}
      />
      <FieldSetting
        form={form}
        label={t('end')}
        fits={(column) => isDateColumn(column) && column.kind === kind && column.key !== config.start}
        required={props.endRequired ?? false}
        value={config.end}
        onChange={(end) => onChange(withSetting(config, 'end', end))}
      />
      <FieldSetting
        form={form}
        label={t('color')}
        fits={isOptionColumn}
        value={config.color}
        onChange={(color) => onChange(withSetting(config, 'color', color))}
      />
    </>
  );
}

/** The scale that a time axis opens with. */
export function ZoomSetting(props: {
  readonly value: TimeZoom | undefined;
  readonly onChange: (zoom: TimeZoom) => void;
}) {
  const t = useKindT();
  const words = useTimeT();
  return (
    <ChoiceSetting
      label={t('zoom')}
      value={props.value ?? 'week'}
      options={TIME_ZOOMS.map((value) => ({ value, label: words(value) }))}
      onChange={props.onChange}
    />
  );
}
