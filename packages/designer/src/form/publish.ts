import type { FormDocument, ViewDocument } from '@trellis/metadata';
import type { Client } from '@trellis/ui/react';
import { withColumns } from './blank.ts';

/** Where a definition is. */
export interface Spot {
  readonly workspace: string;
  readonly app: string;
  readonly key: string;
}

/** The draft of a new definition published at once. */
export async function publishNew(
  client: Client,
  kind: 'form' | 'view',
  spot: Spot,
  document: FormDocument | ViewDocument,
): Promise<void> {
  const params = { ...spot, kind };
  await client.call('saveDraft', { params, body: { document, revision: 0 } });
  await client.call('publish', { params });
}

/**
 * Shows further fields in a published table view. A view with a draft of its own is left alone: publishing it would
 * also publish what somebody has not finished.
 * @returns whether the view shows them now.
 */
export async function addColumns(client: Client, spot: Spot, fields: readonly string[]): Promise<boolean> {
  const params = { ...spot, kind: 'view' as const };
  const { draft, published, revision } = await client.call('getDefinition', { params });
  if (published === null) return false;
  const next = withColumns(published as ViewDocument, fields);
  // What is left of an attempt that broke off half-way may be finished.
  if (draft !== null && JSON.stringify(draft) !== JSON.stringify(next)) return false;
  if (next === published) return true;
  await client.call('saveDraft', { params, body: { document: next, revision } });
  await client.call('publish', { params });
  return true;
}
