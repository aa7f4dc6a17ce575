import { useIsPhone } from '@trellis/ui/react';
import { stayOf } from '../../form/stay.ts';
import type { WidgetProps } from '../../widgets/facet.tsx';
import { OptionSelect } from '../../widgets/option-select.tsx';
import { useRecordPart } from '../../widgets/record-on-screen.tsx';
import { StageBar } from '../../widgets/stage-bar.tsx';
import { StayText } from '../../widgets/stay-text.tsx';
import { type StageConfig, stage } from './model.ts';

/** A bar of steps at a desk; a choice on a phone and in cells. Steps that may not follow the stored one are shut. */
export function StageWidget(props: WidgetProps<StageConfig>) {
  const { config, field } = props;
  const isPhone = useIsPhone();
  const saved = useRecordPart((record) => record.saved);
  const stored = saved?.[field.key] ?? null;
  const value = typeof props.value === 'string' ? props.value : null;
  const before = typeof stored === 'string' ? stored : null;
  const allowed = (key: string) => key === before || !stage.step?.(before, key, config);
  const stay = saved && value === stored ? stayOf(field, saved, new Date().toISOString()) : undefined;
  const choice =
    isPhone || props.look === 'cell' ? (
      <OptionSelect {...props} options={config.options.filter(({ key }) => key === value || allowed(key))} />
    ) : (
      <StageBar
        id={props.id}
        options={config.options}
        value={value}
        onChange={props.onChange}
        allowed={allowed}
        disabled={props.disabled ?? false}
        describedBy={props.describedBy}
        label={props.label}
      />
    );
  if (!stay || props.look === 'cell') return choice;
  return (
    <>
      {choice}
      <StayText stay={stay} />
    </>
  );
}
