import { frag, raw } from '../../frag.ts';
import { example, operator, params, value } from '../../operator.ts';
import { fitText } from '../../sql-parts.ts';
import { fitted } from '../text-shape.ts';

/** What stays as it is; the same list that JS has. */
const SAFE = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.!~*''()";

export const encodeUrl = operator({
  name: 'encode_url',
  signature: params([value('text')], 'text'),
  nullRule: 'propagates',
  // Half a surrogate pair, which only a form being filled in can hold, would throw.
  evaluate: ([text]) =>
    typeof text === 'string' ? fitted(encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd'))) : null,
  sql: (call) => {
    const encoded = "upper(regexp_replace(encode(convert_to(_u.c, 'UTF8'), 'hex'), '(..)', '%\\1', 'g'))";
    const each = raw(`CASE WHEN strpos('${SAFE}', _u.c) > 0 THEN _u.c ELSE ${encoded} END`);
    return fitText(
      frag`(SELECT string_agg(${each}, '' ORDER BY _u.o) FROM unnest(string_to_array(${call.arg(0)}, NULL)) WITH ORDINALITY AS _u(c, o))`,
    );
  },
  docs: {
    zh: {
      label: '网址编码',
      text: '把文字编码成可以放进网址参数的样子。空仍为空,超过一百万字时为空。',
      words: '{0} 的网址编码',
    },
    en: {
      label: 'encoded for addresses',
      text: 'The text as it may stand in the parameter of an address. Null stays null, and is the result beyond a million characters.',
      words: '{0} encoded',
    },
  },
  examples: [example({ encode_url: { var: 'name' } }, 'a%20%E5%AE%A2', { name: 'a 客' })],
});
