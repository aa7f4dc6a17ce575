import type { Pool } from '@trellis/db';
import type { Workspace } from '@trellis/records/server';

/** Every workspace, oldest first. */
export async function allWorkspaces(pool: Pool): Promise<Workspace[]> {
  const { rows } = await pool.query<Workspace>(
    'select id, key, name, schema_name as schema, tz from platform.workspace order by created_at, key',
  );
  return rows;
}

/** A workspace by its key. */
export async function workspaceOf(pool: Pool, key: string): Promise<Workspace | undefined> {
  const { rows } = await pool.query<Workspace>(
    'select id, key, name, schema_name as schema, tz from platform.workspace where key = $1',
    [key],
  );
  return rows[0];
}
