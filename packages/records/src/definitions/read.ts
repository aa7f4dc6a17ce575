import type { Ctx } from '../contract.ts';
import { quoteName } from '../storage/names.ts';
import type { DefinitionRef } from './ref.ts';

export interface DefinitionRow {
  /** JSON text. */
  readonly draft: string | null;
  /** JSON text, as published. */
  readonly published: string | null;
  readonly version: string;
  readonly revision: number;
  readonly updatedAt: string;
}

/** The stored state of a definition. */
export async function readDefinition(ctx: Ctx, ref: DefinitionRef): Promise<DefinitionRow | undefined> {
  const { rows } = await ctx.pool.query<DefinitionRow>(
    `select draft, published, version, revision, updated_at as "updatedAt"
     from ${quoteName(ctx.catalog.workspace.schema)}.definition where kind = $1 and app = $2 and key = $3`,
    [ref.kind, ref.app, ref.key],
  );
  return rows[0];
}
