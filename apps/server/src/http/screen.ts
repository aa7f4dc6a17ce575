import type { Catalog, Screen } from '@trellis/records/server';
import type { FastifyRequest } from 'fastify';

/** The list of a form in the web app; its view is a parameter, absent for the first one. */
const LIST = /^\/w\/[^/]+\/a\/([^/]+)\/f\/([^/]+)$/;

/** The page that a browser's request comes from, by what browsers say of it by themselves. */
export function screenOf({ headers }: FastifyRequest, catalog?: Catalog): Screen {
  const view = catalog && viewAt(catalog, headers.referer);
  return { agent: headers['user-agent'], ...(view === undefined ? {} : { view }) };
}

function viewAt({ views }: Catalog, address: string | undefined): string | undefined {
  if (address === undefined || !URL.canParse(address)) return undefined;
  const { pathname, searchParams } = new URL(address);
  const [, app, form] = LIST.exec(pathname) ?? [];
  if (app === undefined) return undefined;
  const named = searchParams.get('view');
  if (named !== null) return `${app}:${named}`;
  const [first] = [...views]
    .filter(([ref, view]) => ref.startsWith(`${app}:`) && view.form === form)
    .sort(
      ([a, one], [b, other]) =>
        (one.position ?? Number.MAX_SAFE_INTEGER) - (other.position ?? Number.MAX_SAFE_INTEGER) ||
        (a < b ? -1 : 1),
    );
  return first?.[0];
}
