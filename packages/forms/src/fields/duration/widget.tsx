import { defineMessages } from '@trellis/ui/react';
import type { WidgetProps } from '../../widgets/facet.tsx';
import { ParsedInput } from '../../widgets/parsed-input.tsx';
import { useTextEnv } from '../../widgets/services.tsx';
import type { DurationConfig } from './model.ts';

const useOwnT = defineMessages('fields.duration.input', {
  zh: { sample: '如 1天2小时、90分钟' },
  en: { sample: 'Such as 1d 2h or 90m' },
});

/** Typed as people say it: 1.5h, 90m, 1天2小时. */
export function DurationWidget(props: WidgetProps<DurationConfig>) {
  const own = useOwnT();
  const env = useTextEnv();
  return (
    <ParsedInput
      {...props}
      placeholder={props.placeholder ?? own('sample')}
      show={(value) => props.field.type.format(value, props.field.config, env)}
    />
  );
}
