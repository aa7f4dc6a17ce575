import type { WidgetProps } from '../../widgets/facet.tsx';
import { ParsedInput } from '../../widgets/parsed-input.tsx';

export function EmailWidget(props: WidgetProps) {
  return <ParsedInput {...props} inputMode="email" show={(value) => value} />;
}
