import type { PoolClient } from '@trellis/db';
import { compileForm, computeGraph, ownerOf, splitRef } from '@trellis/forms/model';
import { type AppBundle, AppError } from '@trellis/metadata';
import { catalogFormOf } from '../access/target.ts';
import { dropUnfit } from '../advisor/drop-unfit.ts';
import { buildCatalog, catalogForm, NOWHERE, type TablePlace } from '../catalog/build.ts';
import { type CatalogRows, readCatalogRows } from '../catalog/read.ts';
import { outdatedBy } from '../compute/changes.ts';
import { defer } from '../compute/defer.ts';
import { runComputations } from '../compute/run.ts';
import type { Catalog, CatalogForm, Ctx } from '../contract.ts';
import { searchFields } from '../search/fields.ts';
import { contractStorage, type DdlTarget, expandStorage } from '../storage/apply.ts';
import { lanesOf } from '../storage/lanes.ts';
import { underPublishLock } from '../storage/lock.ts';
import { planStorage, type StoragePlan } from '../storage/plan.ts';
import { readStorage } from '../storage/read.ts';
import { tablesOf } from '../storage/tables-of.ts';
import { tidyStorage } from '../storage/tidy.ts';
import { changedDefinitions, publishedBundle } from './bundle.ts';
import { checkChange } from './check.ts';
import { announceConversion } from './convert/announce.ts';
import { type Backfill, openBackfill } from './convert/backfill.ts';
import { concealPlain } from './convert/conceal.ts';
import { convertedFields, itemsOf } from './convert/items.ts';
import { type Flip, flip, type Release } from './flip.ts';
import { retokenise, searchMoved } from './retokenise.ts';

export interface PublishOptions {
  readonly release?: Release | undefined;
  /** See Flip.draft. */
  readonly draft?: string | undefined;
  /** See Flip.removed. What `make` answers must be without them. */
  readonly removed?: readonly string[] | undefined;
  /** See Flip.revived, Flip.gone. */
  readonly revived?: string | undefined;
  readonly gone?: Flip['gone'];
  /** See Flip.note. */
  readonly note?: string | undefined;
  /** Told before each step; what it throws stops the publish like any other failure. */
  readonly progress?: ((step: 'expand' | 'convert' | 'fill' | 'flip' | 'contract') => void) | undefined;
  /** Ends the publish before its flip, also in the midst of a conversion; nothing of it stays to be seen. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Puts records into the new tables before anybody sees them; `catalog` knows what will be published. When it throws,
   * the new tables go again.
   */
  readonly fill?: ((catalog: Catalog) => Promise<void>) | undefined;
}

export interface Published {
  /** Decimal text. */
  readonly metaVersion: string;
  readonly catalog: Catalog;
  /** False: everything was published already. */
  readonly changed: boolean;
}

/**
 * The one way in which definitions become effective: check → expand tables → fill → flip in one transaction → contract.
 * Until the flip the old state serves; an interruption leaves nothing that anybody sees.
 * @param make the whole app as it shall be, from what is published now (undefined = no such app)
 * Errors: definition_invalid with issues (paths into the bundle), form_unavailable (its table is quarantined), busy.
 */
export async function publishChanges(
  ctx: Ctx,
  app: string,
  make: (published: AppBundle | undefined) => AppBundle,
  options: PublishOptions = {},
): Promise<Published> {
  const { workspace } = ctx.catalog;
  return underPublishLock(ctx.pool, workspace.schema, async (client) => {
    const rows = await readCatalogRows(client, workspace.schema);
    const base = buildCatalog(workspace, rows, ctx.catalog);
    const published = publishedBundle(rows, app);
    const { revived, gone } = options;
    const after = checkChange(
      base,
      app,
      published,
      atRest(base, app, published, make(published), revived ?? gone?.form),
    );
    const definitions = changedDefinitions(rows, app, after);
    const appChanged = JSON.stringify(published?.app) !== JSON.stringify(after.app);
    const others = options.release !== undefined || revived !== undefined || gone !== undefined;
    if (definitions.length === 0 && !appChanged && !others && !options.removed?.length)
      return { metaVersion: base.version, catalog: base, changed: false };

    const target = { client, schema: workspace.schema };
    await tidyStorage(client, workspace.schema, app, published);
    const plans = await planForms(client, rows, base, app, after);
    try {
      options.progress?.('expand');
      for (const plan of plans) await expandStorage(target, plan);
      await dropUnfit(ctx.pool, client, catalogAfter(base, app, after, plans), app);
      const backfills = backfillsOf({ ...ctx, catalog: base }, client, after, plans, options.signal);
      if (backfills.length > 0) options.progress?.('convert');
      for (const backfill of backfills) await backfill.run();
      if (options.fill) {
        options.progress?.('fill');
        await options.fill(catalogAfter(base, app, after, plans));
      }
      stopIf(options.signal);
      options.progress?.('flip');
      await flip(ctx, target, {
        app,
        appDocument: appChanged ? after.app : undefined,
        release: options.release,
        definitions,
        removed: options.removed,
        revived,
        gone,
        plans,
        first: async () => {
          for (const backfill of backfills) await backfill.finish();
        },
        draft: options.draft,
        note: options.note,
        recompute: async () => {
          const next = { ...ctx, catalog: catalogAfter(base, app, after, plans) };
          for (const { form: ref, fields } of outdatedBy(base.forms, next.catalog.forms)) {
            const form = catalogFormOf(next.catalog, ref);
            if (form?.state === 'ok') await defer(next, client, { form, fields, actor: null });
          }
          for (const { form, fields } of missedBy(next.catalog, revived && `${app}:${revived}`))
            await defer(next, client, { form, fields, actor: null });
        },
      });
    } catch (error) {
      await tidyStorage(client, workspace.schema, app, published).catch((failure: unknown) =>
        ctx.log.warn({ err: failure, app }, 'what a failed publish left is removed by the next one'),
      );
      throw error;
    }
    options.progress?.('contract');
    const catalog = buildCatalog(workspace, await readCatalogRows(client, workspace.schema), base);
    for (const plan of plans) {
      // The publish is done: what fails here costs a little until the next one.
      await settle(target, plan, base, catalog).catch((failure: unknown) =>
        ctx.log.warn({ err: failure, form: `${app}:${plan.form}` }, 'publish could not be completed'),
      );
    }
    await concealPlain({ keys: ctx.keys, catalog }, client).catch((failure: unknown) =>
      ctx.log.warn({ err: failure, app }, 'earlier plain values are encrypted at the next start'),
    );
    // A few records are done at once; a job has been left for more.
    await runComputations(ctx, { current: async () => catalog, atMost: AT_ONCE }).catch((failure: unknown) =>
      ctx.log.warn({ err: failure, app }, 'computed values are left to the job'),
    );
    return { metaVersion: catalog.version, catalog, changed: true };
  });
}

/** Batches of records whose computed values are worked out before a publish answers. */
const AT_ONCE = 5;

/** What may come after the flip: indexes nobody asks for go, search learns of its fields. */
async function settle(target: DdlTarget, plan: StoragePlan, before: Catalog, after: Catalog): Promise<void> {
  await contractStorage(target, plan);
  const ref = `${plan.app}:${plan.form}`;
  const form = after.forms.get(ref);
  const old = before.forms.get(ref);
  const converted = form ? convertedFields(old, form) : new Set<string>();
  const other = form && searchFields(form).some(({ key }) => converted.has(key));
  if (form?.state === 'ok' && (searchMoved(old, form) || other))
    await retokenise(target.client, target.schema, form);
}

/** Conversions of values that the plans ask for. */
function backfillsOf(
  ctx: Ctx,
  client: PoolClient,
  after: AppBundle,
  plans: readonly StoragePlan[],
  signal: AbortSignal | undefined,
): Backfill[] {
  return plans.flatMap((plan) => {
    const ref = `${plan.app}:${plan.form}`;
    const root = ownerOf(ref)?.form ?? ref;
    const form = catalogFormOf(ctx.catalog, ref);
    const document = after.forms[splitRef(root).key];
    if (form?.state !== 'ok' || !document) return [];
    const next = tablesOf(compileForm(root, document)).find((one) => one.ref === ref);
    const items = next ? itemsOf(form, next, plan) : [];
    if (items.length === 0) return [];
    return [
      openBackfill(ctx, {
        client,
        form,
        owner: root === ref ? undefined : ctx.catalog.forms.get(root),
        items,
        check: () => stopIf(signal),
        progress: (done, total) =>
          announceConversion(client, ctx.catalog.workspace.schema, { form: root, done, total }),
      }),
    ];
  });
}

function stopIf(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new AppError('busy', { cause: signal.reason });
}

/** What lies in the bin stays as it was put there, whatever a template or a bundle says of it. */
function atRest(
  base: Catalog,
  app: string,
  published: AppBundle | undefined,
  desired: AppBundle,
  touched: string | undefined,
): AppBundle {
  const resting = Object.entries(published?.forms ?? {}).filter(
    ([key]) => key !== touched && base.forms.get(`${app}:${key}`)?.state === 'binned',
  );
  return resting.length === 0
    ? desired
    : { ...desired, forms: { ...desired.forms, ...Object.fromEntries(resting) } };
}

/** Computed fields of a form that comes out of the bin: what they read may have moved meanwhile. */
function missedBy(catalog: Catalog, ref: string | undefined): { form: CatalogForm; fields: string[] }[] {
  const back = ref === undefined ? undefined : catalog.forms.get(ref);
  if (!back) return [];
  const { nodes } = computeGraph(catalog.forms);
  return [back, ...back.owned.values()].flatMap((form) => {
    const stored = [...(nodes.get(form.ref)?.values() ?? [])].filter(({ volatile }) => !volatile);
    return stored.length > 0 ? [{ form, fields: stored.map(({ field }) => field.key) }] : [];
  });
}

/** Storage plans of all forms of the app that need anything done. */
async function planForms(
  client: PoolClient,
  rows: CatalogRows,
  base: Catalog,
  app: string,
  after: AppBundle,
): Promise<StoragePlan[]> {
  const { schema } = base.workspace;
  const storage = await readStorage(client, schema, app);
  const taken = new Set(storage.relations);
  const published = new Map(
    rows.definitions.flatMap((d) =>
      d.app === app && d.kind === 'form' ? [[d.key, d.document] as const] : [],
    ),
  );
  const quarantined = new Set(
    rows.forms.flatMap((f) => (f.app === app && f.state === 'quarantined' ? [f.form] : [])),
  );
  const plans: StoragePlan[] = [];
  for (const [key, document] of Object.entries(after.forms)) {
    const same = published.get(key) === JSON.stringify(document);
    if (quarantined.has(key)) {
      // Nobody knows what its table looks like: not a base for a change.
      if (same) continue;
      throw new AppError('form_unavailable');
    }
    for (const form of tablesOf(compileForm(`${app}:${key}`, document))) {
      const plan = planStorage({
        schema,
        form,
        lanes: lanesOf(after, key),
        storage: storage.forms.get(form.ref),
        taken,
        converted: convertedFields(catalogFormOf(base, form.ref), form),
      });
      if (plan.issues.length > 0)
        throw new AppError('definition_invalid', {
          issues: plan.issues.map((issue) => ({ ...issue, path: ['forms', key, ...issue.path] })),
        });
      taken.add(plan.table);
      const idle = plan.expand.length === 0 && plan.contract.length === 0;
      if (!idle || !same) plans.push(plan);
    }
  }
  return plans;
}

/** The catalog as it will be; it keeps the version of `base`, which writes assert until the flip. */
function catalogAfter(base: Catalog, app: string, after: AppBundle, plans: readonly StoragePlan[]): Catalog {
  const forms = new Map<string, CatalogForm>(base.forms);
  const placeOf = (ref: string): TablePlace => {
    const plan = plans.find((one) => `${app}:${one.form}` === ref);
    if (plan) return placeIn(plan);
    const owner = ownerOf(ref);
    return base.forms.get(owner?.form ?? '')?.owned.get(owner?.field ?? '') ?? NOWHERE;
  };
  for (const plan of plans) {
    const document = after.forms[plan.form];
    if (!document) continue;
    const ref = `${app}:${plan.form}`;
    forms.set(ref, catalogForm(ref, document, placeIn(plan), placeOf));
  }
  const withDocuments = <D>(map: ReadonlyMap<string, D>, documents: { readonly [key: string]: D }) =>
    new Map([...map, ...Object.entries(documents).map(([key, d]) => [`${app}:${key}`, d] as const)]);
  return {
    ...base,
    apps: new Map([...base.apps, [app, after.app]]),
    forms,
    views: withDocuments(base.views, after.views),
    roles: withDocuments(base.roles, after.roles),
    dashboards: withDocuments(base.dashboards, after.dashboards),
  };
}

const placeIn = ({ table, columns }: StoragePlan): TablePlace => ({
  table,
  columns: new Map(columns.flatMap((c) => (c.state === 'live' ? [[c.field, c.column] as const] : []))),
  state: 'ok',
});
