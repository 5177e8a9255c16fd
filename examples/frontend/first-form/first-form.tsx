import { useQuery } from '@apollo/client/react';
import Form from '@rjsf/core';
import { ErrorSchemaBuilder, type RJSFSchema } from '@rjsf/utils';
import { customizeValidator } from '@rjsf/validator-ajv8';
import Ajv2020 from 'ajv/dist/2020.js';
import {
  type AddContactRequest,
  ContactFormDocument,
  type SubmissionState,
  useAddContact,
} from '../client/index.js';

// The schema is 2020-12 with its own keywords. The pattern beside an email's format is exact.
const validator = customizeValidator({
  AjvClass: Ajv2020,
  ajvOptionsOverrides: { strict: false, validateFormats: false },
});

export function FirstForm({ provider, customerId }: Pick<AddContactRequest, 'provider' | 'customerId'>) {
  const { data } = useQuery(ContactFormDocument, { variables: { provider } });
  const { state, isFrozen, submission } = useAddContact();
  const info = data?.contactProvider;
  if (!info) return null;
  return (
    <>
      <Form
        schema={info.jsonSchema as RJSFSchema}
        validator={validator}
        // The subgraph checks the same rules, before it sends anything, in words for a person.
        noValidate
        extraErrors={violationsOf(state)}
        showErrorList={false}
        disabled={isFrozen}
        onSubmit={({ formData }) => submission.submit({ provider, customerId, ...formData })}
      />
      <p role="status">{textOf(state)}</p>
    </>
  );
}

/** Each violation beside its field. */
function violationsOf(state: SubmissionState) {
  const errors = new ErrorSchemaBuilder();
  if (state.phase === 'SETTLED' && state.result.__typename === 'ContactInputInvalidError') {
    for (const { path, userMessage } of state.result.violations) errors.addErrors(userMessage, path);
  }
  return errors.ErrorSchema;
}

function textOf(state: SubmissionState): string {
  switch (state.phase) {
    case 'IDLE':
      return '';
    case 'SENDING':
      return 'Adding the contact…';
    case 'UNKNOWN':
      return 'It may have been added. Looking again soon.';
    case 'LOST':
      return state.mayBeOld
        ? 'It may have been added. Look at the contacts of the customer first.'
        : 'It did not arrive. Nothing was added.';
    case 'SETTLED':
      if (state.result.__typename === 'AddContactSuccess') return 'Added.';
      return 'userMessage' in state.result ? state.result.userMessage : 'It was not sent.';
  }
}
