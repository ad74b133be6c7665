// Prices: what a feed publishes reaches the tokens of the market.

import { parse } from '../lib/amount.mjs';
import { check, expect, same } from '../lib/report.mjs';

export async function prices(scene) {
  await check('prices: a feed publishes, the answer counts', async () => {
    const answer = await scene.publish(['BTC-USD', '64000'], ['ETH-USD', '3200']);
    same([answer.accepted, answer.refused], ['2', '0'], 'accepted and refused');
  });
  await check('prices: they reach every token of the market', async () => {
    await scene.move(0);
    for (const symbol of ['BTC3L', 'BTC3S', 'BTC2L', 'ETH3L', 'ETH3S', 'ETH2S']) {
      const token = await scene.token(symbol);
      same(token.quality, 'QUALITY_LIVE', `the quality of ${symbol}`);
      same(parse(token.mark_price), parse(symbol.startsWith('BTC') ? '64000' : '3200'), `the mark of ${symbol}`);
    }
  });
  await check('prices: bad ones are counted, their neighbours taken', async () => {
    const answer = await scene.publish(['BTC-USD', '-1'], ['BTC-USD', 'abc'], ['BTC-USD', '0'], ['BTC-USD', '64000']);
    same([answer.accepted, answer.refused], ['1', '3'], 'accepted and refused');
    expect(Object.keys(answer.refused_by_reason).length > 0, 'no reason was given');
  });
}
