import { ownerOf, splitRef } from '@trellis/forms/model';
import type { DesignActions } from '@trellis/forms/react';
import { localText } from '@trellis/metadata';
import { useClient, useLocale, useWorkspace } from '@trellis/ui/react';
import { useCallback } from 'react';
import { useDesign } from '../design.tsx';
import { useT } from './messages.ts';
import { useUsesDialog } from './use-uses-dialog.tsx';

/** Lets an option of a field go at once where nothing names it; says where it is named first, and leaves the choice. */
export function useGuardedOption(fieldKey: string): DesignActions['letOptionGo'] {
  const t = useT();
  const { locale } = useLocale();
  const { app, form } = useDesign();
  const client = useClient();
  const workspace = useWorkspace().key;
  const owner = ownerOf(form.ref);
  const ref = owner?.form ?? form.ref;
  const field = owner ? `${owner.field}.${fieldKey}` : fieldKey;
  const ask = useUsesDialog(ref);
  return useCallback(
    (option, how, go) => {
      const { key } = splitRef(ref);
      const asked = client.call('listUses', {
        params: { workspace, app, key },
        body: { fields: [field], option: option.key },
      });
      const retires = how === 'retire';
      asked.then(
        ({ uses }) => {
          if (uses.length === 0) go();
          else
            ask({
              title: t('removeTitle', { field: localText(option.label, locale) }),
              text: t(retires ? 'retireText' : 'removeText'),
              uses: retires ? uses.map((use) => ({ ...use, blocks: false })) : uses,
              okText: t(retires ? 'retireAnyway' : 'removeAnyway'),
              onOk: go,
            });
        },
        // Both can be undone: not knowing is no reason to forbid it.
        go,
      );
    },
    [app, ask, client, field, locale, ref, t, workspace],
  );
}
