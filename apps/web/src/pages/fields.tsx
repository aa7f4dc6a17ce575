import { useNavigate, useSearch } from '@tanstack/react-router';
import { FieldGallery } from '@trellis/forms/react';

/** Development only: every field type in every state. */
export function FieldsPage() {
  const search = useSearch({ strict: false }) as { type?: string; state?: string };
  const navigate = useNavigate();
  const open = (type: string) => void navigate({ to: '/fields', search: { type } });
  return <FieldGallery type={search.type} state={search.state} address={address} onOpen={open} />;
}

const address = (type: string, state?: string): string =>
  `/fields?${new URLSearchParams(state === undefined ? { type } : { type, state })}`;
