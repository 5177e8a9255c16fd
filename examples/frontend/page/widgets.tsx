/** The form's inputs. References a description or problem only if there is one. */
import type { BaseInputTemplateProps, RegistryWidgetsType, WidgetProps } from '@rjsf/utils';

type Described = Pick<WidgetProps, 'id' | 'schema' | 'rawErrors'>;

function described({ id, schema, rawErrors = [] }: Described) {
  const hasErrors = rawErrors.length > 0;
  const ids = [schema.description && `${id}__description`, hasErrors && `${id}__error`].filter(Boolean);
  return { 'aria-describedby': ids.join(' ') || undefined, 'aria-invalid': hasErrors || undefined };
}

export function BaseInput(props: BaseInputTemplateProps) {
  const { id, value, onChange, onBlur, disabled, required, options, schema } = props;
  const isNumber = schema.type?.includes('integer');
  return (
    <input
      id={id}
      type={isNumber ? 'number' : 'text'}
      inputMode={options.inputMode as 'text' | undefined}
      autoComplete="off"
      value={value ?? ''}
      disabled={disabled}
      aria-required={required || undefined}
      {...described(props)}
      onChange={({ target }) => onChange(target.value === '' ? undefined : target.value)}
      onBlur={() => onBlur(id, value)}
    />
  );
}

function TextareaWidget(props: WidgetProps) {
  const { id, value, onChange, onBlur, disabled, required } = props;
  return (
    <textarea
      id={id}
      rows={3}
      value={value ?? ''}
      disabled={disabled}
      aria-required={required || undefined}
      {...described(props)}
      onChange={({ target }) => onChange(target.value === '' ? undefined : target.value)}
      onBlur={() => onBlur(id, value)}
    />
  );
}

/** Options are selected by position: a value may be null, which no attribute can represent. */
function SelectWidget(props: WidgetProps) {
  const { id, value, options, onChange, onBlur, disabled } = props;
  const { enumOptions = [] } = options;
  const chosen = enumOptions.findIndex((option) => option.value === (value ?? null));
  return (
    <select
      id={id}
      value={chosen}
      disabled={disabled}
      {...described(props)}
      onChange={({ target }) => onChange(enumOptions[Number(target.value)]?.value)}
      onBlur={() => onBlur(id, value)}
    >
      {chosen < 0 && <option value={-1}>{value === undefined ? 'Choose' : String(value)}</option>}
      {enumOptions.map(({ label }, index) => (
        <option key={label} value={index}>
          {label}
        </option>
      ))}
    </select>
  );
}

function CheckboxWidget(props: WidgetProps) {
  const { id, value, label, onChange, onBlur, disabled } = props;
  return (
    <label className="check">
      <input
        type="checkbox"
        id={id}
        checked={value === true}
        disabled={disabled}
        {...described(props)}
        onChange={({ target }) => onChange(target.checked)}
        onBlur={() => onBlur(id, value)}
      />
      {label}
    </label>
  );
}

function CheckboxesWidget({
  id,
  label,
  schema,
  value,
  options,
  onChange,
  onBlur,
  disabled,
  rawErrors,
}: WidgetProps) {
  const { enumOptions = [] } = options;
  const chosen: readonly unknown[] = Array.isArray(value) ? value : [];
  // In the order of the choices, without duplicates.
  const choose = (one: unknown, isChosen: boolean) =>
    enumOptions
      .map((option) => option.value)
      .filter((each) => (each === one ? isChosen : chosen.includes(each)));
  return (
    <fieldset id={id} aria-describedby={rawErrors?.length ? `${id}__error` : undefined}>
      <legend>{label}</legend>
      {schema.description && <p className="hint">{schema.description}</p>}
      {enumOptions.map((option) => (
        <label className="check" key={option.label}>
          <input
            type="checkbox"
            checked={chosen.includes(option.value)}
            disabled={disabled}
            onChange={({ target }) => onChange(choose(option.value, target.checked))}
            onBlur={() => onBlur(id, value)}
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}

const KINDS = {
  string: { title: 'Text', read: (text: string) => text },
  number: { title: 'Number', read: (text: string) => (text === '' ? undefined : Number(text)) },
  boolean: { title: 'Yes or no', read: (text: string) => text === 'true' },
} as const;
type Kind = keyof typeof KINDS;

/** A value whose type only the provider's account knows. */
function CustomValueWidget(props: WidgetProps) {
  const { id, value, label, onChange, onBlur, disabled } = props;
  const kind: Kind =
    typeof value === 'number' || typeof value === 'boolean' ? (typeof value as Kind) : 'string';
  const shared = { id, disabled, onBlur: () => onBlur(id, value), ...described(props) };
  const change = (text: string) => onChange(KINDS[kind].read(text));
  return (
    <div className="custom-value">
      {kind === 'boolean' ? (
        <select {...shared} value={String(value)} onChange={({ target }) => change(target.value)}>
          <option value="true">Yes</option>
          <option value="false">No</option>
        </select>
      ) : (
        <input
          {...shared}
          type={kind === 'number' ? 'number' : 'text'}
          value={String(value ?? '')}
          onChange={({ target }) => change(target.value)}
        />
      )}
      <select
        aria-label={`Type of ${label}`}
        value={kind}
        disabled={disabled}
        onChange={({ target }) =>
          onChange(KINDS[target.value as Kind].read(target.value === 'string' ? '' : '0'))
        }
      >
        {Object.entries(KINDS).map(([each, { title }]) => (
          <option key={each} value={each}>
            {title}
          </option>
        ))}
      </select>
    </div>
  );
}

export const widgets: RegistryWidgetsType = {
  TextareaWidget,
  SelectWidget,
  CheckboxWidget,
  CheckboxesWidget,
  customValue: CustomValueWidget,
};
