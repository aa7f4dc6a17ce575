import type { Values } from '@trellis/forms/model';
import type { RelationServices } from '@trellis/forms/react';
import { type ReactNode, useCallback, useState } from 'react';
import { useClientCatalog } from '../catalog/provider.tsx';
import { CreateDrawer } from '../record/create-drawer.tsx';

interface Open {
  readonly target: string;
  readonly prefill: Readonly<Record<string, string>>;
  readonly done: (made: { readonly id: string; readonly title: string } | undefined) => void;
}

/** New records made while another form is filled in: each opens over the last, and gives its record back to it. */
export function useCreateAside(): readonly [create: RelationServices['create'], drawers: ReactNode] {
  const catalog = useClientCatalog();
  const [open, setOpen] = useState<readonly Open[]>([]);
  const create = useCallback<RelationServices['create']>(
    (target, prefill) =>
      new Promise((resolve) => {
        setOpen((before) => [...before, { target, prefill: textsOf(prefill), done: resolve }]);
      }),
    [],
  );
  const close = (one: Open, made: Parameters<Open['done']>[0]) => {
    setOpen((before) => before.filter((other) => other !== one));
    one.done(made);
  };
  const drawers = open.map((one, index) => {
    const info = catalog.forms.get(one.target);
    return info ? (
      <CreateDrawer
        // A later one stands over the earlier ones.
        key={`${index} ${one.target}`}
        info={info}
        prefill={one.prefill}
        aside
        onClose={() => close(one, undefined)}
        onCreated={(id, title) => close(one, { id, title })}
      />
    ) : null;
  });
  return [create, drawers];
}

const textsOf = (values: Values): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) => {
      if (value === null) return [];
      return [[key, Array.isArray(value) ? value.join(',') : String(value)]];
    }),
  );
