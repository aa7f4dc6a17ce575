import { type Issue, localText } from '@trellis/metadata';
import type { CatalogForm } from '../contract.ts';
import type { StoredKey } from '../storage/keys.ts';

/** What is said where another record has a key: at its first field. */
export function keyTaken({ fields }: CatalogForm, { key }: StoredKey): Issue {
  const labels = key.fields.map(({ field }) => fields.get(field)?.meta.label ?? { zh: field });
  const [first] = key.fields;
  return {
    path: [first?.field ?? ''],
    code: key.message ? 'key_refused' : 'key_taken',
    params: {
      key: key.key,
      ...(key.message
        ? { message: key.message.zh, message_en: localText(key.message, 'en') }
        : {
            labels: labels.map(({ zh }) => zh).join('、'),
            labels_en: labels.map((label) => localText(label, 'en')).join(', '),
          }),
    },
  };
}
