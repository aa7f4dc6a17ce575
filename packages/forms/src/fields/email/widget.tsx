import { maskText } from '../../values/mask.ts';
import type { WidgetProps } from '../../widgets/facet.tsx';
import { ParsedInput } from '../../widgets/parsed-input.tsx';
import type { EmailConfig } from './model.ts';

export function EmailWidget(props: WidgetProps<EmailConfig>) {
  const { mask } = props.config;
  return (
    <ParsedInput
      {...props}
      inputMode="email"
      edit={(value) => value}
      show={(value) => (mask && !props.invalid ? maskText(value, mask) : value)}
    />
  );
}
