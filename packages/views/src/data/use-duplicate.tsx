import { useCallback } from 'react';
import type { FormInfo } from '../catalog/catalog.ts';
import { useNavigation } from '../navigation.tsx';
import { readListState, writeListState } from '../state/list-state.ts';

/** Opens the form for a new record, filled in like one that exists; nothing is saved until it is submitted. */
export function useDuplicate({ form }: FormInfo): (id: string) => void {
  const { go, search } = useNavigation();
  return useCallback(
    (id) => {
      const { record: _, tab: __, draft: ___, ...list } = readListState(search);
      void go({
        kind: 'form',
        app: form.app,
        form: form.key,
        search: writeListState({ ...list, create: {}, copy: id }),
      });
    },
    [form, go, search],
  );
}
