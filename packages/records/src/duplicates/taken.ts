import { type Issue, localText } from '@trellis/metadata';
import type { Access } from '../access/policy.ts';
import type { StoredKey } from '../storage/keys.ts';

/** What is said where another record has a key: at its first field, with the names of those that the member sees. */
export function keyTaken({ form, visible }: Pick<Access, 'form' | 'visible'>, { key }: StoredKey): Issue {
  const seen = key.fields.filter(({ field }) => visible.has(field));
  const labels = seen.map(({ field }) => form.fields.get(field)?.meta.label ?? { zh: field });
  const [first] = seen;
  return {
    path: first ? [first.field] : [],
    code: key.message ? 'key_refused' : 'key_taken',
    params: {
      // A key with something hidden in it is none that the member knows.
      ...(seen.length === key.fields.length ? { key: key.key } : {}),
      ...(key.message
        ? { message: key.message.zh, message_en: localText(key.message, 'en') }
        : labels.length > 0 && {
            labels: labels.map(({ zh }) => zh).join('、'),
            labels_en: labels.map((label) => localText(label, 'en')).join(', '),
          }),
    },
  };
}
