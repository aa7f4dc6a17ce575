import type { Contract, ReplyOf } from '@trellis/metadata';
import { locale } from './texts.ts';

export type Shared = ReplyOf<Contract['openShareLink']>;

/** `/s/{workspace}/{token}` */
const [, , workspace = '', token = ''] = location.pathname.split('/');

/** What the link of this address shows; a number says why it can't be: a status, or 0 where there was no answer. */
export async function open(): Promise<Shared | number> {
  try {
    const answer = await fetch(
      `/api/v1/shared/${encodeURIComponent(workspace)}/${encodeURIComponent(token)}`,
      { method: 'POST', headers: { 'accept-language': locale } },
    );
    return answer.ok ? ((await answer.json()) as Shared) : answer.status;
  } catch {
    return 0;
  }
}
