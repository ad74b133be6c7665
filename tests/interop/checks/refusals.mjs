// Refusals of orders: each reason under its own name, and nothing changes.

import { check, same } from '../lib/report.mjs';
import { refused } from '../lib/refused.mjs';
import { pause, until } from '../lib/scene.mjs';

const badIds = ['', 'a'.repeat(65), 'a b', 'a/b', 'ä', 'a\n', "a'--"];

export async function refusals(scene) {
  const { alice } = scene;
  const buy = (rest, symbol = 'BTC3L') => scene.order(alice, 'BUY', symbol, { quote_amount: '10', ...rest });
  const sell = (rest) => scene.order(alice, 'SELL', 'BTC3L', rest);
  const precondition = (name, reason, attempt) => refused(name, 'FAILED_PRECONDITION', reason, attempt);
  const invalid = (name, reason, attempt) => refused(name, 'INVALID_ARGUMENT', reason, attempt);

  await scene.move(0);
  const before = (await alice.call('wallet', 'GetWallet', {})).wallet;
  await precondition('too little money', 'INSUFFICIENT_FUNDS', () => buy({ quote_amount: '900000000' }));
  await precondition('too few units', 'INSUFFICIENT_FUNDS', () => sell({ units: '900000' }));
  await precondition('below the minimum', 'BELOW_MINIMUM', () => buy({ quote_amount: '0.5' }));
  await precondition('a sale below the minimum', 'BELOW_MINIMUM', () => sell({ units: '0.001' }));
  await precondition('a price above the limit of a buy', 'PRICE_PROTECTION', () => buy({ limit_price: '1' }));
  await precondition('a price below the limit of a sale', 'PRICE_PROTECTION', () =>
    sell({ units: '0.1', limit_price: '100000' }),
  );
  await invalid('no quantity', 'QUANTITY_MISSING', () => buy({ quote_amount: undefined }));
  for (const id of badIds) {
    const name = id.length > 20 ? `of ${id.length} characters` : JSON.stringify(id);
    await invalid(`an order id ${name}`, 'ID_MALFORMED', () => buy({ client_order_id: id }));
    await invalid(`a transfer id ${name}`, 'ID_MALFORMED', () => scene.deposit('alice', '1', id));
  }
  await invalid('no side', '', () => buy({ side: 'SIDE_UNSPECIFIED' }));
  await refused('a limit order', 'UNIMPLEMENTED', '', () => buy({ type: 'ORDER_TYPE_LIMIT', limit_price: '500' }));
  await refused('a stop order', 'UNIMPLEMENTED', '', () => buy({ type: 'ORDER_TYPE_STOP_LOSS', stop_price: '50' }));
  await unknown(scene);
  await refused('a message of 5 MB', 'RESOURCE_EXHAUSTED', '', () => buy({ client_order_id: 'a'.repeat(5_000_000) }));
  await check('refusals: none of them changed the wallet', async () => {
    same((await alice.call('wallet', 'GetWallet', {})).wallet, before, 'the wallet');
  });
  await halted(scene);
  await stale(scene);
}

async function unknown(scene) {
  const { alice, operator } = scene;
  const symbol = 'NOPE';
  const calls = {
    GetToken: () => alice.call('market', 'GetToken', { symbol }),
    ListRebalances: () => alice.call('market', 'ListRebalances', { symbol }),
    PlaceOrder: () => scene.order(alice, 'BUY', symbol, { quote_amount: '10' }),
    QuoteOrder: () => alice.call('trading', 'QuoteOrder', { symbol, side: 'SIDE_BUY', quote_amount: '10' }),
    HaltToken: () => operator.call('operator', 'HaltToken', { symbol }),
  };
  for (const [method, attempt] of Object.entries(calls))
    await refused(`an unknown symbol: ${method}`, 'NOT_FOUND', 'UNKNOWN_SYMBOL', attempt);
  await refused('an unknown order', 'NOT_FOUND', 'UNKNOWN_ORDER', () =>
    alice.call('trading', 'GetOrder', { client_order_id: scene.id('never') }),
  );
}

async function halted(scene) {
  const { alice, operator } = scene;
  const buy = () => scene.order(alice, 'BUY', 'ETH2S', { quote_amount: '10' });
  await check('halts: a halted token says so', async () => {
    const { token } = await operator.call('operator', 'HaltToken', { symbol: 'ETH2S', reason: 'interop' });
    same([token.status, token.halt_reason], ['TOKEN_STATUS_HALTED', 'interop'], 'the token');
  });
  await refused('an order of a halted token', 'FAILED_PRECONDITION', 'TOKEN_HALTED', buy);
  await check('halts: a resumed token takes orders again', async () => {
    const { token } = await operator.call('operator', 'ResumeToken', { symbol: 'ETH2S' });
    same(token.status, 'TOKEN_STATUS_ACTIVE', 'the status');
    same((await buy()).status, 'ORDER_STATUS_FILLED', 'the order');
  });
}

async function stale(scene) {
  const { symbol, underlying } = scene.terms();
  const buy = () => scene.order(scene.alice, 'BUY', symbol, { quote_amount: '10' });
  await check('stale prices: at a fresh one an order is taken', async () => {
    await until('an order in time', async () => {
      await scene.publish([underlying, String(scene.prices[underlying])]);
      return buy().catch((fault) => fault.metadata?.get('reason')[0] !== 'STALE_PRICE' && Promise.reject(fault));
    });
  });
  await pause(1_500);
  await refused('an order at a stale price', 'FAILED_PRECONDITION', 'STALE_PRICE', buy);
  await check('stale prices: the token says so', async () => {
    same((await scene.token(symbol)).quality, 'QUALITY_STALE', 'the quality');
  });
}
