import { FormServicesProvider, useFormServices } from '@trellis/forms/react';
import { type ReactNode, useMemo } from 'react';

/** Definitions name forms of their own app without it, so that an app can be installed under another key. */
export function RelativeForms({ app, children }: { app: string; children: ReactNode }) {
  const services = useFormServices();
  const relative = useMemo(
    () => ({
      ...services,
      forms: services.forms.map((form) =>
        form.ref.startsWith(`${app}:`) ? { ...form, ref: form.ref.slice(app.length + 1) } : form,
      ),
    }),
    [services, app],
  );
  return <FormServicesProvider services={relative}>{children}</FormServicesProvider>;
}
