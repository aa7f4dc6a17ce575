import { lazy, type ReactNode, Suspense, useState } from 'react';
import type { FormInfo } from '../catalog/catalog.ts';
import type { ExportedList } from './choice.ts';

const ExportDialog = lazy(() => import('./dialog.tsx'));

/** The dialog in which an export is asked for: what opens it, and where it stands. */
export function useExportDialog(
  info: FormInfo,
): readonly [open: (list: ExportedList) => void, dialog: ReactNode] {
  const [list, setList] = useState<ExportedList>();
  return [
    setList,
    list ? (
      <Suspense fallback={null}>
        <ExportDialog info={info} list={list} onClose={() => setList(undefined)} />
      </Suspense>
    ) : null,
  ];
}
