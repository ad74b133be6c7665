// What a refusal must look like: the right gRPC status, and the machine-readable word in the trailer `reason`.

import { status } from './client.mjs';
import { check, expect } from './report.mjs';

/** Checks that a call is refused with a status and, if one is named, a reason. */
export function refused(name, code, reason, attempt) {
  return check(`refused: ${name}`, async () => {
    const fault = await faultOf(attempt);
    const got = fault.metadata?.get('reason')[0] ?? '';
    const found = `${status[fault.code] ?? fault.message} ${got} (${fault.details})`;
    const right = fault.code === status[code] && (!reason || got === reason);
    expect(right, `wanted ${code} ${reason}, got ${found}`);
  });
}

/** What a call that must fail failed with. */
export async function faultOf(attempt) {
  let answer;
  try {
    answer = await attempt();
  } catch (fault) {
    return fault;
  }
  throw new Error(`it was taken: ${JSON.stringify(answer)}`);
}
