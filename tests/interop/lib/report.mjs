// Runs checks one after the other and says a line about each.

let passed = 0;
let failed = 0;

/** What is being checked now, for whoever must say what hung. */
export let current = 'nothing yet';

/** Runs one check: it passes unless it throws. */
export async function check(name, body) {
  current = name;
  try {
    await body();
    passed++;
    console.log(`ok ${name}`);
  } catch (fault) {
    fail(name, fault.message ?? String(fault));
  }
}

/** Says that a check failed. */
export function fail(name, why) {
  failed++;
  console.log(`not ok ${name}: ${why.replaceAll('\n', ' ')}`);
}

/** Prints the sums; returns the exit code. */
export function summary() {
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

/** Throws unless a condition holds. */
export function expect(condition, message) {
  if (!condition) throw new Error(message);
}

/** Throws unless two values are the same text. */
export function same(actual, expected, what) {
  const [a, b] = [text(actual), text(expected)];
  expect(a === b, `${what} is ${a}, not ${b}`);
}

function text(value) {
  return typeof value === 'object' ? JSON.stringify(value, (_, part) => plain(part)) : String(value);
}

function plain(part) {
  return typeof part === 'bigint' ? part.toString() : part;
}
