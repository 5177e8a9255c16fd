import { Args, Ctx, Directive, Mutation, Query, Resolver } from 'type-graphql';
import { CallBudgetError } from '../accounts/call-budget.js';
import { UNKNOWN_ACCOUNT } from '../accounts/exchange-report.js';
import type { AddContactCommand } from '../contacts/add-contact.js';
import { hasScope } from '../model/caller.js';
import { writeOutcome } from '../model/errors.js';
import { AddContactAttempt } from './add-contact.attempt.js';
import { AddContactArguments, AddContactAttemptArguments } from './add-contact.input.js';
import { AddContactPreview } from './add-contact.preview.js';
import { AddContactResult } from './add-contact.result.js';
import type { ContactWrite, GraphContext } from './context.js';
import { toReadError, unknownAccount } from './read-errors.js';
import { type AddContactMember, toMember } from './to-member.js';
import { toViolations } from './violation.type.js';

@Resolver()
export class AddContactResolver {
  @Directive('@cost(weight: 20)')
  @Mutation(() => AddContactResult, {
    nullable: true,
    description:
      "Adds one contact to one customer at one provider. Nullable, so that one failing alias cannot take a sibling's result with it.",
  })
  async addContact(
    @Args(() => AddContactArguments) args: AddContactArguments,
    @Ctx() context: GraphContext,
  ): Promise<AddContactMember> {
    const command = toCommand(args, context);
    // What an exception leaves behind is not known.
    const { provider, account } = command;
    const known = context.contacts.accounts.get(provider, account);
    const write: ContactWrite = {
      operation: 'ADD',
      provider,
      account: known ? known.name : UNKNOWN_ACCOUNT,
      outcome: 'UNKNOWN',
      replayed: false,
    };
    context.writes.push(write);
    const outcome = await context.contacts.add(command).catch((error: unknown) => {
      if (error instanceof CallBudgetError) write.outcome = 'NOT_APPLIED';
      throw toReadError(error);
    });
    write.outcome = outcome.ok
      ? outcome.value.found
        ? 'NOT_APPLIED'
        : 'APPLIED'
      : writeOutcome(outcome.failure);
    write.replayed = outcome.ok && outcome.value.replayed;
    context.loaders.forget();
    const member = toMember(outcome, {
      provider,
      providerName: context.contacts.accounts.get(provider).provider.name,
      requestId: context.requestId,
      mayRead: hasScope(context.caller, 'contacts:read'),
      hasIdempotencyKey: command.options.idempotencyKey != null,
    });
    write.result = member.__typename;
    return member;
  }

  @Query(() => AddContactAttempt, {
    nullable: true,
    description:
      'What became of an earlier addContact with this key. Null when the key was never used, or its outcome has been known for more than 24 hours.',
  })
  async addContactAttempt(
    @Args(() => AddContactAttemptArguments) args: AddContactAttemptArguments,
    @Ctx() { contacts, requestId, caller }: GraphContext,
  ): Promise<AddContactAttempt | null> {
    const { provider, idempotencyKey } = args;
    const account = args.account ?? undefined;
    // Which accounts exist is for those to know who reach them.
    if (caller && !caller.customers.account({ provider, account })) return null;
    if (!contacts.accounts.get(provider, account)) throw unknownAccount();
    const attempt = await contacts.attempt(provider, idempotencyKey, account, caller);
    if (!attempt) return null;
    const providerName = contacts.accounts.get(provider).provider.name;
    const mayRead = hasScope(caller, 'contacts:read');
    const errorContext = { provider, providerName, requestId, hasIdempotencyKey: true, mayRead };
    return {
      state: attempt.state,
      result: attempt.outcome ? toMember(attempt.outcome, errorContext) : null,
      startedAt: new Date(attempt.startedAt).toISOString(),
      updatedAt: new Date(attempt.updatedAt).toISOString(),
    };
  }

  @Query(() => AddContactPreview, {
    nullable: true,
    description:
      'What addContact would do, without a call to anybody: the same checks, the same field decisions.',
  })
  previewAddContact(
    @Args(() => AddContactArguments) args: AddContactArguments,
    @Ctx() context: GraphContext,
  ): AddContactPreview {
    const { violations, fates } = context.contacts.preview(toCommand(args, context));
    return { valid: violations.length === 0, violations: toViolations(violations), fields: fates };
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
