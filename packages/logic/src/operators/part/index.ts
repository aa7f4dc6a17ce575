import { frag } from '../../frag.ts';
import { example, operator, params, value } from '../../operator.ts';

/** A text inside an object: the street of an address. */
export const part = operator({
  name: 'part',
  signature: params([value('json'), value('text')], 'text'),
  nullRule: 'propagates',
  evaluate: ([object, name]) => {
    if (typeof object !== 'object' || object === null || Array.isArray(object) || typeof name !== 'string')
      return null;
    const found = Object.hasOwn(object, name) ? (object as { readonly [key: string]: unknown })[name] : null;
    return typeof found === 'string' && found !== '' ? found : null;
  },
  sql: (call) => {
    const found = () => frag`${call.arg(0)} -> ${call.arg(1)}`;
    return frag`(CASE WHEN jsonb_typeof(${found()}) = 'string' THEN nullif(${call.arg(0)} ->> ${call.arg(1)}, '') END)`;
  },
  docs: {
    zh: {
      label: '其中的',
      text: '取对象里的一项文本,如地址的 detail。没有这一项、或它不是文本时为空。',
      words: '{0} 的 {1}',
    },
    en: {
      label: 'part of',
      text: 'A text inside an object such as detail of an address. Null when there is no such text.',
      words: '{1} of {0}',
    },
  },
  examples: [
    example({ part: [{ var: 'extra' }, 'detail'] }, '文三路 90 号', {
      extra: { detail: '文三路 90 号', region: '330106' },
    }),
  ],
});
