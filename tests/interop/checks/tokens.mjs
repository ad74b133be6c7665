// Tokens: what is listed, under which terms.

import { parse } from '../lib/amount.mjs';
import { check, expect, same } from '../lib/report.mjs';
import { refused } from '../lib/refused.mjs';

const listed = ['BTC2L', 'BTC3L', 'BTC3S', 'ETH2S', 'ETH3L', 'ETH3S'];

export async function tokens(scene) {
  const create = (terms) => scene.operator.call('operator', 'CreateToken', { terms });

  await check('tokens: all are listed, in the order of their symbols', async () => {
    const symbols = (await scene.alice.call('market', 'ListTokens', {})).tokens.map((token) => token.symbol);
    for (const symbol of listed) expect(symbols.includes(symbol), `${symbol} is missing of ${symbols}`);
    same(symbols, [...symbols].sort(), 'the order');
  });
  await check('tokens: one is got, with its terms', async () => {
    const token = (await scene.bob.call('market', 'GetToken', { symbol: 'ETH3S' })).token;
    same([token.symbol, token.underlying, token.status], ['ETH3S', 'ETH-USD', 'TOKEN_STATUS_ACTIVE'], 'the token');
    same(parse(token.target_leverage), parse('-3'), 'its leverage');
    const { terms } = token;
    const shares = [terms.initial_nav, terms.spread, terms.creation_fee, terms.redemption_fee, terms.min_order];
    same(shares.map(parse), ['100', '0.0005', '0.001', '0.001', '1'].map(parse), 'its terms');
    same([terms.staleness_limit_seconds, terms.quote_asset], [30, 'USDT'], 'its terms');
  });
  await check('tokens: one is created, and again with the same terms', async () => {
    const first = (await create(scene.terms())).token;
    same([first.symbol, first.status], [scene.terms().symbol, 'TOKEN_STATUS_ACTIVE'], 'the token');
    same((await create(scene.terms())).token.symbol, first.symbol, 'the token');
  });
  await refused('a token whose symbol has other terms', 'ALREADY_EXISTS', 'TOKEN_EXISTS', () =>
    create({ ...scene.terms(), target_leverage: '2' }),
  );
  await refused('a token without leverage', 'INVALID_ARGUMENT', '', () =>
    create({ ...scene.terms(), symbol: 'ZERO', target_leverage: '0' }),
  );
}
