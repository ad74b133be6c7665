// Mints bearer tokens through the command line client, as an operator of the exchange would.

import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The root of the repository. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');

/** Mints a token; throws unless the client prints a JWT and nothing else. */
export async function mint(sub, role) {
  const cli = process.env.EXCHANGE_CLI || `bash '${join(root, 'deploy', 'exchange.sh')}'`;
  const { stdout } = await run('sh', ['-c', `${cli} token --sub "$1" --role "$2"`, 'mint', sub, role], {
    timeout: 60_000,
  });
  if (!/^[\w-]+\.[\w-]+\.[\w-]+\n$/.test(stdout)) throw new Error(`the client printed more than a token: ${stdout}`);
  return stdout.trim();
}
