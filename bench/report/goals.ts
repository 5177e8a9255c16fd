/** The goals, and whether they were met. */
import { LATENCY_MS } from '../measure/entities.ts';
import { growthOf } from '../measure/held-memory.ts';
import { atOnceNames, customersNames, type VariantName } from '../measure/variants.ts';
import { comparedOf, type Results } from '../results.ts';

export interface Goal {
  readonly aim: string;
  readonly found: string;
  readonly isMet: boolean;
}

/** Leaves out goals about servers that were not measured. */
export function goalsOf(results: Results): readonly Goal[] {
  return [
    ...againstTheFloor(results),
    ...againstPeers(results),
    ...ofWhatIsAsked(results),
    ...ofEntities(results),
    ...ofTheProcess(results),
    ...ofFlatness(results),
  ];
}

function atMost(aim: string, value: number, limit: number, unit: string, digits = 2): Goal {
  return { aim, found: `${value.toFixed(digits)}${unit}`, isMet: value <= limit };
}

function againstTheFloor(results: Results): Goal[] {
  const ours = comparedOf(results, 'subgraph');
  const p50 = ours.at[1].p50Ms - comparedOf(results, 'floor').at[1].p50Ms;
  return [
    atMost(
      'CPU of `addContact` at 64 concurrent: at most 3.0 times the floor',
      ours.at[64].ratio,
      3,
      ' times',
    ),
    atMost('one connection: p50 at most 0.25 ms above the floor', p50, 0.25, ' ms'),
  ];
}

function againstPeers(results: Results): Goal[] {
  const ours = comparedOf(results, 'subgraph').at[64].ratio;
  return results.compared.flatMap(({ contender, at }) => {
    if (!contender.isPeer) return [];
    const times = at[64].ratio / ours;
    return [
      { aim: `costs less than ${contender.title}`, found: `${times.toFixed(2)} times`, isMet: times > 1 },
    ];
  });
}

function ofWhatIsAsked({ variants }: Results): Goal[] {
  const invalid = variants.invalid.cpu / variants.success.cpu;
  const atChargebee = variants.chargebeeKeyed.p50Ms - variants.chargebee.p50Ms;
  const atChartMogul = variants.chartMogulKeyed.p50Ms - variants.chartMogul.p50Ms;
  const key = 'an idempotency key on SQLite: at most 0.5 ms more at p50, where a flush takes 0.3 ms';
  return [
    {
      aim: 'an invalid input is cheaper than a success',
      found: `${invalid.toFixed(2)} times`,
      isMet: invalid < 1,
    },
    atMost(`${key}, at Chargebee`, atChargebee, 0.5, ' ms'),
    atMost(`${key}, at ChartMogul, which is read before it`, atChartMogul, 0.5, ' ms'),
  ];
}

function ofEntities({
  entities: { oneCallMs, byCustomer, single, singleWithRaisedLimits },
}: Results): Goal[] {
  const of = `at a vendor of ${LATENCY_MS} ms`;
  const turns = Math.ceil(single.calls / single.callsAtOnce);
  return [
    {
      aim: '100 contacts over 10 customers: 10 calls where a vendor is read by customer',
      found: `${byCustomer.calls} calls`,
      isMet: byCustomer.calls === 10,
    },
    atMost(`these ${of}: at most 1.3 times one call`, byCustomer.ms / oneCallMs, 1.3, ' times'),
    atMost(
      `100 single reads ${of}: at most 2 times one call where the limits allow 128 at once`,
      singleWithRaisedLimits.ms / oneCallMs,
      2,
      ' times',
    ),
    atMost(
      `100 single reads ${of}, ${single.callsAtOnce} at once: at most 1.3 times the ${turns} calls in a row that they are`,
      single.ms / (oneCallMs * turns),
      1.3,
      ' times',
    ),
  ];
}

function ofTheProcess(results: Results): Goal[] {
  const held = results.held.find(({ contender }) => contender.name === 'subgraph');
  const start = results.starts.find(({ contender }) => contender.name === 'subgraph-as-shipped');
  return [
    atMost('memory at rest: at most 130 MB', (start?.atRest ?? Number.NaN) / 1e6, 130, ' MB', 0),
    atMost(
      'memory after a forced collection: after 65,000 requests at most 5 % above that after 15,000',
      held ? growthOf(held) : Number.NaN,
      5,
      ' %',
      1,
    ),
    atMost('start to first answer: at most 1.5 s', (start?.startMs ?? Number.NaN) / 1000, 1.5, ' s'),
  ];
}

function ofFlatness({ variants }: Results): Goal[] {
  const spread = (names: readonly VariantName[]) => {
    const cpu = names.map((name) => variants[name].cpu);
    return (Math.max(...cpu) / Math.min(...cpu) - 1) * 100;
  };
  return [
    atMost('CPU from 1 to 10,000 customers: within 25 % of the best', spread(customersNames), 25, ' %', 0),
    atMost(
      'CPU from 16 to 256 concurrent: within 25 % of the best',
      spread(atOnceNames.filter((name) => name !== 'atOnce1')),
      25,
      ' %',
      0,
    ),
  ];
}
