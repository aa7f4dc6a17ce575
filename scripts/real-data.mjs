import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { openApi } from './real-data/api.mjs';
import { createApp, FILES } from './real-data/app.mjs';
import { figures } from './real-data/figures.mjs';
import { generate } from './real-data/generate.mjs';
import { importFile, takeFirstSuggestion } from './real-data/import.mjs';

/** What the README of the real data set says of it. */
export const REAL_FIGURES = {
  opportunities: 8800,
  byStage: { prospecting: 500, engaging: 1589, won: 4238, lost: 2473 },
  wonValue: 10_005_534,
  winRate: 63.15,
};

/**
 * Builds the app and fills it from four CSV files, through the public HTTP API alone; answers its figures.
 * @param files contents by name
 * @param say told what is being done
 */
export async function loadSales(base, login, files, say = () => undefined) {
  const api = await openApi(base, login);
  await createApp(api);
  say('created the app with four forms');
  const imported = {};
  for (const [name, form] of FILES) {
    const result = await importFile(api, form, name, files[name], takeFirstSuggestion);
    const choices = [...result.choices.values()].flatMap((one) => Object.entries(one));
    say(
      `${name}: ${result.created} records${choices.map(([text, instead]) => `, “${text}” read as “${instead}”`).join('')}`,
    );
    imported[name] = result;
  }
  return { imported, figures: await figures(api) };
}

/** The four files of a folder; undefined where they are not there. */
export function readFolder(folder) {
  if (!FILES.every(([name]) => existsSync(path.join(folder, name)))) return undefined;
  return Object.fromEntries(FILES.map(([name]) => [name, readFileSync(path.join(folder, name))]));
}

const USAGE = `Usage: npm run real-data -- --email E-MAIL --password PASSWORD [--url http://127.0.0.1:3000] [--data FOLDER]
Creates the app "sales" and imports accounts.csv, products.csv, sales_teams.csv and sales_pipeline.csv of FOLDER
(default ../shared/data/crm-sales; "--data generated" makes a small set of the same shape). See docs/guide-real-data.md.`;

async function main() {
  const { values } = parseArgs({
    options: {
      url: { type: 'string', default: 'http://127.0.0.1:3000' },
      email: { type: 'string' },
      password: { type: 'string' },
      data: { type: 'string', default: '../shared/data/crm-sales' },
    },
  });
  if (!values.email || !values.password) throw new Error(USAGE);
  const files = values.data === 'generated' ? generate().files : readFolder(values.data);
  if (!files) throw new Error(`The four CSV files are not in ${values.data}.\n${USAGE}`);
  const loaded = await loadSales(values.url, values, files, console.log);
  console.log(JSON.stringify(loaded.figures, null, 2));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  main().catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
