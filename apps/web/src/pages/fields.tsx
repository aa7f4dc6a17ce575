import { useNavigate, useSearch } from '@tanstack/react-router';
import { FieldGallery, type VisitorsView } from '@trellis/forms/react';
import { lazy, Suspense } from 'react';

/** Its styles are those of a page of its own. */
const VisitorsFields = lazy(() => import('../public/gallery.tsx'));
const View: VisitorsView = (props) => (
  <Suspense fallback={null}>
    <VisitorsFields {...props} />
  </Suspense>
);

/** Development only: every field type in every state. */
export function FieldsPage() {
  const search = useSearch({ strict: false }) as { type?: string; state?: string };
  const navigate = useNavigate();
  const open = (type: string) => void navigate({ to: '/fields', search: { type } });
  return <FieldGallery type={search.type} state={search.state} address={address} onOpen={open} View={View} />;
}

const address = (type: string, state?: string): string =>
  `/fields?${new URLSearchParams(state === undefined ? { type } : { type, state })}`;
