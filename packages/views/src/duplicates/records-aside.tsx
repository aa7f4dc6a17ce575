import { lazy, type ReactNode, Suspense, useState } from 'react';
import { AsideProvider, type OtherRecord } from './aside.ts';

const OpenRecord = lazy(async () => ({ default: (await import('./open-record.tsx')).OpenRecord }));

/** Shows another record in a drawer over whatever asks for it, a form that is being filled in among others. */
export function RecordsAside({ children }: { readonly children: ReactNode }) {
  const [opened, setOpened] = useState<OtherRecord>();
  return (
    <AsideProvider value={setOpened}>
      {children}
      {opened ? (
        <Suspense>
          <OpenRecord key={opened.id} {...opened} onClose={() => setOpened(undefined)} />
        </Suspense>
      ) : null}
    </AsideProvider>
  );
}
