import { Args, Ctx, Directive, Mutation, Query, Resolver } from 'type-graphql';
import type { ContactRef } from '../model/contact.js';
import { toPreview } from './add-contact.preview.js';
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
    const target = targetOf(args, context);
    const { input } = args;
    return answerWrite('UPDATE', writeTo(target), context, (request) =>
      context.contacts.update({ ...target, input, ...request }),
    );
  }

  @Directive('@cost(weight: 20)')
  @Mutation(() => RemoveContactResult, { nullable: true, description: 'Removes one contact permanently.' })
  removeContact(
    @Args(() => RemoveContactArguments) args: RemoveContactArguments,
    @Ctx() context: GraphContext,
  ): Promise<WriteMember> {
    const target = targetOf(args, context);
    return answerWrite('REMOVE', writeTo(target), context, (request) =>
      context.contacts.remove({ ...target, ...request }),
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
    const { requestId, caller } = context;
    const { input } = args;
    return toPreview(
      context.contacts.previewUpdate({ ...targetOf(args, context), input, requestId, caller }),
    );
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

function writeTo({ contact, options }: ReturnType<typeof targetOf>) {
  return { ...contact, hasKey: options.idempotencyKey != null };
}
