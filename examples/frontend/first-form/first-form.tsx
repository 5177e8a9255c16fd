import { useQuery } from '@apollo/client/react';
import Form from '@rjsf/core';
import type { RJSFSchema } from '@rjsf/utils';
import { customizeValidator } from '@rjsf/validator-ajv8';
import Ajv2020 from 'ajv/dist/2020.js';
import { type AddContactRequest, ContactFormDocument, useAddContact } from '../client/index.js';

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
        disabled={isFrozen}
        onSubmit={({ formData }) => submission.submit({ provider, customerId, ...formData })}
      />
      <p role="status">{textOf(state)}</p>
    </>
  );
}

function textOf(state: ReturnType<typeof useAddContact>['state']): string {
  switch (state.phase) {
    case 'IDLE':
      return '';
    case 'SENDING':
      return 'Adding the contact…';
    case 'UNKNOWN':
      return 'It may have been added. Looking again soon.';
    case 'LOST':
      return 'It did not arrive. Nothing was added.';
    case 'SETTLED':
      if (state.result.__typename === 'AddContactSuccess') return 'Added.';
      return 'userMessage' in state.result ? state.result.userMessage : 'It was not sent.';
  }
}
