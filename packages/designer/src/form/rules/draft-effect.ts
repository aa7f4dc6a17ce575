import type { Effect } from './lens.ts';

/** An effect while it is being put together. “value” is no effect of a rule: it leads to the default of a field. */
export type DraftEffect = Effect | { readonly kind: 'value'; readonly field: string };

/** An effect of a kind with nothing chosen; what the one before named stays where it fits. */
export function effectOf(kind: DraftEffect['kind'], before?: DraftEffect): DraftEffect {
  const fields = before && 'fields' in before ? before.fields : [];
  const field = before && 'field' in before ? before.field : '';
  switch (kind) {
    case 'show':
      return { kind, fields, sections: [] };
    case 'require':
    case 'lock':
      return { kind, fields };
    case 'options':
      return { kind, field: '', options: [] };
    case 'hint':
      return { kind, field, text: { zh: '' } };
    case 'value':
      return { kind, field };
  }
}

/** Whether an effect says enough to be kept. */
export function isComplete(effect: DraftEffect): effect is Effect {
  switch (effect.kind) {
    case 'show':
      return effect.fields.length + effect.sections.length > 0;
    case 'options':
      return effect.field !== '' && effect.options.length > 0;
    case 'hint':
      return effect.field !== '' && effect.text.zh.trim() !== '';
    case 'value':
      return false;
    default:
      return effect.fields.length > 0;
  }
}
