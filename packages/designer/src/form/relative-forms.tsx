import { DesignedFormProvider, FormServicesProvider, useFormServices } from '@trellis/forms/react';
import { useClientCatalog } from '@trellis/views/react';
import { type ReactNode, useMemo } from 'react';
import { useDesign } from './design.tsx';

/**
 * What settings may name: the draft among all forms of the workspace. Definitions name forms of their own app without it,
 * so that an app can be installed under another key.
 */
export function RelativeForms({ app, children }: { app: string; children: ReactNode }) {
  const services = useFormServices();
  const { form } = useDesign();
  const published = useClientCatalog().forms;
  const relative = useMemo(
    () => ({
      ...services,
      forms: services.forms.map((form) =>
        form.ref.startsWith(`${app}:`) ? { ...form, ref: form.ref.slice(app.length + 1) } : form,
      ),
    }),
    [services, app],
  );
  const designed = useMemo(() => {
    const forms = new Map([...published].map(([ref, info]) => [ref, info.form]));
    return { form, forms: forms.set(form.ref, form) };
  }, [published, form]);
  return (
    <FormServicesProvider services={relative}>
      <DesignedFormProvider value={designed}>{children}</DesignedFormProvider>
    </FormServicesProvider>
  );
}
