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
      'Changes one contact. Absent and null do not change a field, and `clear` clears it. Lists are replaced as a whole.',
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
  @Mutation(() => RemoveContactResult, { nullable: true, description: 'Removes one contact permanently.' })
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
      'Predicts the outcome of updateContact without any outgoing call, using the same checks and the same field decisions. Only updateContact itself checks rules that depend on the stored contact.',
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
      'The state and result of an earlier write with this key. Null if the key was never used, or if its outcome has been known for more than 24 hours.',
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
