import { ChoiceSettings } from '../../widgets/choice-settings.tsx';
import type { SettingsProps } from '../../widgets/facet.tsx';
import type { SelectConfig } from './model.ts';

export function SelectSettings(props: SettingsProps<SelectConfig>) {
  return <ChoiceSettings {...props} many={false} displays={['dropdown', 'tiles', 'progress']} />;
}
