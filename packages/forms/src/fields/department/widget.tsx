import { DepartmentSelect } from '../../widgets/department-select.tsx';
import type { WidgetProps } from '../../widgets/facet.tsx';
import type { DepartmentConfig } from './model.ts';

export function DepartmentWidget(props: WidgetProps<DepartmentConfig>) {
  return <DepartmentSelect {...props} multiple={props.config.many ?? false} range={props.config} />;
}
