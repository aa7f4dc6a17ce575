/** A lead as every product gets it: 21 fields. */
export interface Lead {
  readonly name: string;
  /** Unique: it carries the number of the lead. */
  readonly phone: string;
  readonly email: string;
  readonly company: string;
  readonly source: string;
  readonly stage: string;
  /** Number of a person, from 1 to OWNERS. */
  readonly owner: number;
  readonly amount: number;
  readonly score: number;
  readonly tags: readonly string[];
  readonly industry: string;
  readonly province: string;
  readonly city: string;
  readonly address: string;
  readonly website: string;
  readonly is_key: boolean;
  readonly created: string;
  readonly last_contact: string;
  readonly next_follow_up: string;
  readonly lost_reason: string;
  readonly note: string;
}

export const OWNERS = 5;
export const STAGES = ['new', 'contacted', 'qualified', 'proposal', 'won', 'lost'];
export const SOURCES = ['web', 'referral', 'ads', 'event', 'cold_call'];
export const TAGS = ['vip', 'hot', 'renewal', 'partner', 'trial', 'blacklist'];
export const INDUSTRIES = ['manufacturing', 'retail', 'finance', 'education', 'health', 'it', 'logistics'];
/** Parts of names, found in 0.05 % to 4 % of the leads. */
export const KEYWORDS = ['Anna', 'Kumar', 'a Bx', 'Tanaka', 'ia Q', 'Zhang', 'Hugo C', 'Olsen'];

const words = (text: string): readonly string[] => text.split(' ');
const SURNAMES = words(
  'Anders Baker Chen Dawson Evans Fischer Garcia Huang Ivanov Jansen Kumar Lopez Meyer Nakamura Olsen Petrov Quinn Rossi Schmidt Tanaka Ueda Vargas Wang Xu Yilmaz Zhang',
);
const GIVEN = words(
  'Anna Bruno Carla Diego Elena Farid Greta Hugo Irina Jonas Keiko Lucas Maria Nils Olga Pablo Qian Rosa Sven Tania Umar Vera Wei Xenia Yusuf Zoe',
);
const CITIES = words(
  'Berlin Lyon Porto Delft Turin Osaka Pune Quito Lagos Austin Leeds Gdansk Brno Malaga Tampere Bergen',
);
const FIRST_DAY = Date.UTC(2025, 0, 1);
const DAY = 86_400_000;
const FIRST_PHONE = 491_000_000_000;

/** Lead number `n`, the same on every call: spread over 540 days, 6 stages, 5 sources, 5 owners. */
export function lead(n: number): Lead {
  const random = generator(Math.imul(n, 0x9e3779b1));
  const below = (limit: number) => Math.floor(random() * limit);
  const pick = (list: readonly string[]) => list[below(list.length)] ?? '';
  const [surname, given, city] = [pick(SURNAMES), pick(GIVEN), pick(CITIES)];
  const middle = String.fromCharCode(65 + below(26), 97 + below(26), 97 + below(26));
  const created = FIRST_DAY + below(540) * DAY + below(86_400) * 1000;
  const instant = (days: number) => new Date(created + days * DAY).toISOString();
  return {
    name: `${given} ${middle} ${surname}`,
    phone: `+${FIRST_PHONE + n}`,
    email: `u${n}@example.com`,
    company: `${surname} & ${middle} GmbH`,
    source: pick(SOURCES),
    stage: pick(STAGES),
    owner: 1 + below(OWNERS),
    amount: below(2_000_000) / 100,
    score: below(100),
    tags: TAGS.filter(() => random() < 0.3),
    industry: pick(INDUSTRIES),
    province: `P${below(34)}`,
    city,
    address: `${below(300)} Main Street, ${city}`,
    website: `https://www.${middle.toLowerCase()}${n}.example.com`,
    is_key: random() < 0.1,
    created: instant(0),
    last_contact: instant(1),
    next_follow_up: instant(7),
    lost_reason: '',
    note: `Follow-up note ${n}: asked for a quotation on ${below(500)} units, decision maker is ${given}; second call planned. `
      .repeat(2)
      .trim(),
  };
}

/** The number of a lead, from its phone. */
export const numberOf = (phone: string): number => Number(phone) - FIRST_PHONE;

/** Mulberry32: small, even, and the same everywhere. */
function generator(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
