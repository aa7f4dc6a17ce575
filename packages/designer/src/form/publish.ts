import type { ViewDocument } from '@trellis/metadata';
import type { Client } from '@trellis/ui/react';

/** Where a definition is. */
export interface Spot {
  readonly workspace: string;
  readonly app: string;
  readonly key: string;
}

/**
 * Publishes a changed view. One with a draft of its own is left alone: its author has not finished, and this would
 * publish or overwrite that work.
 * @returns whether it was published.
 */
export async function publishView(client: Client, spot: Spot, view: ViewDocument): Promise<boolean> {
  const params = { ...spot, kind: 'view' as const };
  const { draft, revision } = await client.call('getDefinition', { params });
  // What is left of an attempt that broke off half-way may be finished.
  if (draft !== null && JSON.stringify(draft) !== JSON.stringify(view)) return false;
  await client.call('saveDraft', { params, body: { document: view, revision } });
  await client.call('publish', { params });
  return true;
}
