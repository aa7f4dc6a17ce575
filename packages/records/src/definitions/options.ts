import { type AppBundle, AppError, type JsonObject, OPTION_COLORS, type OptionDef } from '@trellis/metadata';
import type { Ctx } from '../contract.ts';
import { quoteName } from '../storage/names.ts';
import { requireAdmin } from './guard.ts';
import { publishChanges } from './publish-changes.ts';
import { readDefinition } from './read.ts';

interface Place {
  readonly app: string;
  /** Form. */
  readonly key: string;
}

/**
 * Adds an option to a published field that lets people do so, or to the set that it shares, and publishes it at once.
 * A draft of the form gets the option too. Answers the option's key.
 * Errors: definition_not_found, validation_failed at field or label, busy, forbidden.
 */
export async function addOption(
  ctx: Ctx,
  { app, key: form }: Place,
  { field, label }: { readonly field: string; readonly label: string },
): Promise<string> {
  requireAdmin(ctx);
  const name = label.normalize('NFC').trim();
  if (name === '') throw wrong('label', 'required');
  let made: OptionDef | undefined;
  await publishChanges(ctx, app, (published) => {
    const document = published?.forms[form];
    const config = document?.properties[field]?.trellis.config as Options | undefined;
    if (!published || !document || !config) throw new AppError('definition_not_found');
    if (!config.growable || !Array.isArray(config.options)) throw wrong('field', 'not_growable');
    const option = newOption(config.options, name);
    made = option;
    return config.set === undefined
      ? withField(published, form, field, option)
      : withSet(published, config.set, option);
  });
  if (!made) throw new AppError('definition_not_found');
  await addToDraft(ctx, { app, key: form }, field, made);
  return made.key;
}

type Options = JsonObject & {
  readonly options: readonly OptionDef[];
  readonly set?: string;
  readonly growable?: boolean;
};

function newOption(options: readonly OptionDef[], name: string): OptionDef {
  const same = options.find(({ label }) => label.zh === name || label.en === name);
  if (same)
    throw new AppError('validation_failed', {
      issues: [{ path: ['label'], code: 'option_exists', params: { value: name } }],
    });
  const keys = new Set(options.map(({ key }) => key));
  let n = options.length + 1;
  while (keys.has(`option_${n}`)) n++;
  return {
    key: `option_${n}`,
    label: { zh: name },
    color: OPTION_COLORS[n % OPTION_COLORS.length] ?? 'gray',
  };
}

/** Before an option for anything else, which stays the last. */
function appended(options: readonly OptionDef[], option: OptionDef): readonly OptionDef[] {
  const other = options.findIndex((one) => (one as { readonly other?: boolean }).other);
  return other < 0 ? [...options, option] : options.toSpliced(other, 0, option);
}

function withField(bundle: AppBundle, form: string, field: string, option: OptionDef): AppBundle {
  const document = bundle.forms[form];
  const schema = document?.properties[field];
  if (!document || !schema) return bundle;
  const config = schema.trellis.config as Options;
  const trellis = {
    ...schema.trellis,
    config: { ...config, options: appended(config.options, option) } as unknown as JsonObject,
  };
  const properties = { ...document.properties, [field]: { ...schema, trellis } };
  return { ...bundle, forms: { ...bundle.forms, [form]: { ...document, properties } } };
}

function withSet(bundle: AppBundle, set: string, option: OptionDef): AppBundle {
  const optionSets = (bundle.app.optionSets ?? []).map((one) =>
    one.key === set ? ({ ...one, options: appended(one.options, option) } as typeof one) : one,
  );
  return { ...bundle, app: { ...bundle.app, optionSets } };
}

/** A draft that somebody is working on must not take the option away again when it is published. */
async function addToDraft(ctx: Ctx, { app, key }: Place, field: string, option: OptionDef): Promise<void> {
  const row = await readDefinition(ctx, { kind: 'form', app, key });
  if (row?.draft == null) return;
  const draft = JSON.parse(row.draft) as AppBundle['forms'][string];
  const config = draft.properties?.[field]?.trellis?.config as Partial<Options> | undefined;
  if (!Array.isArray(config?.options) || config.options.some((one: OptionDef) => one.key === option.key))
    return;
  const { forms } = withField({ forms: { [key]: draft } } as unknown as AppBundle, key, field, option);
  const s = quoteName(ctx.catalog.workspace.schema);
  await ctx.pool.query(
    `update ${s}.definition set draft = $4, revision = revision + 1
     where kind = 'form' and app = $1 and key = $2 and draft = $3`,
    [app, key, row.draft, JSON.stringify(forms[key])],
  );
}

const wrong = (field: string, code: string): AppError =>
  new AppError('validation_failed', { issues: [{ path: [field], code }] });
