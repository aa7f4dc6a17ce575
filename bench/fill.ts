import { lead } from './lead.ts';
import { numberIn } from './scenarios/measure.ts';
import type { Session } from './session.ts';

/** So many come in through the API; a larger table is made of them by SQL, each with a number of its own. */
const SENT = 100_000;

/** Puts leads into a table until it has `rows`. A table that has some already is left as it is. */
export async function fill(session: Session, rows: number): Promise<boolean> {
  const { product } = session;
  const { pool, table } = product;
  if ((await numberIn(session, `select count(*) as n from ${table.name}`)) > 0) return false;
  await product.fill(Math.min(rows, SENT), session.ask);
  for (let first = SENT + 1; first <= rows; first += SENT) await copyOnce(session, first, rows);
  await pool.query('vacuum analyze');
  return true;
}

/** The leads that were sent once more, as number `first` and up to `last`; amounts differ, so that orders have few ties. */
async function copyOnce({ product: { pool, table } }: Session, first: number, last: number): Promise<void> {
  const { rows } = await pool.query<{ name: string }>(
    `select quote_ident(attname) as name from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped and attname <> $2`,
    [table.name, table.id],
  );
  const phone = table.column('phone').replaceAll('"', '');
  const amount = table.column('amount').replaceAll('"', '');
  const names = rows.map(({ name }) => name);
  const shift = first - 1;
  const values = names.map((name) => {
    if (name === phone) return `'+' || (substr(${name}, 2)::bigint + ${shift})`;
    return name === amount ? `${name} + ${(shift / SENT) % 97}` : name;
  });
  // A table without a default makes ids of its own in the product.
  const id = table.id === '_id' ? [['_id'], ['gen_random_uuid()']] : [[], []];
  await pool.query(
    `insert into ${table.name} (${[...(id[0] ?? []), ...names].join(', ')})
     select ${[...(id[1] ?? []), ...values].join(', ')} from ${table.name}
     where substr(${phone}, 2)::bigint <= ${Number(lead(SENT).phone.slice(1))}
       and substr(${phone}, 2)::bigint + ${shift} <= ${Number(lead(last).phone.slice(1))}`,
  );
}
