import { readdirSync, readFileSync } from 'node:fs';

/** Clock ticks of a second in /proc; 100 on every Linux that Node runs on. */
const TICKS = 100;

interface Process {
  readonly parent: number;
  readonly own: number;
  /** Seconds of children that ended. */
  readonly reaped: number;
}

/** CPU seconds that processes and their descendants have used so far. Linux only: elsewhere NaN. */
export function cpuSeconds(roots: readonly number[]): number {
  if (process.platform !== 'linux') return Number.NaN;
  const all = processes();
  let total = 0;
  for (const pid of family(roots, all)) total += all.get(pid)?.own ?? 0;
  for (const pid of roots) total += all.get(pid)?.reaped ?? 0;
  return total;
}

/** CPU seconds that the whole machine has been busy: what is not ours in a window is the neighbours'. */
export function busySeconds(): number {
  if (process.platform !== 'linux') return Number.NaN;
  const [line = ''] = readFileSync('/proc/stat', 'utf8').split('\n');
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0] = line
    .trim()
    .split(/\s+/)
    .slice(1)
    .map(Number);
  return (user + nice + system + irq + softirq) / TICKS;
}

function processes(): Map<number, Process> {
  const found = new Map<number, Process>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const text = readFileSync(`/proc/${name}/stat`, 'utf8');
      // The program's name stands in brackets and may hold anything.
      const fields = text
        .slice(text.lastIndexOf(')') + 2)
        .split(' ')
        .map(Number);
      const at = (index: number) => fields[index] ?? 0;
      found.set(Number(name), {
        parent: at(1),
        own: (at(11) + at(12)) / TICKS,
        reaped: (at(13) + at(14)) / TICKS,
      });
    } catch {
      // It has ended since the folder was listed.
    }
  }
  return found;
}

function family(roots: readonly number[], all: ReadonlyMap<number, Process>): Set<number> {
  const found = new Set(roots);
  for (let size = -1; size !== found.size; ) {
    size = found.size;
    for (const [pid, { parent }] of all) if (found.has(parent)) found.add(pid);
  }
  return found;
}
