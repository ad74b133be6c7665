// Wallets: money in, money out, once for each id.

import { parse } from '../lib/amount.mjs';
import { check, expect, same } from '../lib/report.mjs';
import { refused } from '../lib/refused.mjs';
import { totalOf } from '../lib/scene.mjs';

export async function wallets(scene) {
  const withdraw = (amount, transfer_id = scene.id('withdrawal')) =>
    scene.alice.call('wallet', 'Withdraw', { transfer_id, asset: 'USDT', amount });

  await check('wallets: a deposit pays in, and once however often it is sent', async () => {
    const before = await scene.balance(scene.alice, 'USDT');
    const id = scene.id('deposit');
    const first = await scene.deposit('alice', '100000', id);
    same([first.transfer.transfer_id, first.transfer.wallet_id], [id, 'alice'], 'the transfer');
    same(parse(first.transfer.amount), parse('100000'), 'its amount');
    same(totalOf(first.wallet, 'USDT'), before + parse('100000'), 'the balance in the answer');
    const again = await scene.deposit('alice', '100000', id);
    same(again.transfer, first.transfer, 'the second answer');
    same(await scene.balance(scene.alice, 'USDT'), before + parse('100000'), 'the balance');
  });
  await check('wallets: a withdrawal pays out, and once', async () => {
    const before = await scene.balance(scene.alice, 'USDT');
    const id = scene.id('withdrawal');
    const first = await withdraw('0.00000001', id);
    same(parse(first.transfer.amount), -1n, 'its amount');
    same((await withdraw('0.00000001', id)).transfer, first.transfer, 'the second answer');
    same(await scene.balance(scene.alice, 'USDT'), before - 1n, 'the balance');
  });
  await check('wallets: total is held and available', async () => {
    const { wallet } = await scene.alice.call('wallet', 'GetWallet', { wallet_id: 'alice' });
    same(wallet.wallet_id, 'alice', 'the wallet');
    for (const { asset, total, held, available } of wallet.balances)
      same(parse(held) + parse(available), parse(total), `held and available of ${asset}`);
  });
  await check('wallets: one that nothing was paid into is empty', async () => {
    const { wallet } = await scene.auditor.call('wallet', 'GetWallet', { wallet_id: scene.id('empty') });
    expect(wallet.balances.every((balance) => parse(balance.total) === 0n), 'it holds something');
  });
  await scene.deposit('bob', '100000');
  await refused('a withdrawal of more than there is', 'FAILED_PRECONDITION', 'INSUFFICIENT_FUNDS', () =>
    withdraw('1000000000'),
  );
}
