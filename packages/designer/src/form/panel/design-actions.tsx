import type { DesignActions } from '@trellis/forms/react';
import type { LocalText } from '@trellis/metadata';
import { useCatalog, useClient, useWorkspace } from '@trellis/ui/react';
import { useMemo } from 'react';
import { addFieldBeside } from '../beside.ts';
import { freeKey } from '../commands.ts';
import { useDesign } from '../design.tsx';
import { useGuardedOption } from '../past/use-guarded-option.tsx';

/** What the settings of a field may do beyond themselves: a field beside it, shared options, the next number. */
export function useDesignActionsOf(key: string, label: LocalText): DesignActions {
  const { app, document, published, removed, run } = useDesign();
  const client = useClient();
  const workspace = useWorkspace().key;
  const appDocument = useCatalog().data?.apps[app];
  const form = useDesign().form.key;
  const letOptionGo = useGuardedOption(key);
  return useMemo((): DesignActions => {
    const isPublished = published !== null && Object.hasOwn(published.properties, key);
    return {
      field: key,
      label,
      optionSets: appDocument?.optionSets ?? [],
      letOptionGo,
      addField(field, settings) {
        const name = freeKey(field.label, document, removed.keys());
        run(addFieldBeside(document, { key, config: settings(name) }, name, field));
      },
      async saveOptionSet(set) {
        if (!appDocument) return;
        const others = appDocument.optionSets ?? [];
        const known = others.some((one) => one.key === set.key);
        const optionSets = known ? others.map((one) => (one.key === set.key ? set : one)) : [...others, set];
        await client.call('updateApp', {
          params: { workspace, app },
          body: { document: { ...appDocument, optionSets } },
        });
      },
      ...(isPublished
        ? {
            async setNextNumber(next: number) {
              const params = { workspace, kind: 'form' as const, app, key: form };
              return (await client.call('setNextNumber', { params, body: { field: key, next } })).sample;
            },
          }
        : {}),
    };
  }, [app, appDocument, client, document, form, key, label, letOptionGo, published, removed, run, workspace]);
}
