/** ChartMogul's own rules: a data source for every contact, and custom fields that vanish. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Environment } from '../../src/config/env.js';
import type { Stage } from '../conformance/stage.js';
import { openStage } from '../conformance/targets.js';

const CONFIGURED = 'ds_00000000-0000-4000-8000-000000000001';
const OTHER = 'ds_00000000-0000-4000-8000-000000000002';
const OF_BOTH = 'cus_00000000-0000-4000-8000-000000000002';
const OF_THE_OTHER = 'cus_00000000-0000-4000-8000-000000000003';

let stage: Stage;
beforeEach(async () => {
  stage = await openStage('CHARTMOGUL');
});
afterEach(() => stage.close());

const sent = (): Record<string, unknown> => JSON.parse(stage.writes.at(-1)?.request.body ?? '');

const ADA = { firstName: 'Ada' };

describe('the data source', () => {
  const option = { providers: { chartmogul: { dataSourceUuid: OTHER } } };
  const unconfigured = (environment: Environment): Environment => ({
    ...environment,
    CHARTMOGUL_DATA_SOURCE_UUID: undefined,
  });

  test("is the option's, else the configured one", async () => {
    await stage.added(ADA, { customerId: OF_BOTH });
    expect(sent()).toEqual({ first_name: 'Ada', data_source_uuid: CONFIGURED });
    await stage.added(ADA, { customerId: OF_BOTH, ...option });
    expect(sent()).toEqual({ first_name: 'Ada', data_source_uuid: OTHER });
    expect(stage.exchanges).toHaveLength(2);
  });

  test('that the vendor rejects is an error of the caller or operator that named it', async () => {
    expect(await stage.failure(ADA, { customerId: OF_THE_OTHER })).toEqual({
      kind: 'access',
      problem: 'NOT_CONFIGURED',
    });
    expect(await stage.failure(ADA, option)).toMatchObject({
      kind: 'invalid',
      violations: [{ code: 'PROVIDER_RULE', path: ['options', 'chartmogul', 'dataSourceUuid'] }],
    });
  });

  test('is read from the customer first when none is named', async () => {
    await stage.close();
    stage = await openStage('CHARTMOGUL', { environment: unconfigured });
    await stage.added({ firstName: 'Ada' }, { customerId: OF_THE_OTHER });
    expect(sent()).toEqual({ data_source_uuid: OTHER, first_name: 'Ada' });
    expect(stage.exchanges.map(({ write }) => write)).toEqual([false, true]);
  });

  test('of an unknown customer is not looked up twice', async () => {
    await stage.close();
    stage = await openStage('CHARTMOGUL', { environment: unconfigured });
    const customerId = 'cus_00000000-0000-4000-8000-000000000404';
    expect(await stage.failure(ADA, { customerId })).toEqual({ kind: 'customer-not-found', customerId });
    expect(stage.writes).toHaveLength(0);
  });
});

describe('custom fields', () => {
  test('that the account has not defined vanish, which is reported', async () => {
    const { contact, fates } = await stage.added({
      customFields: [
        { name: 'Department', value: 'Engines' },
        { name: 'department', value: 'engines' },
      ],
    });
    expect(sent()).toMatchObject({
      custom: [
        { key: 'Department', value: 'Engines' },
        { key: 'department', value: 'engines' },
      ],
    });
    expect(contact.customFields).toEqual([{ name: 'Department', value: 'Engines' }]);
    expect(fates.map(({ path, fate }) => [...path.slice(2), fate])).toEqual([
      ['0', 'name', 'SENT'],
      ['0', 'value', 'SENT'],
      ['1', 'name', 'NOT_KEPT'],
      ['1', 'value', 'NOT_KEPT'],
    ]);
  });

  test('keep the type of their value, and a word for a boolean counts as kept', async () => {
    const customFields = [
      { name: 'Toggle', value: 'TRUE' },
      { name: 'Seats', value: 0 },
    ];
    const { contact } = await stage.added({ customFields });
    expect(contact.customFields).toEqual([
      { name: 'Toggle', value: true },
      { name: 'Seats', value: 0 },
    ]);
  });

  test('of a wrong type are rejected by the vendor', async () => {
    const failure = await stage.failure({ customFields: [{ name: 'Seats', value: 'many' }] });
    expect(failure).toMatchObject({
      kind: 'invalid',
      violations: [{ path: expect.arrayContaining(['customFields']) }],
    });
  });
});

test('a value that remains although it was to be cleared is reported', async () => {
  await stage.close();
  stage = await openStage('CHARTMOGUL', {
    alter: (reply) => ({ ...reply, body: { ...(reply.body as object), title: 'Analyst' } }),
  });
  const { contact } = await stage.added({ ...ADA, jobTitle: 'Analyst' });
  const { fates } = await stage.updated(contact, { clear: ['JOB_TITLE'] });
  expect(fates).toMatchObject([{ path: ['input', 'clear', '0'], fate: 'NOT_KEPT' }]);
});
