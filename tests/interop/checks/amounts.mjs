// Amounts that are none: each refused under its own name, wherever an amount is taken.

import { refused } from '../lib/refused.mjs';

const wrong = {
  AMOUNT_NOT_POSITIVE: ['-5', '0', '0.0', '-0.00000001'],
  AMOUNT_MALFORMED: ['12,5', '1e5', ' 1', '1 ', 'abc', '', 'NaN', '+1', '1.', '.5', '0x10', '1_000', '--1', '١'],
  AMOUNT_TOO_PRECISE: ['1.123456789', '0.000000001'],
  AMOUNT_OUT_OF_RANGE: ['1' + '0'.repeat(30), '9'.repeat(200)],
};

export async function amounts(scene) {
  const places = {
    'the amount of an order': (amount) => scene.order(scene.alice, 'BUY', 'BTC3L', { quote_amount: amount }),
    'the amount of a deposit': (amount) => scene.deposit('alice', amount),
  };
  for (const [place, attempt] of Object.entries(places))
    for (const [reason, texts] of Object.entries(wrong))
      for (const text of texts)
        await refused(`${place} ${name(text)}`, 'INVALID_ARGUMENT', reason, () => attempt(text));

  // Elsewhere one of each kind.
  const others = {
    'the units of an order': (units) => scene.order(scene.alice, 'SELL', 'BTC3L', { units }),
    'the amount of a quote': (quote_amount) =>
      scene.alice.call('trading', 'QuoteOrder', { symbol: 'BTC3L', side: 'SIDE_BUY', quote_amount }),
    'the amount of a withdrawal': (amount) =>
      scene.alice.call('wallet', 'Withdraw', { transfer_id: scene.id('wrong'), asset: 'USDT', amount }),
  };
  for (const [place, attempt] of Object.entries(others))
    for (const [reason, [text]] of Object.entries(wrong))
      await refused(`${place} ${name(text)}`, 'INVALID_ARGUMENT', reason, () => attempt(text));
  await refused('the limit of an order abc', 'INVALID_ARGUMENT', 'AMOUNT_MALFORMED', () =>
    scene.order(scene.alice, 'BUY', 'BTC3L', { quote_amount: '10', limit_price: 'abc' }),
  );
}

function name(text) {
  return text.length > 20 ? `of ${text.length} digits` : `'${text}'`;
}
