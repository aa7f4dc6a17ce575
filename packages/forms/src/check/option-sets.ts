import type { AppDocument, Issue, JsonObject, OptionSet } from '@trellis/metadata';
import type { RawBundle } from './bundle.ts';

/** Options of the sets that an app's document names, by key; nothing where it can't be read yet. */
function setsOf(app: unknown): ReadonlyMap<string, OptionSet> {
  const sets = (app as Partial<AppDocument> | null | undefined)?.optionSets;
  return new Map(Array.isArray(sets) ? sets.map((set: OptionSet) => [set?.key, set] as const) : []);
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Forms with the options of their shared sets copied in, so that each form says by itself what its values are. A
 * document of any other shape stays as it is for the structural check to judge.
 */
export function withOptionSets(raw: RawBundle): RawBundle {
  const sets = setsOf(raw.app);
  if (sets.size === 0) return raw;
  return { ...raw, forms: mapValues(raw.forms, (form) => refreshed(form, sets)) };
}

/** A form document with the present options of its sets. */
export const formWithOptionSets = <D>(form: D, app: AppDocument): D => refreshed(form, setsOf(app)) as D;

/** Walks the whole document: a sub-form holds the properties of its rows among its settings. */
function refreshed(node: unknown, sets: ReadonlyMap<string, OptionSet>): unknown {
  if (Array.isArray(node)) return node.map((item: unknown) => refreshed(item, sets));
  if (!isObject(node)) return node;
  const config = node.config;
  const set = isObject(config) && typeof config.set === 'string' ? sets.get(config.set) : undefined;
  const next = mapValues(node, (value) => refreshed(value, sets));
  return set && isObject(config) && 'type' in node
    ? { ...next, config: { ...config, options: set.options } }
    : next;
}

const mapValues = (object: Readonly<Record<string, unknown>>, change: (value: unknown) => unknown) =>
  Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));

/** Fields that name a set which the app does not have, and sets that are not whole. */
export function optionSetIssues(raw: RawBundle): readonly Issue[] {
  const sets = setsOf(raw.app);
  const issues: Issue[] = [];
  const seen = new Set<string>();
  for (const [index, { key }] of [...((raw.app as AppDocument).optionSets ?? [])].entries()) {
    if (seen.has(key))
      issues.push({
        path: ['app', 'optionSets', index, 'key'],
        code: 'duplicate_key',
        params: { value: key },
      });
    seen.add(key);
  }
  const walk = (node: unknown, path: Issue['path']) => {
    if (Array.isArray(node)) for (const [index, item] of node.entries()) walk(item, [...path, index]);
    if (!isObject(node)) return;
    const { config } = node;
    if ('type' in node && isObject(config) && typeof config.set === 'string' && !sets.has(config.set))
      issues.push({
        path: [...path, 'config', 'set'],
        code: 'unknown_option_set',
        params: { name: config.set },
      });
    for (const [key, value] of Object.entries(node)) walk(value, [...path, key]);
  };
  for (const [key, form] of Object.entries(raw.forms)) walk(form, ['forms', key]);
  return issues;
}
