/**
 * The requirements for every provider, tested over real HTTP against its vendor. The suite derives its cases
 * from the provider's table and checks them at the vendor, which does not know the table. A provider lists
 * what it is excused from, not what it supports, so a new one starts with every case.
 */
import { expect, test } from '@jest/globals';
import { brokenRules } from './forms.js';
import { access } from './sections/access.js';
import { adding } from './sections/adding.js';
import { addresses } from './sections/addresses.js';
import { allAtOnce } from './sections/all-at-once.js';
import { capacities } from './sections/capacities.js';
import { changing } from './sections/changing.js';
import { codes } from './sections/codes.js';
import { customFields } from './sections/custom-fields.js';
import { customerIds } from './sections/customer-ids.js';
import { customers } from './sections/customers.js';
import { endlessLists } from './sections/endless-lists.js';
import { existingContacts } from './sections/existing-contacts.js';
import { faults } from './sections/faults.js';
import { idempotencyKeys } from './sections/idempotency-keys.js';
import { lengths } from './sections/lengths.js';
import { oddAnswers } from './sections/odd-answers.js';
import { options } from './sections/options.js';
import { position } from './sections/position.js';
import { privacy, privateViolations } from './sections/privacy.js';
import { readingBack } from './sections/reading-back.js';
import { removing } from './sections/removing.js';
import { requiredFields } from './sections/required-fields.js';
import { standing } from './sections/standing.js';
import { texts } from './sections/texts.js';
import { unkept } from './sections/unkept.js';
import { unreadableLists } from './sections/unreadable-lists.js';
import { Subject } from './subject.js';
import type { Target } from './target.js';

/** The values of a request. These sections break every rule that a form can break. */
const VALUES: readonly ((subject: Subject) => void)[] = [
  unkept,
  allAtOnce,
  requiredFields,
  lengths,
  capacities,
  position,
  texts,
  codes,
  addresses,
  customFields,
  options,
  customerIds,
  privateViolations,
];

const OTHERS: readonly ((subject: Subject) => void)[] = [
  standing,
  adding,
  idempotencyKeys,
  existingContacts,
  customers,
  faults,
  oddAnswers,
  readingBack,
  changing,
  removing,
  unreadableLists,
  endlessLists,
  access,
  privacy,
];

/** Registers the cases for one provider. */
export function conformance(target: Target): void {
  const subject = registered(target);
  for (const section of VALUES) section(subject);
  let broken = new Set<string>();
  test('values break the rules of a form', () => {
    broken = brokenRules(target.provider);
    expect(broken).not.toEqual(new Set());
  });
  for (const section of OTHERS) section(subject);
  test('nothing else breaks another rule of a form', () => {
    expect(brokenRules(target.provider)).toEqual(broken);
  });
}

/** Registers only the sections that break every rule of a form. */
export function conformanceOfValues(target: Target): void {
  const subject = registered(target);
  for (const section of VALUES) section(subject);
}

function registered(target: Target): Subject {
  const subject = new Subject(target);
  subject.register();
  return subject;
}
