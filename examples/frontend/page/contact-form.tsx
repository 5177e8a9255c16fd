/** The form built from a provider's data, with each violation beside its field. */
import Form from '@rjsf/core';
import type { RJSFSchema } from '@rjsf/utils';
import { type ReactNode, useMemo } from 'react';
import { type FormInfo, uiSchema } from './form-schema.js';
import type { FormData } from './link.js';
import { type FormContext, Problems, templates } from './theme.js';
import { validator } from './validator.js';
import { placeViolations, type Shown } from './violations.js';
import { widgets } from './widgets.js';

export interface ContactFormProps {
  readonly info: FormInfo;
  /** From `drawnSchema`. */
  readonly schema: RJSFSchema;
  readonly data: FormData | undefined;
  readonly violations: readonly Shown[];
  readonly isFrozen: boolean;
  readonly onChange: (data: FormData) => void;
  /** Gets the id of the field that the user left. */
  readonly onLeave: (id: string) => void;
  readonly onSubmit: () => void;
  readonly children: ReactNode;
}

export function ContactForm(props: ContactFormProps) {
  const { info, schema, data, violations, isFrozen, onChange, onLeave, onSubmit, children } = props;
  const ui = useMemo(() => uiSchema(info), [info]);
  const context = useMemo((): FormContext => ({ info }), [info]);
  const { beside, atHead } = useMemo(
    () => placeViolations(violations, schema, data),
    [violations, schema, data],
  );
  return (
    <>
      <div role="alert" className="head">
        <Problems texts={atHead.map(({ userMessage }) => userMessage)} />
      </div>
      <Form
        schema={schema}
        uiSchema={ui}
        formData={data}
        formContext={context}
        validator={validator}
        templates={templates}
        widgets={widgets}
        extraErrors={beside}
        disabled={isFrozen}
        // Otherwise a list's first choice would be preselected.
        experimental_defaultFormStateBehavior={{ constAsDefaults: 'never' }}
        noValidate
        noHtml5Validate
        showErrorList={false}
        onChange={({ formData }) => onChange(formData ?? {})}
        onBlur={onLeave}
        onSubmit={onSubmit}
      >
        {children}
      </Form>
    </>
  );
}
