import { Args, Ctx, Directive, Mutation, Query, Resolver } from 'type-graphql';
import type { ContactRef } from '../model/contact.js';
import { answerAttempt, answerWrite } from './answer-write.js';
import {
  ContactAttemptArguments,
  RemoveContactArguments,
  UpdateContactArguments,
} from './change-contact.input.js';
import {
  ContactAttempt,
  RemoveContactResult,
  UpdateContactPreview,
  UpdateContactResult,
} from './change-contact.result.js';
import type { GraphContext } from './context.js';
import { parseContactId } from './entity-id.js';
import { badUserInput, readErrorCodes } from './read-errors.js';
import type { WriteMember } from './to-member.js';
import { toViolations } from './violation.type.js';

@Resolver()
export class ChangeContactResolver {
  @Directive('@cost(weight: 20)')
  @Mutation(() => UpdateContactResult, {
    nullable: true,
    description:
      'Changes one contact. Absent and null leave a field alone; `clear` takes its value away. Lists are replaced as a whole.',
  })
  updateContact(
    @Args(() => UpdateContactArguments) args: UpdateContactArguments,
    @Ctx() context: GraphContext,
  ): Promise<WriteMember> {
    const { contact, options } = targetOf(args, context);
    const { input } = args;
    return answerWrite('UPDATE', { ...contact, hasKey: hasKey(args) }, context, (request) =>
      context.contacts.update({ contact, input, options, ...request }),
    );
  }

  @Directive('@cost(weight: 20)')
  @Mutation(() => RemoveContactResult, { nullable: true, description: 'Removes one contact for good.' })
  removeContact(
    @Args(() => RemoveContactArguments) args: RemoveContactArguments,
    @Ctx() context: GraphContext,
  ): Promise<WriteMember> {
    const { contact, options } = targetOf(args, context);
    return answerWrite('REMOVE', { ...contact, hasKey: hasKey(args) }, context, (request) =>
      context.contacts.remove({ contact, options, ...request }),
    );
  }

  @Query(() => UpdateContactPreview, {
    nullable: true,
    description:
      'What updateContact would do, without a call to anybody: the same checks, the same field decisions. What depends on the contact as it is shows in the change itself.',
  })
  previewUpdateContact(
    @Args(() => UpdateContactArguments) args: UpdateContactArguments,
    @Ctx() context: GraphContext,
  ): UpdateContactPreview {
    const { contact, options } = targetOf(args, context);
    const { input } = args;
    const { requestId, caller } = context;
    const command = { contact, input, options, requestId, caller };
    const { violations, fates } = context.contacts.previewUpdate(command);
    return { valid: violations.length === 0, violations: toViolations(violations), fields: fates };
  }

  @Query(() => ContactAttempt, {
    nullable: true,
    description:
      'What became of an earlier write with this key. Null when the key was never used, or its outcome has been known for more than 24 hours.',
  })
  contactAttempt(
    @Args(() => ContactAttemptArguments) args: ContactAttemptArguments,
    @Ctx() context: GraphContext,
  ): Promise<ContactAttempt | null> {
    return answerAttempt(args, context);
  }
}

/** Throws if no provider could have a contact with that id. */
function targetOf(
  { id, options }: UpdateContactArguments | RemoveContactArguments,
  { contacts }: GraphContext,
) {
  const contact: ContactRef | undefined = parseContactId(id, contacts.accounts);
  if (!contact) throw badUserInput(readErrorCodes.CONTACT_ID_INVALID);
  const { idempotencyKey, unsupportedFields, ...providers }: OptionsOfChange = options ?? {};
  return { contact, options: { idempotencyKey, unsupportedFields, providers } };
}

type OptionsOfChange = NonNullable<UpdateContactArguments['options']>;

function hasKey({ options }: UpdateContactArguments | RemoveContactArguments): boolean {
  return options?.idempotencyKey != null;
}
