// A reader of all net asset values that goes on at another gateway when one is lost, from where it was.

const PAUSE_MS = 100;

export class NavReader {
  /** Reads through one of several callers, each before a gateway of its own; says what must not be. */
  constructor(callers, at, complain) {
    Object.assign(this, { callers, at, complain, updates: 0, resumed: 0, silenceMaxMs: 0 });
    this.seen = {};
    this.heardAt = Date.now();
    this.open();
  }

  open() {
    this.stream = this.callers[this.at].follow('market', 'StreamNav', { symbols: [], resume_after: this.seen });
    this.stream.on('data', ({ update }) => this.take(update));
    this.stream.on('error', () => this.lost());
    this.stream.on('end', () => this.lost());
  }

  take({ symbol, sequence }) {
    if (symbol in this.seen && BigInt(sequence) <= BigInt(this.seen[symbol]))
      this.complain(`${symbol} ${sequence} after ${this.seen[symbol]}`);
    this.seen[symbol] = sequence;
    this.updates++;
    const now = Date.now();
    this.silenceMaxMs = Math.max(this.silenceMaxMs, now - this.heardAt);
    this.heardAt = now;
  }

  lost() {
    if (this.closed || this.waiting) return; // An error may be followed by an end.
    this.waiting = setTimeout(() => {
      this.waiting = undefined;
      this.at = (this.at + 1) % this.callers.length;
      this.resumed++;
      this.open();
    }, PAUSE_MS);
  }

  summary() {
    return { updates: this.updates, resumed: this.resumed, silenceMaxMs: this.silenceMaxMs };
  }

  close() {
    this.closed = true;
    this.stream.cancel();
  }
}
