import type { WidgetProps } from '../../widgets/facet.tsx';
import { MemberSelect } from '../../widgets/member-select.tsx';
import type { MemberConfig } from './model.ts';

export function MemberWidget(props: WidgetProps<MemberConfig>) {
  return <MemberSelect {...props} multiple={props.config.many ?? false} range={props.config} />;
}
