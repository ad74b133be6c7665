// Rebalances and funding: what the operator asks for happens, once for each id.

import { parse } from '../lib/amount.mjs';
import { check, expect, same } from '../lib/report.mjs';

export async function rebalances(scene) {
  await check('rebalances: after a rise a long buys, and lands on its target', async () => {
    const ask = async (rebalance_id) =>
      (await scene.operator.call('operator', 'RebalanceToken', { symbol: 'BTC3L', rebalance_id })).rebalance;
    await ask(scene.id('rebalance')); // To begin from the target, whatever the price did before.
    await scene.move(0.01, 'BTC-USD');
    const rebalance_id = scene.id('rebalance');
    const first = await ask(rebalance_id);
    same([first.symbol, first.kind], ['BTC3L', 'REBALANCE_KIND_MANUAL'], 'the rebalance');
    expect(Number(first.leverage_before) < 3, `leverage before was ${first.leverage_before}`);
    expect(Math.abs(Number(first.leverage_after) - 3) < 0.001, `leverage after is ${first.leverage_after}`);
    expect(parse(first.traded) > 0n && parse(first.cost) > 0n, `it traded ${first.traded} for ${first.cost}`);
    same(await ask(rebalance_id), first, 'the second answer');
    const listed = (await scene.bob.call('market', 'ListRebalances', { symbol: 'BTC3L' })).rebalances;
    same(listed[0], first, 'the newest of the list');
    same(listed.filter((one) => one.rebalance_id === first.rebalance_id).length, 1, 'how often it is listed');
    same((await scene.token('BTC3L')).last_rebalance, first, 'the last rebalance of the token');
  });
  await check('funding: longs pay, once for each id', async () => {
    const before = parse((await scene.token('BTC3L')).collateral);
    const request = { market: 'BTC-USD', rate: '0.0001', funding_id: scene.id('funding') };
    const ask = async () => (await scene.operator.call('operator', 'ApplyFunding', request)).payments;
    const first = await ask();
    const paid = parse(first.find((payment) => payment.symbol === 'BTC3L').paid);
    expect(paid > 0n, `it paid ${paid}`);
    same(await ask(), first, 'the second answer');
    same(parse((await scene.token('BTC3L')).collateral), before - paid, 'the collateral left');
  });
}
