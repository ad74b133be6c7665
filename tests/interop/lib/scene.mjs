// The scene all checks play on: who is there, what they do most often.

import { parse } from './amount.mjs';
import { Caller } from './client.mjs';
import { mint } from './tokens.mjs';

/** The callers, their prices and their ids. */
export class Scene {
  constructor(address) {
    this.address = address;
    this.run = Date.now().toString(36);
    this.ids = 0;
    this.prices = { 'BTC-USD': 64_000, 'ETH-USD': 3_200 };
    this.nobody = new Caller(address);
    this.callers = [this.nobody];
  }

  /** Lets somebody in, under a property of that name. */
  async enter(name, sub, role) {
    this[name] = await this.caller(sub, role);
  }

  /** Somebody with a token of their own. */
  async caller(sub, role) {
    const caller = new Caller(this.address, await mint(sub, role));
    this.callers.push(caller);
    return caller;
  }

  /** An id that nobody used before. */
  id(what) {
    return `${what}-${this.run}-${++this.ids}`;
  }

  /** Publishes prices now, as the feed; resolves with what became of them. */
  publish(...prices) {
    return this.feed.send('operator', 'PublishPrices', prices.map(([market, price]) => tick(market, price)));
  }

  /** Moves markets by a share of their price (0: only refreshes them), and waits until their tokens have seen it. */
  async move(share, ...markets) {
    for (const market of markets.length ? markets : Object.keys(this.prices)) {
      this.prices[market] = Math.round(this.prices[market] * (1 + share) * 100) / 100;
      await this.publish([market, String(this.prices[market])]);
      const symbols = market === 'BTC-USD' ? ['BTC3L', 'BTC3S', 'BTC2L'] : ['ETH3L', 'ETH3S', 'ETH2S'];
      for (const symbol of symbols) await this.seen(symbol, market);
    }
  }

  /** Waits until a token is priced at the latest price of its market. */
  async seen(symbol, market) {
    const price = parse(String(this.prices[market]));
    return until(`${symbol} at ${this.prices[market]}`, async () => {
      const token = await this.token(symbol);
      return token.mark_price && parse(token.mark_price) === price && token.quality !== 'QUALITY_STALE' && token;
    });
  }

  /** The terms of a token whose prices are stale after a second. */
  terms() {
    return {
      symbol: 'STALE3L',
      underlying: 'BTC-USD',
      target_leverage: '3',
      initial_nav: '100',
      spread: '0.0005',
      creation_fee: '0.001',
      redemption_fee: '0.001',
      management_fee_daily: '0.0001',
      rebalance_cost: '0.0006',
      min_order: '1',
      rebalance_times: ['00:00'],
      staleness_limit_seconds: 1,
      quote_asset: 'USDT',
    };
  }

  /** A token as it stands. */
  async token(symbol) {
    return (await this.auditor.call('market', 'GetToken', { symbol })).token;
  }

  /** Places a market order. */
  async order(caller, side, symbol, rest) {
    const request = {
      client_order_id: this.id('order'),
      symbol,
      side: `SIDE_${side}`,
      type: 'ORDER_TYPE_MARKET',
      ...rest,
    };
    return (await caller.call('trading', 'PlaceOrder', request)).order;
  }

  /** Pays USDT into a wallet, as the operator. */
  deposit(wallet_id, amount, transfer_id = this.id('deposit')) {
    return this.operator.call('wallet', 'Deposit', { wallet_id, transfer_id, asset: 'USDT', amount });
  }

  /** What a wallet holds of an asset. */
  async balance(caller, asset) {
    const { wallet } = await caller.call('wallet', 'GetWallet', {});
    return totalOf(wallet, asset);
  }

  close() {
    for (const caller of this.callers) caller.close();
  }
}

/** What a wallet that was read holds of an asset. */
export function totalOf(wallet, asset) {
  return parse(wallet.balances.find((balance) => balance.asset === asset)?.total ?? '0');
}

/** A pause. */
export function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Asks again and again, for at most 5 seconds, until the answer is truthy. */
export async function until(what, ask) {
  const end = Date.now() + 5_000;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await pause(20);
  }
}

function tick(market, price) {
  const now = Date.now();
  const event_time = { seconds: Math.floor(now / 1000), nanos: (now % 1000) * 1_000_000 };
  return { market, price, event_time, sequence: 0, source: 'interop' };
}
