import { READINGS, type Reading } from '@trellis/metadata';
import type { CompiledField } from '../form/compile.ts';

/** Whether values of a field can be part of a key, or be compared with those of others. */
export const mayBeCompared = ({ kind, many, meta, type }: CompiledField): boolean =>
  !many &&
  kind !== 'file' &&
  kind !== 'json' &&
  !meta.encrypted &&
  !type.computed &&
  type.owned === undefined;

/** What may count of a field's values: of texts what people mean by them, of anything else the value itself. */
export const keyReadings = (field: CompiledField): readonly Reading[] =>
  field.kind === 'text' ? READINGS : ['exact'];

/** How values of a field are read unless somebody says otherwise. */
export const usualReading = ({ kind, type, config }: CompiledField): Reading =>
  kind === 'text' ? (type.reading?.(config) ?? 'text') : 'exact';
