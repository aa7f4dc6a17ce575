import { deflateRawSync } from 'node:zlib';

/** Text as Excel in China saves it. Node only decodes GBK, so the table is turned round. */
export function gbk(text: string): Buffer {
  const bytes: number[] = [];
  for (const char of text) {
    const known = char < '\x80' ? [char.charCodeAt(0)] : table().get(char);
    if (!known) throw new Error(`GBK has no ${char}`);
    bytes.push(...known);
  }
  return Buffer.from(bytes);
}

let known: Map<string, readonly number[]> | undefined;
function table(): Map<string, readonly number[]> {
  if (known) return known;
  known = new Map();
  const decoder = new TextDecoder('gbk');
  for (let high = 0x81; high <= 0xfe; high++) {
    for (let low = 0x40; low <= 0xfe; low++) {
      const char = decoder.decode(Uint8Array.of(high, low));
      if (char.length === 1 && char !== '\ufffd') known.set(char, [high, low]);
    }
  }
  return known;
}

interface Entry {
  readonly name: string;
  readonly content: Buffer;
  /** What the directory says instead of the true size. */
  readonly claimed?: number;
}

/** A zip file, as small as the format allows. */
function zip(entries: readonly Entry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  const packedBy = new Map<Buffer, Buffer>();
  let offset = 0;
  for (const { name, content, claimed } of entries) {
    const packed = packedBy.get(content) ?? deflateRawSync(content);
    packedBy.set(content, packed);
    const size = claimed ?? content.length;
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(size, 18);
    fields.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('504b0304', 'hex'), fields, Buffer.from(name), packed]);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(20, 4);
    fields.copy(central, 6, 0, 24);
    central.writeUInt32LE(offset, 42);
    directory.push(central, Buffer.from(name));
    parts.push(local);
    offset += local.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, listing, end]);
}

const SHEET = 'xl/worksheets/sheet1.xml';

/** Ten entries of 40 MB of zeros: 400 MB in 400 kB. */
export const bombXlsx = (): Buffer => {
  const content = Buffer.alloc(40 * 1024 * 1024);
  return zip(Array.from({ length: 10 }, (_, n) => ({ name: `${SHEET}${n}`, content })));
};

/** 40 MB that its directory gives out as 1 kB. */
export const liarXlsx = (): Buffer =>
  zip([{ name: SHEET, content: Buffer.alloc(40 * 1024 * 1024), claimed: 1024 }]);
