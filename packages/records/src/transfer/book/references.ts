import type { ColumnTexts, Guess } from '@trellis/forms/server';
import type { Ctx } from '../../contract.ts';
import { resolveNames } from '../convert/resolve.ts';

/** Forms whose records are compared with the cells, those of the app first. */
const MAX_FORMS = 40;
/** Texts of a column that are looked up. */
const LOOKED_UP = 100;
const MAX_TITLE = 200;
/** Share of the texts that must be titles for a reference to be offered. */
const LEAST = 0.6;
/** Offered, never taken by itself: plain text comes before. */
const SURE = 0.28;

/** For each column the forms whose records its cells name, as references that could be made of it. */
export async function referencesIn(
  ctx: Ctx,
  app: string,
  columns: readonly ColumnTexts[],
): Promise<readonly (readonly Guess[])[]> {
  const texts = columns.map((column) => namesIn(column));
  const all = new Set(texts.flat());
  if (all.size === 0) return columns.map(() => []);
  const forms = [...ctx.catalog.forms.values()]
    .filter((form) => form.state === 'ok' && form.fields.get(form.titleField)?.kind === 'text')
    .sort((a, b) => Number(b.app === app) - Number(a.app === app))
    .slice(0, MAX_FORMS);
  const found = columns.map((): Guess[] => []);
  for (const form of forms) {
    const resolver = await resolveNames(ctx, { target: { target: form.ref } }, all);
    for (const [at, names] of texts.entries()) {
      const fits = names.filter((name) => resolver.id(name) !== undefined).length / (names.length || 1);
      if (fits < LEAST) continue;
      const misfits = names.filter((name) => resolver.id(name) === undefined).slice(0, 3);
      const config = { form: form.app === app ? form.key : form.ref };
      found[at]?.push({ type: 'reference', config, sure: SURE * fits, fits, misfits });
    }
  }
  return found.map((guesses) => guesses.sort((a, b) => b.sure - a.sure).slice(0, 3));
}

/** Cells that could be titles. Numbers and dates are titles by chance alone. */
const namesIn = ({ texts }: ColumnTexts): readonly string[] =>
  [...texts.keys()].filter((text) => text.length <= MAX_TITLE && /\p{L}/u.test(text)).slice(0, LOOKED_UP);
