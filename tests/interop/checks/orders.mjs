// Orders: filled at the formulas of the contract, once for each id, and found again.

import { divideDown, format, multiplyDown, multiplyUp, near, ONE, parse } from '../lib/amount.mjs';
import { check, expect, same } from '../lib/report.mjs';
import { faultOf } from '../lib/refused.mjs';

const SPREAD = 50_000n; // 0.0005
const FEE = 100_000n; // 0.001

export async function orders(scene) {
  await scene.move(0);
  await check('orders: a buy by amount fills at net asset value, spread and fee', async () => {
    const [usdt, units] = [await scene.balance(scene.alice, 'USDT'), await scene.balance(scene.alice, 'BTC3L')];
    const order = await scene.order(scene.alice, 'BUY', 'BTC3L', { quote_amount: '1000' });
    same([order.status, order.wallet_id, order.symbol], ['ORDER_STATUS_FILLED', 'alice', 'BTC3L'], 'the order');
    bought(order, parse('1000'));
    same(await scene.balance(scene.alice, 'USDT'), usdt - parse('1000'), 'the money left');
    same(await scene.balance(scene.alice, 'BTC3L'), units + parse(order.filled_units), 'the units held');
    expect(Math.abs(Number(order.filled_at.seconds) * 1000 - Date.now()) < 60_000, 'the time is wrong');
  });
  await check('orders: the same id again is the same answer and one fill', () => repeat(scene));
  await check('orders: a refusal is not remembered', async () => {
    const client_order_id = scene.id('retry');
    await faultOf(() => scene.order(scene.alice, 'BUY', 'BTC3L', { client_order_id, quote_amount: '900000000' }));
    const order = await scene.order(scene.alice, 'BUY', 'BTC3L', { client_order_id, quote_amount: '10' });
    same(order.status, 'ORDER_STATUS_FILLED', 'the status');
  });
  await check('orders: a sale of units', async () => {
    const [usdt, units] = [await scene.balance(scene.alice, 'USDT'), await scene.balance(scene.alice, 'BTC3L')];
    const order = await scene.order(scene.alice, 'SELL', 'BTC3L', { units: '2.5' });
    same(parse(order.filled_units), parse('2.5'), 'the units');
    sold(order);
    same(await scene.balance(scene.alice, 'USDT'), usdt + parse(order.filled_quote), 'the money');
    same(await scene.balance(scene.alice, 'BTC3L'), units - parse('2.5'), 'the units left');
  });
  await check('orders: a purchase of units gives just those', async () => {
    const usdt = await scene.balance(scene.alice, 'USDT');
    const order = await scene.order(scene.alice, 'BUY', 'BTC3L', { units: '1.25' });
    same(parse(order.filled_units), parse('1.25'), 'the units');
    same(await scene.balance(scene.alice, 'USDT'), usdt - parse(order.filled_quote), 'the money left');
  });
  await check('orders: a sale by amount brings at least that', async () => {
    const order = await scene.order(scene.alice, 'SELL', 'BTC3L', { quote_amount: '50' });
    expect(parse(order.filled_quote) >= parse('50'), `it brought ${order.filled_quote}`);
    expect(parse(order.filled_quote) < parse('50.001'), `it brought ${order.filled_quote}`);
  });
  await check('orders: price protection lets a better price through', async () => {
    const buy = await scene.order(scene.alice, 'BUY', 'BTC3L', { quote_amount: '10', limit_price: '500' });
    const sell = await scene.order(scene.alice, 'SELL', 'BTC3L', { units: '0.1', limit_price: '1' });
    same([buy.status, sell.status], ['ORDER_STATUS_FILLED', 'ORDER_STATUS_FILLED'], 'the status');
  });
  await check('orders: a quote promises what the order then does, and changes nothing', () => quote(scene));
  await check('orders: one is found by either id', () => find(scene));
  await check('orders: they are listed, the newest first, page by page', () => list(scene));
}

/** A purchase, from the price that was answered, to the last digit. */
function bought(order, amount) {
  const [nav, price, units] = [order.nav, order.price, order.filled_units].map(parse);
  const fee = multiplyUp(amount, FEE);
  same(parse(order.filled_quote), amount, 'the amount paid');
  same(parse(order.fee), fee, 'the fee');
  expect(near(price, multiplyUp(nav, ONE + SPREAD), 2n), `the price ${order.price} is not that of nav ${order.nav}`);
  same(units, divideDown(amount - fee, price), 'the units');
  const spread = amount - fee - multiplyUp(units, nav);
  expect(near(parse(order.spread_cost), spread, units / ONE + 2n), `the spread cost is not ${format(spread)}`);
}

/** A sale likewise. */
function sold(order) {
  const [nav, price, units] = [order.nav, order.price, order.filled_units].map(parse);
  expect(near(price, multiplyDown(nav, ONE - SPREAD), 2n), `the price ${order.price} is not that of nav ${order.nav}`);
  const gross = multiplyDown(units, price);
  const fee = multiplyUp(gross, FEE);
  same(parse(order.fee), fee, 'the fee');
  same(parse(order.filled_quote), gross - fee, 'the proceeds');
}

async function repeat(scene) {
  const usdt = await scene.balance(scene.alice, 'USDT');
  const client_order_id = scene.id('same');
  const first = await scene.order(scene.alice, 'BUY', 'ETH3L', { client_order_id, quote_amount: '200' });
  const again = await scene.order(scene.alice, 'BUY', 'ETH3L', { client_order_id, quote_amount: '200' });
  same(again, first, 'the second answer');
  const other = await scene.order(scene.alice, 'BUY', 'ETH3L', { client_order_id, quote_amount: '300' });
  same(other.order_id, first.order_id, 'the answer to other words under the same id');
  same(await scene.balance(scene.alice, 'USDT'), usdt - parse('200'), 'the money left');
}

async function quote(scene) {
  const before = await scene.balance(scene.alice, 'USDT');
  const quoted = await scene.alice.call('trading', 'QuoteOrder', {
    symbol: 'ETH3L',
    side: 'SIDE_BUY',
    quote_amount: '123.45',
  });
  same(await scene.balance(scene.alice, 'USDT'), before, 'the money after the quote');
  const order = await scene.order(scene.alice, 'BUY', 'ETH3L', { quote_amount: '123.45' });
  same(
    [quoted.units, quoted.quote, quoted.price, quoted.fee].map(parse),
    [order.filled_units, order.filled_quote, order.price, order.fee].map(parse),
    'the quote',
  );
}

async function find(scene) {
  const order = await scene.order(scene.alice, 'BUY', 'ETH3L', { quote_amount: '20' });
  const get = async (request) => (await scene.alice.call('trading', 'GetOrder', request)).order;
  same(await get({ client_order_id: order.client_order_id }), order, 'the order by its client id');
  same(await get({ order_id: order.order_id }), order, 'the order by its own id');
}

async function list(scene) {
  const last = await scene.order(scene.alice, 'BUY', 'ETH3L', { quote_amount: '20' });
  const found = [];
  let page_token = '';
  do {
    const page = await scene.alice.call('trading', 'ListOrders', { page_size: 3, page_token });
    expect(page.orders.length <= 3, `a page holds ${page.orders.length}`);
    found.push(...page.orders);
    page_token = page.next_page_token;
  } while (page_token && found.length < 500);
  same(found[0]?.order_id, last.order_id, 'the first');
  same(new Set(found.map((order) => order.order_id)).size, found.length, 'the number of different orders');
  const some = await scene.alice.call('trading', 'ListOrders', { symbol: 'BTC3L' });
  expect(some.orders.length > 0 && some.orders.every((order) => order.symbol === 'BTC3L'), 'the filter by token');
  const all = await scene.alice.call('trading', 'ListOrders', { page_size: 1000 });
  same(all.orders.length, found.length, 'the number on one page');
}
