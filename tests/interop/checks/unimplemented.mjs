// What the contract names but does not yet do answers UNIMPLEMENTED.

import { refused } from '../lib/refused.mjs';

export async function unimplemented(scene) {
  const { alice, operator } = scene;
  const calls = [
    [alice, 'market', 'GetCandles', { symbol: 'BTC3L', interval_seconds: 60 }],
    [alice, 'market', 'StreamTokenEvents', {}],
    [alice, 'trading', 'CancelOrder', { client_order_id: 'x' }],
    [alice, 'trading', 'StreamOrders', {}],
    [alice, 'trading', 'Trade', undefined],
    [alice, 'wallet', 'GetPortfolio', {}],
    [alice, 'wallet', 'AcknowledgeRisk', { version: '1' }],
    [alice, 'wallet', 'StreamWallet', {}],
    [operator, 'operator', 'UpdateToken', {}],
    [operator, 'operator', 'ConsolidateToken', { symbol: 'BTC3L' }],
    [operator, 'operator', 'TerminateToken', { symbol: 'BTC3L' }],
  ];
  for (const [caller, service, method, request] of calls)
    await refused(`${method} so far`, 'UNIMPLEMENTED', '', () =>
      caller[service][method].responseStream
        ? caller.drain(service, method, request)
        : caller.call(service, method, request),
    );
}
