import type { FormulaFunction } from '@trellis/logic';
import type { Locale } from '@trellis/metadata';

const element = (tag: string, className: string, text = ''): HTMLElement => {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
};

/** `IF(条件, 成立时, [否则])`, the argument in hand marked. */
export function signatureOf(fn: FormulaFunction, locale: Locale, argument?: number): HTMLElement {
  const line = element('code', 'f-call', `${fn.name}(`);
  const current = argument === undefined ? -1 : Math.min(argument, fn.params.length - 1);
  for (const [index, { name, optional, repeat }] of fn.params.entries()) {
    if (index > 0) line.append(', ');
    const text = `${name[locale]}${repeat ? '…' : ''}`;
    line.append(element(index === current ? 'b' : 'span', '', optional ? `[${text}]` : text));
  }
  line.append(')');
  return line;
}

/** What a function is for, beside the list of completions. */
export function describeFunction(fn: FormulaFunction, locale: Locale): HTMLElement {
  const { summary, example } = fn.docs[locale];
  const box = element('div', 'f-function-info');
  box.append(signatureOf(fn, locale), element('p', '', summary), element('code', 'f-example', example));
  return box;
}
