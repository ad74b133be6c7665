// The services of the exchange, made from the protos, with a promise for every answer.

import { join } from 'node:path';
import * as grpc from '@grpc/grpc-js';
import * as loader from '@grpc/proto-loader';
import { root } from './tokens.mjs';

const DEADLINE_MS = 10_000;
const files = ['market_data', 'trading', 'wallet', 'operator'].map((name) => `exchange/v1/${name}.proto`);
const definition = loader.loadSync(files, {
  includeDirs: [join(root, 'protos')],
  keepCase: true,
  longs: String,
  enums: String,
  defaults: true,
  oneofs: true,
});
const { exchange } = grpc.loadPackageDefinition(definition);
const services = {
  market: exchange.v1.MarketDataService,
  trading: exchange.v1.TradingService,
  wallet: exchange.v1.WalletService,
  operator: exchange.v1.OperatorService,
};

export const { status } = grpc;

/** The four services as one caller sees them; without a token, as nobody does. */
export class Caller {
  constructor(address, token, channel = {}) {
    this.token = token;
    const target = address.replace(/^http:\/\//, '').replace(/\/$/, '');
    this.stubs = Object.entries(services).map(([name, Service]) => [
      name,
      new Service(target, grpc.credentials.createInsecure(), channel),
    ]);
    for (const [name, stub] of this.stubs) this[name] = stub;
  }

  /** Calls a method with one request and one answer: call('trading', 'PlaceOrder', {...}). */
  call(service, method, request) {
    return new Promise((resolve, reject) => {
      this[service][method](request, this.metadata(), options(), (fault, answer) =>
        fault ? reject(fault) : resolve(answer),
      );
    });
  }

  /** Calls a method that takes a stream of requests and gives one answer. */
  send(service, method, requests) {
    return new Promise((resolve, reject) => {
      const stream = this[service][method](this.metadata(), options(), (fault, answer) =>
        fault ? reject(fault) : resolve(answer),
      );
      stream.on('error', () => {}); // Told to the callback as well.
      for (const request of requests) stream.write(request);
      stream.end();
    });
  }

  /** Opens a stream of answers. */
  open(service, method, request) {
    return this[service][method](request, this.metadata(), options(30_000));
  }

  /** Opens a stream of answers that ends when somebody ends it. */
  follow(service, method, request) {
    return this[service][method](request, this.metadata());
  }

  /** Waits for the end of a stream of answers: resolves at its end, rejects with its fault. */
  drain(service, method, request) {
    return new Promise((resolve, reject) => {
      const both = this[service][method].requestStream;
      const stream = both
        ? this[service][method](this.metadata(), options())
        : this.open(service, method, request);
      stream.on('data', () => {}).on('end', resolve).on('error', reject);
      if (both) stream.end();
    });
  }

  /** Waits until the exchange answers at all. */
  ready() {
    return new Promise((resolve, reject) => {
      this.market.waitForReady(Date.now() + DEADLINE_MS, (fault) => (fault ? reject(fault) : resolve()));
    });
  }

  close() {
    for (const [, stub] of this.stubs) stub.close();
  }

  metadata() {
    const metadata = new grpc.Metadata();
    if (this.token) metadata.set('authorization', `Bearer ${this.token}`);
    return metadata;
  }
}

/** An answer as its sender wrote it, in base64: for whoever knows the same protos. */
export function encode(service, method, answer) {
  return services[service].service[method].responseSerialize(answer).toString('base64');
}

function options(deadlineMs = DEADLINE_MS) {
  return { deadline: Date.now() + deadlineMs };
}
