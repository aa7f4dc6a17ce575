import { operators } from '../operators/registry.ts';
import type { Expr, Json } from '../types.ts';
import type { FormulaNames } from './types.ts';
import { absolute, callOf, rewrite, varOf } from './walk.ts';

/** A reference where only a text will do is the title of the record that it points to: `{客户} & "公司"`. */
export function titlesInTexts(expr: Expr, names: FormulaNames, copied: (from: Expr, to: Expr) => void): Expr {
  return rewrite(expr, { around: null, depth: 0 }, (part, { around }, before) => {
    const call = callOf(part);
    const params = call && operators.get(call.name)?.signature.params(call.args.length);
    const args = call?.args.map((arg, index): Json => {
      const param = params?.[index];
      const path = varOf(arg);
      if (path === undefined || param?.is !== 'value' || param.kinds.includes('ref')) return arg;
      if (!param.kinds.includes('text')) return arg;
      const full = absolute(path, around);
      const title = names.title(full);
      if (title === undefined) return arg;
      const next = { var: path + title.slice(full.length) };
      copied(arg, next);
      return next;
    });
    if (!call || !args) {
      if (part !== before) copied(before, part);
      return part;
    }
    const next = args.some((arg, index) => arg !== call.args[index]) ? { [call.name]: args } : part;
    if (next !== before) copied(before, next);
    return next;
  });
}
