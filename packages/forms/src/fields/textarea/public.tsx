import { nativeAttributes, type PublicFacet } from '../../public/facet.tsx';
import type { TextareaConfig } from './model.ts';

export const publicTextarea: PublicFacet<TextareaConfig> = {
  type: 'textarea',
  Input: (props) => (
    <textarea
      {...nativeAttributes(props)}
      className="p-input p-area"
      rows={props.config.rows}
      value={typeof props.value === 'string' ? props.value : ''}
      onChange={({ target }) => props.onChange(target.value === '' ? null : target.value)}
    />
  ),
};
