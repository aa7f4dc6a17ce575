import type { WidgetProps } from '../../widgets/facet.tsx';
import { ParsedInput } from '../../widgets/parsed-input.tsx';
import { useTextEnv } from '../../widgets/services.tsx';
import type { PhoneConfig } from './model.ts';

export function PhoneWidget(props: WidgetProps<PhoneConfig>) {
  const env = useTextEnv();
  return (
    <ParsedInput
      {...props}
      inputMode="tel"
      show={(value) => props.field.type.format(value, props.field.config, env)}
    />
  );
}
