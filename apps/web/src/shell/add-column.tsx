import { splitRef } from '@trellis/forms/model';
import { Icon, useIsPhone, useMe } from '@trellis/ui/react';
import { AddColumnProvider, useNavigation } from '@trellis/views/react';
import { Button, Popover } from 'antd';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useT } from '../messages.ts';

/** Designers are loaded by those who design. */
const NewField = lazy(() =>
  import('@trellis/designer/react').then(({ NewField }) => ({ default: NewField })),
);

/** Lets administrators add a field where a table ends. */
export function AddColumns({ children }: { readonly children: ReactNode }) {
  const admin = useMe().data?.admin ?? false;
  const phone = useIsPhone();
  const offered = admin && !phone;
  return (
    <AddColumnProvider value={offered ? (place) => <AddColumn {...place} /> : null}>
      {children}
    </AddColumnProvider>
  );
}

function AddColumn({ form, view }: { readonly form: string; readonly view: string }) {
  const t = useT();
  const { go } = useNavigation();
  const [open, setOpen] = useState(false);
  const { app, key } = splitRef(form);
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      open={open}
      onOpenChange={setOpen}
      destroyOnHidden
      content={
        <Suspense>
          <NewField
            form={form}
            view={view}
            onDone={() => setOpen(false)}
            onDesign={() => void go({ kind: 'design', app, form: key })}
          />
        </Suspense>
      }
    >
      <Button
        type="text"
        size="small"
        icon={<Icon name="plus" />}
        aria-label={t('addField')}
        title={t('addField')}
      />
    </Popover>
  );
}
