import { readFileSync } from 'node:fs';
import { buildParserFile } from '@lezer/generator';
import { expect, test } from 'vitest';

// After a change of the grammar: `npx vitest run packages/logic/src/formula/grammar.test.ts -u`.
test('the parser is the one that the grammar gives', async () => {
  const grammar = readFileSync(new URL('./formula.grammar', import.meta.url), 'utf8');
  const { parser } = buildParserFile(grammar, {
    typeScript: true,
    warn: (message) => expect.fail(message),
  });
  // Marked as pure, so that a bundle without formulas goes without it.
  const source = parser.replace('= LRParser', '= /* @__PURE__ */ LRParser');
  await expect(source).toMatchFileSnapshot('./parser.generated.ts');
});
