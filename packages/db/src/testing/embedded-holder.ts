import { startEmbedded } from '../embedded/start.ts';
import { silentLogger } from '../logger.ts';

/** An application that holds an embedded server until it is killed. Argument: the data folder. */
const dataDir = process.argv[2];
if (!dataDir) throw new Error('usage: embedded-holder <dataDir>');
const server = await startEmbedded({ dataDir, log: silentLogger });
process.stdout.write(`${server.pid}\n`);
setInterval(() => undefined, 60_000);
