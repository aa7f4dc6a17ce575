import { useSearch } from '@tanstack/react-router';
import { FieldGallery } from '@trellis/forms/react';

/** Development only: every field type in every state. */
export function FieldsPage() {
  const search = useSearch({ strict: false }) as { type?: string; state?: string };
  return <FieldGallery type={search.type} state={search.state} address={address} />;
}

const address = (type: string, state?: string): string =>
  `/fields?${new URLSearchParams(state === undefined ? { type } : { type, state })}`;
