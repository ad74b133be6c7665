// Many at once: one id is one fill, money is conserved, nobody spends what they do not have.

import { parse, sum } from '../lib/amount.mjs';
import { check, expect, same } from '../lib/report.mjs';

export async function parallel(scene) {
  const { bob } = scene;
  await scene.move(0);
  await check('parallel: one id sent 20 times at once is one fill', async () => {
    const [before, units] = [await scene.balance(bob, 'USDT'), await scene.balance(bob, 'BTC3S')];
    const client_order_id = scene.id('rush');
    const answers = await times(20, () =>
      scene.order(bob, 'BUY', 'BTC3S', { client_order_id, quote_amount: '100' }),
    );
    same(new Set(answers.map((order) => JSON.stringify(order))).size, 1, 'the number of different answers');
    same(await scene.balance(bob, 'USDT'), before - parse('100'), 'the money left');
    same(await scene.balance(bob, 'BTC3S'), units + parse(answers[0].filled_units), 'the units held');
  });
  await check('parallel: one deposit sent 20 times at once pays in once', async () => {
    const before = await scene.balance(bob, 'USDT');
    const id = scene.id('rush');
    await times(20, () => scene.deposit('bob', '7', id));
    same(await scene.balance(bob, 'USDT'), before + parse('7'), 'the balance');
  });
  await check('parallel: 100 orders at once conserve money and units', () => conserve(scene));
  await check('parallel: 20 orders at once spend no more than there is', () => overspend(scene));
}

async function conserve(scene) {
  const { bob } = scene;
  await scene.order(bob, 'BUY', 'ETH3L', { quote_amount: '2000' });
  const read = async () => ({
    usdt: await scene.balance(bob, 'USDT'),
    units: await scene.balance(bob, 'ETH3L'),
    issued: parse((await scene.token('ETH3L')).units_outstanding),
  });
  const before = await read();
  const orders = await times(100, (i) =>
    i % 5 < 3
      ? scene.order(bob, 'BUY', 'ETH3L', { quote_amount: `${10 + i}` })
      : scene.order(bob, 'SELL', 'ETH3L', { units: '0.1' }),
  );
  const signed = (field) => sum(orders.map((order) => (order.side === 'SIDE_BUY' ? 1n : -1n) * parse(order[field])));
  const after = await read();
  same(new Set(orders.map((order) => order.order_id)).size, 100, 'the number of orders');
  same(before.usdt - after.usdt, signed('filled_quote'), 'the money spent');
  same(after.units - before.units, signed('filled_units'), 'the units got');
  same(after.issued - before.issued, signed('filled_units'), 'the units issued');
}

async function overspend(scene) {
  const wallet = scene.id('thrifty');
  const thrifty = await scene.caller(wallet, 'trader');
  await scene.deposit(wallet, '105');
  const outcomes = await times(20, () =>
    scene.order(thrifty, 'BUY', 'ETH3L', { quote_amount: '10' }).catch((fault) => fault),
  );
  const filled = outcomes.filter((order) => order.status === 'ORDER_STATUS_FILLED').length;
  const refusals = outcomes.filter((fault) => fault.metadata?.get('reason')[0] === 'INSUFFICIENT_FUNDS').length;
  same([filled, refusals], [10, 10], 'filled and refused');
  same(await scene.balance(thrifty, 'USDT'), parse('5'), 'the money left');
  expect((await scene.balance(thrifty, 'ETH3L')) > 0n, 'no units');
}

function times(count, body) {
  return Promise.all(Array.from({ length: count }, (_, i) => body(i)));
}
