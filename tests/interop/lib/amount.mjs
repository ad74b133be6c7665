// Amounts of the wire as integers of 10^-8: fixed point, never floating.

/** One whole. */
export const ONE = 100_000_000n;

/** Reads a decimal string; throws if it is none. */
export function parse(text) {
  const match = /^(-?)(\d+)(?:\.(\d{1,8}))?$/.exec(text);
  if (!match) throw new Error(`'${text}' is not an amount`);
  const [, sign, whole, fraction = ''] = match;
  const size = BigInt(whole) * ONE + BigInt(fraction.padEnd(8, '0'));
  return sign ? -size : size;
}

/** Writes an amount with as few decimals as it has. */
export function format(amount) {
  const size = amount < 0n ? -amount : amount;
  const fraction = (size % ONE).toString().padStart(8, '0').replace(/0+$/, '');
  return `${amount < 0n ? '-' : ''}${size / ONE}${fraction && '.'}${fraction}`;
}

/** The product, rounded toward zero. */
export function multiplyDown(a, b) {
  return (a * b) / ONE;
}

/** The product of two amounts that are not negative, rounded up. */
export function multiplyUp(a, b) {
  return (a * b + ONE - 1n) / ONE;
}

/** The quotient, rounded toward zero. */
export function divideDown(a, b) {
  return (a * ONE) / b;
}

/** True if two amounts differ by at most so many units of the last digit. */
export function near(a, b, units) {
  const gap = a < b ? b - a : a - b;
  return gap <= units;
}

/** The sum of amounts. */
export function sum(amounts) {
  return amounts.reduce((total, amount) => total + amount, 0n);
}
