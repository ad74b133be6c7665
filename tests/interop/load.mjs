// Load on a cluster: traders who place one order after the other through whichever gateway answers, and a reader of all
// net asset values. What is not answered for good is sent again under the same id. See README.md.

import { createInterface } from 'node:readline';
import * as grpc from '@grpc/grpc-js';
import { Caller, encode } from './lib/client.mjs';
import { NavReader } from './lib/nav.mjs';

const PAUSE_MS = 50;
const CHANNEL = { 'grpc.initial_reconnect_backoff_ms': 100, 'grpc.max_reconnect_backoff_ms': 500 };

/** Told these, a client tries again under the same id; a word is the exchange's, a status that of the transport. */
const AGAIN = new Set([
  'UNAVAILABLE', 'LEDGER_UNAVAILABLE', 'OUTCOME_UNKNOWN', 'OVERLOADED', 'SHUTTING_DOWN', 'STALE_PRICE',
  'status:UNAVAILABLE', 'status:DEADLINE_EXCEEDED', 'status:CANCELLED', 'status:INTERNAL',
]);

const input = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const plan = JSON.parse((await input.next()).value);
const sum = { acknowledged: 0, voided: 0, again: {} };
let stopping = false;

/** One line to whoever started this: what was sent, what came of it. */
function say(...words) {
  process.stdout.write(`${words.join(' ')}\n`);
}

/** What the exchange, or else the transport, says of a fault. */
function reasonOf(fault) {
  return fault.metadata?.get('reason')[0] ?? `status:${grpc.status[fault.code] ?? fault.message}`;
}

/** Three to buy and one to sell, in turn. */
function orderOf(id, number, symbols) {
  const order = { client_order_id: id, symbol: symbols[number % symbols.length], type: 'ORDER_TYPE_MARKET' };
  return Math.floor(number / symbols.length) % 4 === 3
    ? { ...order, side: 'SIDE_SELL', units: '0.02' }
    : { ...order, side: 'SIDE_BUY', quote_amount: '10' };
}

async function place(trader, order) {
  for (;;) {
    try {
      const answer = await trader.callers[trader.at].call('trading', 'PlaceOrder', order);
      sum.acknowledged++;
      return say('filled', trader.wallet, encode('trading', 'PlaceOrder', answer));
    } catch (fault) {
      const reason = reasonOf(fault);
      sum.again[reason] = (sum.again[reason] ?? 0) + 1;
      if (reason === 'ORDER_VOIDED') {
        sum.voided++;
        return say('voided', trader.wallet, order.client_order_id);
      }
      if (!AGAIN.has(reason)) throw new Error(`${order.client_order_id}: ${reason}: ${fault.details}`);
      trader.at = (trader.at + 1) % trader.callers.length;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
}

async function trade(trader) {
  for (let number = 0; !stopping; number++) {
    const id = `${trader.name}-${number}`;
    say('sent', trader.wallet, id);
    await place(trader, orderOf(id, number, plan.symbols));
  }
}

const callers = plan.wallets.map(({ token }) => plan.gateways.map((address) => new Caller(address, token, CHANNEL)));
const traders = Array.from({ length: plan.traders }, (_, number) => ({
  name: `t${number}`,
  wallet: plan.wallets[number % plan.wallets.length].id,
  callers: callers[number % plan.wallets.length],
  at: number % plan.gateways.length,
}));
const readers = plan.gateways.map((_, at) => new NavReader(callers[0], at, (problem) => say('nav', problem)));
const trading = Promise.all(traders.map(trade)).catch((fault) => {
  say('fault', fault.message);
  process.exit(1);
});
setInterval(() => say('count', sum.acknowledged, Math.min(...readers.map((reader) => reader.updates))), 100).unref();
await input.next(); // A line, or the end: enough.
stopping = true;
await trading;
for (const reader of readers) reader.close();
say('end', JSON.stringify({ ...sum, nav: readers.map((reader) => reader.summary()) }));
process.exit(0);
