import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';

/**
 * The import checker goes silently green when it can't read TypeScript. So each rule must catch a planted violation:
 * files of a house like ours, in a temporary folder, that break one rule each.
 */
const ROOT = path.resolve(import.meta.dirname, '..');
const CONFIG = path.join(ROOT, '.dependency-cruiser.cjs');
const PACKAGES = [
  'logic',
  'metadata',
  'db',
  'ui',
  'forms',
  'views',
  'records',
  'flows',
  'reports',
  'designer',
];

const PLANTED: Record<string, readonly (readonly [file: string, source: string])[]> = {
  'no-circular': [
    ['packages/logic/src/round.ts', "import './trip.ts';"],
    ['packages/logic/src/trip.ts', "import './round.ts';"],
  ],
  'no-orphans': [['packages/logic/src/orphan.ts', 'export const lonely = 1;']],
  'no-unresolvable': [['packages/logic/src/missing.ts', "import './nowhere.ts';"]],
  'no-undeclared-dep': [['packages/logic/src/undeclared.ts', "import 'undeclared';"]],
  'no-test-from-source': [
    ['packages/logic/src/uses-test.ts', "import './some.test.ts';"],
    ['packages/logic/src/some.test.ts', 'export const some = 1;'],
  ],
  'no-package-internals': [
    ['packages/records/src/deep.ts', "import '../../logic/src/inner.ts';"],
    ['packages/logic/src/inner.ts', 'export const inner = 1;'],
  ],
  // Each may import nothing from the app side; designer may not import the database.
  ...Object.fromEntries(
    PACKAGES.map((name) => {
      const other = name === 'designer' ? 'db' : 'designer';
      return [`layer-${name}`, [[`packages/${name}/src/up.ts`, `import '../../${other}/src/index.ts';`]]];
    }),
  ),
  'no-app-from-package': [['packages/logic/src/app.ts', "import '../../../apps/server/src/main.ts';"]],
  'apps-are-separate': [['apps/web/src/main.ts', "import '../../server/src/main.ts';"]],
  'facet-model-is-isomorphic': [['packages/forms/src/model.ts', "import 'node:fs';"]],
  'facet-no-react-on-server': [['packages/db/src/page.ts', "import 'react';"]],
  'facet-no-server-in-browser': [['packages/views/src/page.tsx', "import 'node:fs';"]],
  'kinds-do-not-know-each-other': [
    ['packages/forms/src/fields/text/model.ts', "import '../phone/model.ts';"],
    ['packages/forms/src/fields/phone/model.ts', 'export const phone = 1;'],
  ],
  'one-home-json-logic': [['packages/logic/src/other.ts', "import 'json-logic-js';"]],
  'one-home-ajv': [['packages/forms/src/check.ts', "import '../../../node_modules/ajv/index.js';"]],
  'one-home-pg': [['packages/records/src/raw.ts', "import 'pg';"]],
  'one-home-echarts': [['packages/reports/src/chart.tsx', "import 'echarts';"]],
  'one-home-dnd': [['packages/views/src/drag.tsx', "import '@dnd-kit/core';"]],
  'templates-are-data': [['templates/crm/code.ts', "import '../../packages/logic/src/index.ts';"]],
};

const folder = mkdtempSync(path.join(os.tmpdir(), 'trellis-imports-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('every import rule catches a planted violation', () => {
  for (const name of PACKAGES) plant(`packages/${name}/src/index.ts`, 'export {};');
  plant('apps/server/src/main.ts', 'export {};');
  // A package that is installed but that nobody declares, and one behind a rule on its folder.
  plant('node_modules/undeclared/index.js', '');
  plant('node_modules/undeclared/package.json', '{"name":"undeclared","main":"index.js"}');
  plant('node_modules/ajv/index.js', '');
  plant('packages/logic/package.json', '{"name":"@trellis/logic"}');
  for (const file of Object.values(PLANTED).flat()) plant(...file);
  for (const name of ['tsconfig.json', 'tsconfig.base.json']) {
    copyFileSync(path.join(ROOT, name), path.join(folder, name));
  }
  const rules = (createRequire(import.meta.url)(CONFIG) as { forbidden: { name: string }[] }).forbidden;
  expect(Object.keys(PLANTED).sort()).toEqual(rules.map(({ name }) => name).sort());
  const violations = findViolations();
  const uncaught = Object.entries(PLANTED)
    .filter(([rule, files]) => !violations.has(`${rule} ${files[0]?.[0]}`))
    .map(([rule]) => rule);
  expect(uncaught).toEqual([]);
});

function plant(name: string, source: string): void {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, source);
}

/** "rule file" of every violation. */
function findViolations(): Set<string> {
  const program = path.join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const args = [program, '--config', CONFIG, '--output-type', 'json', 'packages', 'apps', 'templates'];
  let report: string;
  try {
    report = execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 26 });
  } catch (error) {
    // It exits with the number of violations.
    report = String((error as { stdout?: unknown }).stdout ?? '');
  }
  const { summary } = JSON.parse(report) as {
    summary: { violations: { from: string; rule: { name: string } }[] };
  };
  return new Set(summary.violations.map(({ rule, from }) => `${rule.name} ${from}`));
}
