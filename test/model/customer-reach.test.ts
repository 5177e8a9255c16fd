/** The customers that a claim names. */
import { describe, expect, it } from '@jest/globals';
import { customerEntityId } from '../../src/model/contact.js';
import { CustomerReach } from '../../src/model/customer-reach.js';

const acme = { provider: 'CHARGEBEE', customerId: 'cus_acme' };
const acmeEu = { ...acme, account: 'eu' };
const zuora = { provider: 'ZUORA', customerId: 'A00000001' };
const reach = (claim: unknown) => {
  const customers = CustomerReach.fromClaim(claim);
  return [acme, acmeEu, zuora].map((customer) => customers.customer(customer));
};

describe('a claim', () => {
  it.each<[unknown, boolean[]]>([
    ['*', [true, true, true]],
    [['*'], [true, true, true]],
    [['CHARGEBEE:*'], [true, false, false]],
    [['CHARGEBEE@eu:*'], [false, true, false]],
    [['CHARGEBEE:cus_acme'], [true, false, false]],
    ['CHARGEBEE@eu:cus_acme ZUORA:A00000001', [false, true, true]],
    [['CHARGEBEE:cus%5Facme'], [true, false, false]],
    // Neither part of a name nor a provider may be a wildcard.
    [['CHARGEBEE:cus_*'], [false, false, false]],
    [['CHARGEBEE:%2A'], [false, false, false]],
    [
      ['*:cus_acme', '*:*', 'CHARGEBEE@*:*'],
      [false, false, false],
    ],
    [
      ['CHARGEBEE', 'CHARGEBEE:', ':cus_acme', 'chargebee:cus_acme'],
      [false, false, false],
    ],
    [['CHARGEBEE:cus_acme:contact'], [false, false, false]],
    [
      ['CHARGEBEE:%ff', '%'],
      [false, false, false],
    ],
    [[], [false, false, false]],
    ['', [false, false, false]],
    [undefined, [false, false, false]],
    [null, [false, false, false]],
    [{ 0: '*' }, [false, false, false]],
    [
      [['*'], 7],
      [false, false, false],
    ],
  ])('%j reaches Acme at Chargebee, the one in Europe, the one at Zuora: %j', (claim, expected) => {
    expect(reach(claim)).toEqual(expected);
  });

  it('names a customer by the id in answers, with any characters', () => {
    for (const customerId of ['a b', 'é', '*', 'a@b', 'x!y', '50+']) {
      const claim = customerEntityId({ provider: 'CHARGEBEE', customerId }).replaceAll('*', '%2A');
      const customers = CustomerReach.fromClaim([claim]);
      expect([customerId, customers.customer({ provider: 'CHARGEBEE', customerId })]).toEqual([
        customerId,
        true,
      ]);
      expect(customers.customer(acme)).toBe(false);
    }
  });

  it('distinguishes partial from full reach of an account', () => {
    const customers = CustomerReach.fromClaim(['CHARGEBEE:cus_acme', 'CHARGEBEE@eu:*']);
    const accounts = [acme, acmeEu, zuora];
    expect(accounts.map((account) => customers.account(account))).toEqual([true, true, false]);
    expect(accounts.map((account) => customers.wholeAccount(account))).toEqual([false, true, false]);
  });
});
