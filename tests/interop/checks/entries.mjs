// Entries: the ledger behind a wallet balances, and adds up to what the wallet holds.

import { parse, sum } from '../lib/amount.mjs';
import { check, expect, same } from '../lib/report.mjs';
import { totalOf } from '../lib/scene.mjs';

export async function entries(scene) {
  let found = [];
  await check('entries: they are listed, the newest first, page by page', async () => {
    found = await list(scene);
    const places = found.map((entry) => Number(entry.sequence));
    expect(places.length > 3, `only ${places.length} entries`);
    same(places, [...new Set(places)].sort((a, b) => b - a), 'their sequence');
    expect(found.every((entry) => /^[0-9a-f]{32}$/.test(entry.entry_id)), 'an id is not 32 hexadecimal digits');
  });
  await check('entries: the postings of each sum to zero in every asset', async () => {
    expect(found.length > 0, 'there are none');
    for (const { entry_id, postings } of found)
      for (const asset of new Set(postings.map((posting) => posting.asset)))
        same(sum(amounts(postings, (posting) => posting.asset === asset)), 0n, `${asset} of entry ${entry_id}`);
  });
  await check('entries: they name their cause', async () => {
    const { orders } = await scene.alice.call('trading', 'ListOrders', { page_size: 1000 });
    for (const order of orders) {
      const entry = found.find((one) => one.order_id === order.order_id);
      same(entry?.kind, order.side === 'SIDE_BUY' ? 'CREATION' : 'REDEMPTION', `the entry of ${order.order_id}`);
    }
    expect(found.some((entry) => entry.kind === 'DEPOSIT' && entry.transfer_id), 'no deposit names its transfer');
    expect(found.some((entry) => entry.kind === 'WITHDRAWAL' && entry.transfer_id), 'no withdrawal does');
  });
  await check('entries: they add up to what the wallet holds', async () => {
    const { wallet } = await scene.alice.call('wallet', 'GetWallet', {});
    const postings = found.flatMap((entry) => entry.postings);
    const own = ['wallet/alice', 'wallet/alice/held'];
    for (const asset of ['USDT', 'BTC3L', 'ETH3L'])
      same(
        sum(amounts(postings, (posting) => own.includes(posting.account) && posting.asset === asset)),
        totalOf(wallet, asset),
        `the sum of ${asset}`,
      );
  });
}

async function list(scene) {
  const found = [];
  let page_token = '';
  do {
    const page = await scene.alice.call('wallet', 'ListEntries', { page_size: 4, page_token });
    expect(page.entries.length <= 4, `a page holds ${page.entries.length}`);
    found.push(...page.entries);
    page_token = page.next_page_token;
  } while (page_token && found.length < 1000);
  return found;
}

function amounts(postings, wanted) {
  return postings.filter(wanted).map((posting) => parse(posting.amount));
}
