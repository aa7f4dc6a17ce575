import { type Plugin, runnerImport } from 'vite';

const at = (place: string): string => decodeURI(new URL(place, import.meta.url).pathname);

/** Addresses of operations instead of the whole contract: its schemas are types to browsers, and the server's to check. */
export function addressesAlone(): Plugin {
  const whole = at('../../packages/metadata/src/contract/index.ts');
  return {
    name: 'addresses-alone',
    enforce: 'pre',
    async load(id) {
      if (id !== whole) return null;
      const { module } = await runnerImport<{ contract: Readonly<Record<string, Address>> }>(whole);
      const addresses = Object.entries(module.contract).map(([key, { method, path, access }]) => [
        key,
        { method, path, access },
      ]);
      return `export const contract = ${JSON.stringify(Object.fromEntries(addresses))};`;
    },
  };
}

/** What the client of the contract asks of an operation. */
interface Address {
  readonly method: string;
  readonly path: string;
  readonly access: string;
}

/** The parser of markup that browsers bring along, in place of ours. */
export function markupOfBrowser(): Plugin {
  const theirs = at('../../packages/forms/src/values/browser-markup.ts');
  return {
    name: 'markup-of-browser',
    enforce: 'pre',
    resolveId: (id) => (id.endsWith('/read-markup.ts') ? theirs : null),
  };
}

/** The engine of patterns, which is as large as all that is ours on a first page, only when it is asked for. */
export function patternsLater(): Plugin {
  const late = at('../../packages/forms/src/values/late-re2js.ts');
  return {
    name: 'patterns-later',
    enforce: 'pre',
    resolveId: (id, importer) => (id === 're2js' && importer !== late ? late : null),
  };
}
