import { Field, ObjectType } from 'type-graphql';
import type { WritePreview as Preview } from '../contacts/contact-service.js';
import { ContactFieldFate } from './add-contact.result.js';
import { ContactFieldViolation, toViolations } from './violation.type.js';

/** Common to the previews of all writes. */
@ObjectType()
export abstract class WritePreview {
  @Field(() => Boolean, { description: 'Whether the request would be sent.' })
  valid!: boolean;

  @Field(() => [ContactFieldViolation], { description: 'The broken rules, in input order.' })
  violations!: readonly unknown[];
}

@ObjectType({ description: 'The predicted outcome of addContact. No provider was called.' })
export class AddContactPreview extends WritePreview {
  @Field(() => [ContactFieldFate], {
    description:
      "The predicted outcome of every supplied leaf of `input`. Empty if the request would be invalid. Never NOT_KEPT, which only the provider's response can show.",
  })
  fields!: readonly unknown[];
}

/** A preview in the schema's form. */
export function toPreview({ violations, fates }: Preview) {
  return { valid: violations.length === 0, violations: toViolations(violations), fields: fates };
}
