import { Args, Ctx, Directive, Mutation, Query, Resolver } from 'type-graphql';
import type { AddContactCommand } from '../contacts/commands.js';
import { AddContactAttempt } from './add-contact.attempt.js';
import { AddContactArguments, AddContactAttemptArguments } from './add-contact.input.js';
import { AddContactPreview, toPreview } from './add-contact.preview.js';
import { AddContactResult } from './add-contact.result.js';
import { answerAttempt, answerWrite } from './answer-write.js';
import type { GraphContext } from './context.js';
import type { WriteMember } from './to-member.js';

@Resolver()
export class AddContactResolver {
  @Directive('@cost(weight: 20)')
  @Mutation(() => AddContactResult, {
    nullable: true,
    description:
      "Adds one contact to one customer at one provider. Nullable, so that one failing alias cannot null a sibling's result.",
  })
  addContact(
    @Args(() => AddContactArguments) args: AddContactArguments,
    @Ctx() context: GraphContext,
  ): Promise<WriteMember> {
    const command = toCommand(args, context);
    const { provider, account, options } = command;
    const write = { provider, account, hasKey: options.idempotencyKey != null };
    return answerWrite('ADD', write, context, () => context.contacts.add(command));
  }

  @Query(() => AddContactAttempt, {
    nullable: true,
    description:
      'The state and result of an earlier addContact with this key. Null if the key was never used, or if its outcome has been known for more than 24 hours.',
  })
  addContactAttempt(
    @Args(() => AddContactAttemptArguments) args: AddContactAttemptArguments,
    @Ctx() context: GraphContext,
  ): Promise<AddContactAttempt | null> {
    return answerAttempt(args, context, ({ operation }) => operation === 'ADD');
  }

  @Query(() => AddContactPreview, {
    nullable: true,
    description:
      'Predicts the outcome of addContact without any outgoing call, using the same checks and the same field decisions.',
  })
  previewAddContact(
    @Args(() => AddContactArguments) args: AddContactArguments,
    @Ctx() context: GraphContext,
  ): AddContactPreview {
    return toPreview(context.contacts.preview(toCommand(args, context)));
  }
}

function toCommand(args: AddContactArguments, { requestId, calls, caller }: GraphContext): AddContactCommand {
  const { customerId, provider, input, options } = args;
  const { idempotencyKey, account, unsupportedFields, ifExists, matchBy, ...providers } = options ?? {};
  return {
    customerId,
    provider,
    account: account ?? undefined,
    input,
    caller,
    requestId,
    calls,
    options: { idempotencyKey, unsupportedFields, ifExists, matchBy, providers },
  };
}
