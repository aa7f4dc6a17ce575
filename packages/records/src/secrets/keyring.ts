import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { SEALED } from '@trellis/forms/model';

/**
 * Where a secret text stands: names that never change, the workspace's id first. A ciphertext can be read at its own
 * place alone, so nobody who can write to the database moves one into another cell.
 */
export type Place = readonly [workspace: string, ...names: string[]];

/** Encrypts texts with the secrets of the installation (AES-256-GCM; one key for each workspace, by HKDF). */
export interface Keyring {
  /** Names of the secrets; new texts are encrypted with the first. */
  readonly ids: readonly [string, ...string[]];
  seal(text: string, place: Place): string;
  /** Undefined where the secret is not at hand, the place is another, or somebody changed it. */
  open(sealed: string, place: Place): string | undefined;
}

const ALGORITHM = 'aes-256-gcm';
const NONCE = 12;
const TAG = 16;

/** @param secrets the first encrypts; the others still decrypt what was encrypted before a rotation */
export function openKeyring(secrets: readonly [string, ...string[]]): Keyring {
  const byId = new Map(secrets.map((secret) => [idOf(secret), secret] as const));
  const [id, ...older] = [...byId.keys()] as [string, ...string[]];
  const keys = new Map<string, Buffer>();
  const keyOf = (secret: string, name: string, workspace: string): Buffer => {
    const known = `${name} ${workspace}`;
    let key = keys.get(known);
    if (!key) {
      key = Buffer.from(hkdfSync('sha256', secret, workspace, 'trellis values 1', 32));
      keys.set(known, key);
    }
    return key;
  };
  return {
    ids: [id, ...older],
    seal(text, place) {
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv(ALGORITHM, keyOf(secrets[0], id, place[0]), nonce);
      cipher.setAAD(Buffer.from(JSON.stringify(place)));
      const body = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return `${SEALED}${id}:${body.toString('base64url')}`;
    },
    open(sealed, place) {
      const [name = '', text = ''] = sealed.slice(SEALED.length).split(':');
      const secret = byId.get(name);
      const body = Buffer.from(text, 'base64url');
      if (!sealed.startsWith(SEALED) || secret === undefined || body.length < NONCE + TAG) return undefined;
      const decipher = createDecipheriv(ALGORITHM, keyOf(secret, name, place[0]), body.subarray(0, NONCE), {
        authTagLength: TAG,
      });
      decipher.setAAD(Buffer.from(JSON.stringify(place)));
      decipher.setAuthTag(body.subarray(body.length - TAG));
      try {
        const plain = decipher.update(body.subarray(NONCE, body.length - TAG));
        return Buffer.concat([plain, decipher.final()]).toString('utf8');
      } catch {
        return undefined;
      }
    },
  };
}

/** Says which secret it was and nothing about it. */
const idOf = (secret: string): string =>
  createHash('sha256').update(`trellis key id\n${secret}`).digest('base64url').slice(0, 8);
