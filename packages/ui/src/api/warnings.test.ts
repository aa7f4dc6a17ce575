import { expect, it } from 'vitest';
import { ApiError } from './error.ts';
import { withReason } from './warnings.ts';

const refused = (
  ...found: readonly (readonly [code: string, check: string, ...path: (string | number)[]])[]
) =>
  new ApiError({
    status: 422,
    code: 'validation_failed',
    title: '',
    issues: found.map(([code, check, ...path]) => ({
      path,
      code,
      params: { check },
      message: `小心 ${check}`,
    })),
  });

/** A server that refuses once for each of the errors, and what it was sent. */
function server(...errors: readonly Error[]) {
  const left = [...errors];
  const sent: unknown[] = [];
  return {
    sent,
    send: async (accept: unknown) => {
      sent.push(accept);
      const error = left.shift();
      if (error) throw error;
      return 'saved';
    },
  };
}

it('asks for a reason where checks only warn, and sends again what was accepted', async () => {
  const first = refused(
    ['check_warning', 'deep', 'set', 'discount'],
    ['check_warning', 'dear', 'set', 'lines', 1, 'price'],
  );
  const { sent, send } = server(first, refused(['check_warning', 'late', 'set']));
  const asked: (readonly string[])[] = [];
  const ask = async (warnings: readonly string[]) => `因为 ${asked.push(warnings)}`;
  expect(await withReason(ask, send)).toBe('saved');
  expect(asked).toEqual([['小心 deep', '小心 dear'], ['小心 late']]);
  expect(sent).toEqual([
    undefined,
    { reason: '因为 1', checks: ['deep', 'lines.dear'] },
    { reason: '因为 2', checks: ['deep', 'lines.dear', 'late'] },
  ]);
});

it('leaves a write refused without a reason, for anything else, and for a warning that does not go away', async () => {
  const warned = refused(['check_warning', 'deep', 'set', 'discount']);
  const never = async () => undefined;
  await expect(withReason(never, server(warned).send)).rejects.toBe(warned);
  const always = async () => '因为';
  const both = refused(['check_warning', 'deep', 'set'], ['required', '', 'set', 'name']);
  await expect(withReason(always, server(both).send)).rejects.toBe(both);
  const again = refused(['check_warning', 'deep', 'set', 'discount']);
  await expect(withReason(always, server(warned, again).send)).rejects.toBe(again);
});

it('names the checks of rows among many new records as it does in one', async () => {
  const warned = refused(['check_warning', 'dear', 'create', 4, 'values', 'lines', 1, 'price']);
  const { sent, send } = server(warned);
  await withReason(async () => '因为', send);
  expect(sent[1]).toEqual({ reason: '因为', checks: ['lines.dear'] });
});
