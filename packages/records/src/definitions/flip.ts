import { type AppDocument, AppError } from '@trellis/metadata';
import type { Ctx } from '../contract.ts';
import { type DdlTarget, flipStorage } from '../storage/apply.ts';
import { KEPT_FOR_FORMS } from '../storage/beside.ts';
import { quoteName } from '../storage/names.ts';
import type { StoragePlan } from '../storage/plan.ts';
import { shortTx } from '../storage/short-tx.ts';
import type { DefinitionChange } from './bundle.ts';

/** Everything that becomes visible at once. */
export interface Flip {
  readonly app: string;
  /** Present when the app is new or its own document changes. */
  readonly appDocument?: AppDocument | undefined;
  /** The template that the app came from; absent = unchanged. */
  readonly release?: Release | undefined;
  readonly definitions: readonly DefinitionChange[];
  /** Views that end; their versions stay, so that they can come back. */
  readonly removed?: readonly string[] | undefined;
  /** Key of a form that comes out of the bin; refused with not_found once it is going for good. */
  readonly revived?: string | undefined;
  /**
   * A form that goes for good with its views; its tables are left without a definition, for `dropForms`. Refused with
   * not_found unless it lies in the bin to go.
   */
  readonly gone?: { readonly form: string; readonly views: readonly string[] } | undefined;
  readonly plans: readonly StoragePlan[];
  /** What must be in the same transaction, first; may run more than once. */
  readonly first?: (() => Promise<void>) | undefined;
  /** Text of the draft that is published; a draft that differs by now is kept. */
  readonly draft?: string | undefined;
  /** What the versions are about, in the words of whoever publishes. */
  readonly note?: string | undefined;
  /** Leaves what has to be worked out anew to a job. */
  readonly recompute: () => Promise<void>;
}

export interface Release {
  /** Folder name of the template. */
  readonly template: string;
  readonly version: string;
}

/** Version of an app that was not installed from a template. */
const OWN_VERSION = '0.1.0';

/** Publishes in one transaction: documents, their versions, the storage catalog, the meta version and its event. */
export async function flip(ctx: Ctx, target: DdlTarget, change: Flip): Promise<{ metaVersion: string }> {
  return shortTx(target.client, async () => {
    await change.first?.();
    await saveApp(target, change);
    for (const definition of change.definitions) await saveDefinition(ctx, target, change, definition);
    await removeViews(ctx, target, change);
    await moveForms(target, change);
    for (const plan of change.plans) await flipStorage(target, plan);
    await change.recompute();
    return moveMetaVersion(target, change.app);
  });
}

/** Tells all processes that definitions changed; part of the transaction that changes them. */
export async function moveMetaVersion(
  { client, schema }: DdlTarget,
  app: string,
): Promise<{ metaVersion: string }> {
  const s = quoteName(schema);
  const { rows } = await client.query<{ version: string }>(
    `update ${s}.meta set meta_version = meta_version + 1 returning meta_version::text as version`,
  );
  const metaVersion = rows[0]?.version ?? '';
  await client.query(`insert into ${s}.outbox (kind, payload) values ('catalog', $1)`, [
    JSON.stringify({ version: metaVersion, app }),
  ]);
  return { metaVersion };
}

async function saveApp({ client, schema }: DdlTarget, change: Flip): Promise<void> {
  const { app, appDocument, release } = change;
  const s = quoteName(schema);
  if (appDocument) {
    await client.query(
      `insert into ${s}.app (key, label, document, version) values ($1, $2, $3, $4)
       on conflict (key) do update set label = excluded.label, document = excluded.document`,
      [app, JSON.stringify(appDocument.label), JSON.stringify(appDocument), OWN_VERSION],
    );
  }
  if (release) {
    await client.query(
      `update ${s}.app set template = $2, version = $3, installed_at = now() where key = $1`,
      [app, release.template, release.version],
    );
  }
}

async function saveDefinition(
  ctx: Ctx,
  { client, schema }: DdlTarget,
  { app, draft, note }: Flip,
  { kind, key, document }: DefinitionChange,
): Promise<void> {
  const s = quoteName(schema);
  const text = JSON.stringify(document);
  await client.query(
    `with saved as (
       insert into ${s}.definition as d (kind, app, key, published, version, updated_at, updated_by)
       values ($1, $2, $3, $4, 1, $5, $6)
       on conflict (kind, app, key) do update set
         published = excluded.published, version = d.version + 1,
         draft = case when d.draft = $7 then null else d.draft end,
         updated_at = excluded.updated_at, updated_by = excluded.updated_by
       returning version)
     insert into ${s}.definition_version (kind, app, key, version, document, published_at, published_by, note)
     select $1, $2, $3, version, $4, $5, $6, $8 from saved`,
    [kind, app, key, text, ctx.now, ctx.actor.id, draft ?? null, note || null],
  );
}

async function removeViews(
  ctx: Ctx,
  { client, schema }: DdlTarget,
  { app, removed = [] }: Flip,
): Promise<void> {
  if (removed.length === 0) return;
  await client.query(
    `update ${quoteName(schema)}.definition set published = null, draft = null, updated_at = $3, updated_by = $4
     where kind = 'view' and app = $1 and key = any($2::text[])`,
    [app, removed, ctx.now, ctx.actor.id],
  );
}

async function moveForms({ client, schema }: DdlTarget, { app, revived, gone }: Flip): Promise<void> {
  const s = quoteName(schema);
  // Who brings a form back and who wants it gone contend for its row: only one of them finds it as they need it.
  const claim = async (sql: string, form: string): Promise<void> => {
    const { rowCount } = await client.query(sql, [app, form]);
    if (rowCount === 0) throw new AppError('not_found');
  };
  if (revived !== undefined)
    await claim(
      `update ${s}.form_storage
       set state = case when detail is null then 'ok' else 'quarantined' end, binned_at = null, binned_by = null, kept = null
       where app = $1 and form = $2 and state = 'binned' and not purging`,
      revived,
    );
  if (gone === undefined) return;
  const { form, views } = gone;
  await claim(
    `select from ${s}.form_storage where app = $1 and form = $2 and state = 'binned' and purging for update`,
    form,
  );
  for (const table of KEPT_FOR_FORMS)
    await client.query(`delete from ${s}.${table} where app = $1 and form = $2`, [app, form]);
  for (const table of ['definition', 'definition_version'])
    await client.query(
      `delete from ${s}.${table}
       where app = $1 and (kind = 'form' and key = $2 or kind = 'view' and key = any($3::text[]))`,
      [app, form, views],
    );
}
