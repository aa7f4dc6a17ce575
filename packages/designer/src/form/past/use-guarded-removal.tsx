import type { FormDocument } from '@trellis/metadata';
import { useClient, useLocale, useWorkspace } from '@trellis/ui/react';
import { useT } from './messages.ts';
import { useUsesDialog } from './use-uses-dialog.tsx';

/** Deletes at once what nothing else uses; says where the rest is used first, and leaves the choice. */
export function useGuardedRemoval(
  {
    app,
    formKey,
    document,
  }: { readonly app: string; readonly formKey: string; readonly document: FormDocument },
  remove: (names: readonly string[]) => void,
): (names: readonly string[]) => void {
  const t = useT();
  const { text } = useLocale();
  const client = useClient();
  const workspace = useWorkspace().key;
  const ask = useUsesDialog(`${app}:${formKey}`);
  return (names) => {
    const fields = names.filter((name) => Object.hasOwn(document.properties, name)).slice(0, 50);
    if (fields.length === 0) {
      remove(names);
      return;
    }
    const asked = client.call('listUses', { params: { workspace, app, key: formKey }, body: { fields } });
    asked.then(
      ({ uses }) => {
        if (uses.length === 0) {
          remove(names);
          return;
        }
        const [only] = fields;
        const label = only === undefined ? undefined : document.properties[only]?.trellis.label;
        ask({
          title:
            fields.length === 1 && label
              ? t('removeTitle', { field: text(label) })
              : t('removeManyTitle', { count: fields.length }),
          text: t('removeText'),
          uses,
          okText: t('removeAnyway'),
          onOk: () => remove(names),
        });
      },
      // Deleting can be undone: not knowing is no reason to forbid it.
      () => remove(names),
    );
  };
}
