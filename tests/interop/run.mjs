// Checks the exchange from outside: see README.md.

import { access } from './checks/access.mjs';
import { amounts } from './checks/amounts.mjs';
import { entries } from './checks/entries.mjs';
import { orders } from './checks/orders.mjs';
import { parallel } from './checks/parallel.mjs';
import { prices } from './checks/prices.mjs';
import { rebalances } from './checks/rebalances.mjs';
import { refusals } from './checks/refusals.mjs';
import { streams } from './checks/streams.mjs';
import { tokens } from './checks/tokens.mjs';
import { unimplemented } from './checks/unimplemented.mjs';
import { wallets } from './checks/wallets.mjs';
import { check, current, fail, summary } from './lib/report.mjs';
import { Scene } from './lib/scene.mjs';

const LIMIT_MS = 110_000;
const cast = [
  ['operator', 'operator', 'operator'],
  ['feed', 'feed', 'feed'],
  ['alice', 'alice', 'trader'],
  ['bob', 'bob', 'trader'],
  ['auditor', 'auditor', 'auditor'],
];
const acts = {
  prices, tokens, wallets, orders, entries, streams, rebalances, access, amounts, refusals, unimplemented, parallel,
};

setTimeout(() => {
  fail(current, `it hung: not done after ${LIMIT_MS / 1000} s`);
  process.exit(summary());
}, LIMIT_MS);

const scene = new Scene(process.env.EXCHANGE_ADDRESS || 'http://127.0.0.1:5080');
await check('the exchange answers', () => scene.nobody.ready());
for (const [name, sub, role] of cast)
  await check(`the client mints a token and prints nothing else: ${role} ${sub}`, () => scene.enter(name, sub, role));
for (const [name, act] of Object.entries(acts)) {
  try {
    await act(scene);
  } catch (fault) {
    fail(`${name}: what comes before a check`, fault.stack ?? String(fault));
  }
}
scene.close();
process.exit(summary());
