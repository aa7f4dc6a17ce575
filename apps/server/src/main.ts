import { parseArgs } from 'node:util';
import { backupCommand } from './commands/backup.ts';
import { restoreCommand } from './commands/restore.ts';
import { serve } from './commands/serve.ts';
import { readConfig } from './config.ts';
import { describeFailure } from './failure.ts';
import { openLog } from './log.ts';

const USAGE = `serve [--demo]                     启动 start
backup FILE [--workspace KEY]      备份 back up everything, or one workspace
restore FILE                       恢复 restore into an empty installation
`;

try {
  await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`\n${describeFailure(error)}\n`);
  process.exit(1);
}

async function main(args: string[]): Promise<void> {
  const { values, positionals } = parse(args);
  const [command = 'serve', file] = positionals;
  const config = readConfig();
  const log = openLog(config.logLevel);
  if (command === 'serve' && positionals.length <= 1)
    return serve(config, log, { demo: values.demo ?? false });
  if (command === 'backup' && file) return backupCommand(config, log, file, values.workspace);
  if (command === 'restore' && file) return restoreCommand(config, log, file);
  usage();
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { demo: { type: 'boolean' }, workspace: { type: 'string' } },
    });
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    return usage();
  }
}

function usage(): never {
  process.stderr.write(USAGE);
  process.exit(2);
}
