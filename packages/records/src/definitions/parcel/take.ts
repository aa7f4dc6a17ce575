import { ownerOf } from '@trellis/forms/model';
import { type AppBundle, AppError } from '@trellis/metadata';
import type { Ctx } from '../../contract.ts';
import { requireDesigner } from '../guard.ts';
import type { Parcel } from './parcel.ts';

/** Forms of an app as a parcel: with their views and the option sets that their fields name. */
export function parcelOf(
  app: string,
  bundle: Pick<AppBundle, 'app' | 'forms' | 'views'>,
  keys: ReadonlySet<string>,
): Parcel {
  const forms = Object.fromEntries(Object.entries(bundle.forms).filter(([key]) => keys.has(key)));
  const views = Object.fromEntries(Object.entries(bundle.views).filter(([, { form }]) => keys.has(form)));
  const sets = setsIn(forms);
  return {
    trellis: 'forms',
    version: 1,
    app,
    forms,
    views,
    optionSets: (bundle.app.optionSets ?? []).filter(({ key }) => sets.has(key)),
  };
}

/** Keys of the option sets that fields name, columns of sub-forms included. */
function setsIn(node: unknown, found = new Set<string>()): ReadonlySet<string> {
  if (typeof node !== 'object' || node === null) return found;
  for (const [key, value] of Object.entries(node)) {
    if (key === 'set' && typeof value === 'string') found.add(value);
    else setsIn(value, found);
  }
  return found;
}

/** A published form as a parcel of one. Errors: definition_not_found, forbidden. */
export function exportForm(ctx: Ctx, { app, key }: { readonly app: string; readonly key: string }): Parcel {
  requireDesigner(ctx, { kind: 'form', app, key });
  const document = ctx.catalog.apps.get(app);
  const form = ctx.catalog.forms.get(`${app}:${key}`);
  if (!document || !form || ownerOf(form.ref)) throw new AppError('definition_not_found');
  const views = [...ctx.catalog.views].filter(([ref]) => ref.startsWith(`${app}:`));
  return parcelOf(
    app,
    {
      app: document,
      forms: { [key]: form.document },
      views: Object.fromEntries(views.map(([ref, view]) => [ref.slice(app.length + 1), view])),
    },
    new Set([key]),
  );
}
