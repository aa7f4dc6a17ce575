import type { Db, Pool } from '@trellis/db';
import type {
  CatalogCache,
  Channels,
  Exports,
  Files,
  Imports,
  Keyring,
  OuterCalls,
  PeopleNames,
} from '@trellis/records/server';
import type { Identities } from './auth/identity.ts';
import type { Limiter } from './auth/limiter.ts';
import type { Config } from './config.ts';
import type { EventHub } from './events/hub.ts';
import type { Log } from './log.ts';
import type { PublicDoor } from './public/door.ts';

/** Everything that lives as long as the process; made in boot.ts, handed to each handler. */
export interface Services {
  readonly config: Config;
  readonly log: Log;
  readonly pool: Pool;
  /** For questions that may ask for too much. */
  readonly reads: Pool;
  readonly db: Db;
  readonly catalogs: CatalogCache;
  readonly identities: Identities;
  /** Names of members and departments. */
  readonly people: PeopleNames;
  readonly events: EventHub;
  readonly imports: Imports;
  readonly exports: Exports;
  readonly files: Files;
  /** Failed logins by e-mail and address, and by address alone. */
  readonly logins: { readonly account: Limiter; readonly address: Limiter };
  /** Visitors of public forms. */
  readonly publicDoor: PublicDoor;
  /** Encrypts what is not to stand in the database. */
  readonly keys: Keyring;
  /** Asks addresses for values of fields. */
  readonly outer: OuterCalls;
  /** Ways out of the product for what members are told. */
  readonly channels: Channels;
  /** Signs access tokens. */
  readonly jwtSecret: string;
  readonly version: string;
  /** Folder of the template gallery. */
  readonly templatesDir: string;
  /** Ends open event streams, one function each, when the server stops. */
  readonly streams: Set<() => void>;
}
