import type { WidgetProps } from '../../widgets/facet.tsx';
import { RoleSelect } from '../../widgets/role-select.tsx';
import type { RoleConfig } from './model.ts';

export function RoleWidget(props: WidgetProps<RoleConfig>) {
  return <RoleSelect {...props} multiple={props.config.many ?? false} />;
}
