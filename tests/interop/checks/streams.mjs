// Streams: net asset values as prices move, numbered without repetition, resumable.

import { parse } from '../lib/amount.mjs';
import { check, expect, same } from '../lib/report.mjs';
import { pause, until } from '../lib/scene.mjs';

export async function streams(scene) {
  let last = 0;
  await check('streams: the latest comes first, then each change, numbers rising', async () => {
    const nav = new Reader(scene, { symbols: ['BTC3L', 'ETH3S'] });
    try {
      await until('the latest of both', () => nav.of('BTC3L').length > 0 && nav.of('ETH3S').length > 0);
      const before = nav.of('BTC3L').length;
      for (let i = 0; i < 5; i++) {
        await scene.move(i % 2 ? -0.002 : 0.003, 'BTC-USD');
        await pause(50);
      }
      await until('the last price', () => atPrice(nav.of('BTC3L').at(-1), scene.prices['BTC-USD']));
      expect(nav.of('BTC3L').length >= before + 3, `only ${nav.of('BTC3L').length - before} changes came`);
      same(new Set(nav.updates.map((update) => update.symbol)).size, 2, 'the number of symbols');
      for (const symbol of ['BTC3L', 'ETH3S']) rises(nav.of(symbol));
      const update = nav.of('BTC3L').at(-1);
      same(update.quality, 'QUALITY_LIVE', 'the quality');
      expect(parse(update.nav) > 0n && update.event_time && update.publish_time, 'the update lacks something');
      last = Number(update.sequence);
    } finally {
      nav.close();
    }
  });
  await check('streams: net asset value moves by the leverage', async () => {
    const nav = new Reader(scene, { symbols: ['BTC3L'] });
    try {
      const first = await until('an update', () => nav.of('BTC3L').at(-1));
      await scene.move(0.01, 'BTC-USD');
      const next = await until('the move', () => {
        const update = nav.of('BTC3L').at(-1);
        return atPrice(update, scene.prices['BTC-USD']) && update;
      });
      const moved = Number(next.nav) / Number(first.nav) - 1;
      const wanted = Number(first.actual_leverage) * (Number(next.mark_price) / Number(first.mark_price) - 1);
      expect(Math.abs(moved - wanted) < 1e-6, `it moved by ${moved}, not by ${wanted}`);
      last = Number(next.sequence);
    } finally {
      nav.close();
    }
  });
  await check('streams: one resumes after the last number seen', async () => {
    expect(last > 0, 'no number was seen before');
    const nav = new Reader(scene, { symbols: ['BTC3L'], resume_after: { BTC3L: last } });
    try {
      await pause(200);
      await scene.move(-0.001, 'BTC-USD');
      await until('a new update', () => atPrice(nav.of('BTC3L').at(-1), scene.prices['BTC-USD']));
      rises(nav.of('BTC3L'));
      expect(Number(nav.of('BTC3L')[0].sequence) > last, `${nav.of('BTC3L')[0].sequence} was seen before ${last}`);
    } finally {
      nav.close();
    }
  });
  await check('streams: without symbols all tokens come', async () => {
    const nav = new Reader(scene, {});
    try {
      const symbols = ['BTC2L', 'BTC3L', 'BTC3S', 'ETH2S', 'ETH3L', 'ETH3S'];
      await until('all of them', () => symbols.every((symbol) => nav.of(symbol).length > 0));
    } finally {
      nav.close();
    }
  });
}

/** Reads a stream of net asset values until it is closed. */
class Reader {
  constructor(scene, request) {
    this.updates = [];
    this.stream = scene.alice.open('market', 'StreamNav', request);
    this.stream.on('data', (answer) => this.updates.push(answer.update));
    this.stream.on('error', (fault) => (this.fault = fault));
  }

  of(symbol) {
    if (this.fault) throw this.fault;
    return this.updates.filter((update) => update.symbol === symbol);
  }

  close() {
    this.stream.cancel();
  }
}

function atPrice(update, price) {
  return update?.mark_price && parse(update.mark_price) === parse(String(price));
}

function rises(updates) {
  for (let i = 1; i < updates.length; i++) {
    const [before, after] = [updates[i - 1].sequence, updates[i].sequence].map(Number);
    expect(after > before, `${after} follows ${before}`);
  }
}
