import { MOST, share } from '../../infer/share.ts';
import type { Infer } from '../../infer/types.ts';
import { type UrlConfig, url } from './model.ts';

const NAME = /网址|网站|官网|链接|主页|url|website|link|homepage/i;
const WHOLE = /^(https?:\/\/|www\.)\S+$/i;
const DOMAIN = /^[\w\p{L}-]+(\.[\w\p{L}-]+)+(\/\S*)?$/u;

/** Addresses with their scheme, or domains under a name that says so. */
export const inferUrl: Infer<UrlConfig> = (column) => {
  const named = NAME.test(column.name);
  const address = share(column, (cell) => WHOLE.test(cell) || (named && DOMAIN.test(cell)));
  return address < MOST ? undefined : { config: url.config.defaults(), rank: 0.96 };
};
