/** A whole run's tables, for both the terminal and the docs. */
import { CHECKPOINTS, growthOf } from '../measure/held-memory.ts';
import { atOnceNames, customersNames, type VariantName } from '../measure/variants.ts';
import type { Results } from '../results.ts';
import { peerVersions } from '../servers/prepare-peers.ts';
import { goalsOf } from './goals.ts';

export interface Section {
  readonly title: string;
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Columns are text; otherwise figures, aligned right. */
  readonly isText?: boolean;
}

const us = (value: number) => value.toFixed(0);
const ms = (value: number) => value.toFixed(2);
const mb = (bytes: number) => (bytes / 1e6).toFixed(0);

export function sections(results: Results): readonly Section[] {
  return [
    goals(results),
    cpu(results),
    latency(results),
    processes(results),
    held(results),
    variants(results),
    concurrency(results),
    entities(results),
    parts(results),
    conditions(results),
  ];
}

function goals(results: Results): Section {
  const rows = goalsOf(results).map(({ aim, found, isMet }) => [aim, found, isMet ? 'met' : 'NOT MET']);
  return { title: 'Goals', headings: ['goal', 'found', 'reached'], rows };
}

function cpu({ compared }: Results): Section {
  const rows = compared.map(({ contender, at }) => [
    contender.title,
    ...([1, 16, 64] as const).flatMap((count) => [us(at[count].cpu), at[count].ratio.toFixed(2)]),
    `${(at[64].busy * 100).toFixed(0)} %`,
  ]);
  const headings = ['server', '1: us', 'ratio', '16: us', 'ratio', '64: us', 'ratio', 'its core busy'];
  return { title: 'CPU of one addContact, by concurrent requests', headings, rows };
}

function latency({ compared }: Results): Section {
  const rows = compared.map(({ contender, at }) => [
    contender.title,
    ...([1, 16, 64] as const).flatMap((count) => [ms(at[count].p50Ms), ms(at[count].p99Ms)]),
  ]);
  const headings = ['server', '1: p50 ms', 'p99', '16: p50 ms', 'p99', '64: p50 ms', 'p99'];
  return { title: 'Latency of one addContact, by concurrent requests', headings, rows };
}

function processes({ compared, starts }: Results): Section {
  const rows = compared.map(({ memory }, index) => {
    const start = starts[index];
    const growth = (memory.secondHalf / memory.firstHalf - 1) * 100;
    return [
      start?.contender.title ?? '',
      (start?.startMs ?? Number.NaN).toFixed(0),
      mb(start?.atRest ?? Number.NaN),
      mb(memory.last),
      `${growth.toFixed(1)} %`,
    ];
  });
  const headings = ['server', 'start ms', 'at rest MB', 'after 65,000 MB', 'second half against first'];
  return { title: 'Start and memory', headings, rows };
}

function held({ held: found }: Results): Section {
  const rows = found.map((memory) => [
    memory.contender.title,
    ...memory.bytes.map((bytes) => (bytes / 1e6).toFixed(1)),
    `${growthOf(memory).toFixed(1)} %`,
  ]);
  const counts = CHECKPOINTS.map((count) => `after ${count.toLocaleString('en')} MB`);
  return { title: 'Memory after a forced collection', headings: ['server', ...counts, 'growth'], rows };
}

function variants({ variants: found, flushMs }: Results): Section {
  const row = (title: string, name: VariantName) => [title, us(found[name].cpu), ms(found[name].p50Ms)];
  return {
    title: 'Requests to this subgraph',
    headings: ['request', 'CPU us', 'p50 ms'],
    rows: [
      row('64 concurrent: a success', 'success'),
      row('64 concurrent: an input that is invalid, before any call', 'invalid'),
      row('1 connection, Chargebee', 'chargebee'),
      row('the same with an idempotency key', 'chargebeeKeyed'),
      row('1 connection, ChartMogul', 'chartMogul'),
      row('the same with an idempotency key, and so with a read before it', 'chartMogulKeyed'),
      row('16 concurrent, Chargebee, limits raised as in the comparison', 'raisedLimits'),
      row('the same with the limits as shipped', 'limitsAsShipped'),
      row('the same, limits raised, with an idempotency key', 'raisedLimitsKeyed'),
      row('64 concurrent, Chargebee, limits raised', 'chargebee64'),
      row('the same with an idempotency key', 'chargebee64Keyed'),
      ['one flush of a file to this disk, made directly', '', ms(flushMs)],
    ],
  };
}

function concurrency({ variants: found }: Results): Section {
  const row = (name: VariantName, title: string) => [title, us(found[name].cpu), ms(found[name].p50Ms)];
  return {
    title: 'More at once, more customers',
    headings: ['this subgraph', 'CPU us', 'p50 ms'],
    rows: [
      ...atOnceNames.map((name) => row(name, `${name.slice('atOnce'.length)} concurrent, 100 customers`)),
      ...customersNames.map((name) =>
        row(name, `64 concurrent, ${name.slice('customers'.length)} customers`),
      ),
    ],
  };
}

function entities({ entities: { oneCallMs, naive, ...ours } }: Results): Section {
  const all = [ours.byCustomer, ours.single, ours.singleWithRaisedLimits, ...(naive ? [naive] : [])];
  return {
    title: '100 contacts over 10 customers in one request, vendors of 50 ms',
    headings: ['server', 'calls', 'at once', 'ms', 'of one call'],
    rows: [
      ['one call, made directly', '1', '1', oneCallMs.toFixed(0), '1.00'],
      ...all.map(({ title, calls, callsAtOnce, ms: took }) => [
        title,
        String(calls),
        String(callsAtOnce),
        took.toFixed(0),
        (took / oneCallMs).toFixed(2),
      ]),
    ],
  };
}

function parts({ parts: found }: Results): Section {
  const rows = found
    .filter(({ share }) => share >= 0.01)
    .map(({ name, microseconds, share }) => [name, us(microseconds), `${(share * 100).toFixed(0)} %`]);
  return { title: 'What the time of one addContact goes to', headings: ['code', 'us', 'share'], rows };
}

function conditions({ machine, date, command, rounds, compared }: Results): Section {
  const versions = Object.entries(peerVersions()).map(([name, version]) => `${name} ${version}`);
  const hasPeers = compared.some(({ contender }) => contender.isPeer);
  return {
    title: 'Taken on',
    headings: ['what', 'which'],
    isText: true,
    rows: [
      ['processor', `${machine.cpu}, ${machine.cores} cores, ${machine.memoryGiB} GiB`],
      ['Node', machine.node],
      ['processes', machine.pinning],
      ...(hasPeers ? [['peers', versions.join(', ')]] : []),
      ['date', date],
      ['command', `${command} (${rounds} rounds)`],
    ],
  };
}
