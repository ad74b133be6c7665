// Access: everything is denied unless a role allows it.

import { parse } from '../lib/amount.mjs';
import { Caller } from '../lib/client.mjs';
import { check, expect } from '../lib/report.mjs';
import { refused } from '../lib/refused.mjs';

const buy = { symbol: 'BTC3L', side: 'SIDE_BUY', type: 'ORDER_TYPE_MARKET', quote_amount: '10' };
const pay = { asset: 'USDT', amount: '5' };

export async function access(scene) {
  const { alice, auditor, bob, feed, nobody, operator } = scene;
  const place = (caller, rest) =>
    caller.call('trading', 'PlaceOrder', { ...buy, client_order_id: scene.id('denied'), ...rest });
  const deposit = (caller) =>
    caller.call('wallet', 'Deposit', { ...pay, wallet_id: 'alice', transfer_id: scene.id('denied') });
  const halt = (caller) => caller.call('operator', 'HaltToken', { symbol: 'BTC2L', reason: 'denied' });
  const publish = (caller) => caller.send('operator', 'PublishPrices', [{ market: 'BTC-USD', price: '1' }]);

  await refused('a call without a token', 'UNAUTHENTICATED', '', () => nobody.call('market', 'ListTokens', {}));
  await refused('a stream without a token', 'UNAUTHENTICATED', '', () => nobody.drain('market', 'StreamNav', {}));
  const forger = new Caller(scene.address, forged(alice.token));
  await refused('a forged token', 'UNAUTHENTICATED', '', () => forger.call('wallet', 'GetWallet', {}));
  forger.close();

  for (const [method, request] of [['GetWallet', {}], ['ListEntries', {}], ['Withdraw', { ...pay, transfer_id: 'x' }]])
    await refused(`another's wallet: ${method}`, 'PERMISSION_DENIED', 'WALLET_NOT_YOURS', () =>
      bob.call('wallet', method, { wallet_id: 'alice', ...request }),
    );
  for (const [method, request] of [['GetOrder', { client_order_id: 'x' }], ['ListOrders', {}]])
    await refused(`another's orders: ${method}`, 'PERMISSION_DENIED', 'WALLET_NOT_YOURS', () =>
      bob.call('trading', method, { wallet_id: 'alice', ...request }),
    );
  await refused("another's money: PlaceOrder", 'PERMISSION_DENIED', 'WALLET_NOT_YOURS', () =>
    place(bob, { wallet_id: 'alice' }),
  );

  await refused('a deposit by a trader', 'PERMISSION_DENIED', '', () => deposit(alice));
  await refused('a halt by a trader', 'PERMISSION_DENIED', '', () => halt(alice));
  await refused('a price by a trader', 'PERMISSION_DENIED', '', () => publish(alice));
  await refused('an order by a feed', 'PERMISSION_DENIED', '', () => place(feed));
  await refused('a wallet read by a feed', 'PERMISSION_DENIED', '', () => feed.call('wallet', 'GetWallet', {}));
  await refused('a halt by a feed', 'PERMISSION_DENIED', '', () => halt(feed));
  await refused('an order by the operator', 'PERMISSION_DENIED', '', () => place(operator));
  await refused('an order by the auditor', 'PERMISSION_DENIED', '', () => place(auditor, { wallet_id: 'alice' }));
  await refused('a deposit by the auditor', 'PERMISSION_DENIED', '', () => deposit(auditor));
  await refused('a halt by the auditor', 'PERMISSION_DENIED', '', () => halt(auditor));
  await refused('a price by the auditor', 'PERMISSION_DENIED', '', () => publish(auditor));

  await check("access: the auditor reads everybody's wallet, orders and entries", async () => {
    const { wallet } = await auditor.call('wallet', 'GetWallet', { wallet_id: 'alice' });
    expect(wallet.wallet_id === 'alice' && wallet.balances.some(({ total }) => parse(total) > 0n), 'the wallet');
    const { orders } = await auditor.call('trading', 'ListOrders', { wallet_id: 'alice' });
    const { entries } = await auditor.call('wallet', 'ListEntries', { wallet_id: 'alice' });
    expect(orders.length > 0 && entries.length > 0, 'orders or entries are missing');
  });
  await check('access: the operator and the auditor see the silos, and what they hold', async () => {
    for (const caller of [operator, auditor]) {
      const { silos, members } = await caller.call('operator', 'GetClusterStatus', {});
      const active = members.filter(({ status }) => status === 'SILO_STATUS_ACTIVE');
      expect(silos.length > 0 && active.length === silos.length, 'no silo');
      expect(active.some(({ activations }) => activations.some(({ kind }) => kind === 'TokenGrain')), 'no tokens');
    }
  });
  await refused('the silos seen by a trader', 'PERMISSION_DENIED', '', () =>
    alice.call('operator', 'GetClusterStatus', {}),
  );
  await check('access: market data is open to every role', async () => {
    for (const caller of [alice, auditor, feed, operator])
      expect((await caller.call('market', 'ListTokens', {})).tokens.length > 0, 'no tokens');
  });
}

/** The same claims under another signature. */
function forged(token) {
  const [header, claims, signature] = token.split('.');
  const first = signature[0] === 'A' ? 'B' : 'A';
  return `${header}.${claims}.${first}${signature.slice(1)}`;
}
