/**
 * The form library's templates in the page's own markup: each text is tied to its field for screen readers.
 */
import type {
  ArrayFieldItemTemplateProps,
  ArrayFieldTemplateProps,
  FieldTemplateProps,
  ObjectFieldTemplateProps,
  TemplatesType,
} from '@rjsf/utils';
import { type MouseEvent, type ReactNode, useEffect, useRef } from 'react';
import { groupTitles } from '../generated/schema-facts.js';
import type { Capability, FormInfo } from './form-schema.js';
import { BaseInput } from './widgets.js';

export interface FormContext {
  readonly info: FormInfo;
}

/** Shown below a field, or at the head of the form. */
export function Problems({ id, texts }: { id?: string; texts: readonly string[] }) {
  if (texts.length === 0) return null;
  return (
    <ul className="problems" id={id} tabIndex={-1}>
      {texts.map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  );
}

function FieldTemplate(props: FieldTemplateProps) {
  const { id, label, children, rawErrors = [], schema, required, hidden, displayLabel, fieldPathId } = props;
  if (hidden) return null;
  const isGroup = schema.type?.includes('object') || schema.type?.includes('array');
  const types = [schema.type].flat().filter((type) => type !== 'null');
  // A checkbox has its label beside it; a value that may also be a text does not.
  const hasLabel = displayLabel && !isGroup && types.join() !== 'boolean';
  const path = fieldPathId.path.join('.');
  if (path === '') return children;
  return (
    <div className={isGroup ? 'field wide' : 'field'} data-path={path}>
      {hasLabel && (
        <label htmlFor={id}>
          {label}
          {required && <span className="required"> required</span>}
        </label>
      )}
      {children}
      {!isGroup && schema.description && (
        <p className="hint" id={`${id}__description`}>
          {schema.description}
        </p>
      )}
      <Problems id={`${id}__error`} texts={rawErrors} />
    </div>
  );
}

function ObjectFieldTemplate(props: ObjectFieldTemplateProps) {
  const { properties, title, schema, fieldPathId, errorSchema, registry } = props;
  const { path } = fieldPathId;
  const parts = properties.map(({ content }) => content);
  if (path.length === 0) return <>{parts}</>;
  if (typeof path.at(-1) === 'number') return <div className="fields">{parts}</div>;
  if (path.length > 1)
    return (
      <Group title={title} text={schema.description}>
        {parts}
      </Group>
    );
  const { info } = registry.formContext as FormContext;
  const isInput = info.fields.some((capability) => capability.path[0] === path[0]);
  if (!isInput) {
    return (
      <details className="more" open={Object.keys(errorSchema ?? {}).length > 0 || undefined}>
        <summary>{title}</summary>
        {parts}
      </details>
    );
  }
  return groupsOf(info.fields, properties).map(([group, members]) => {
    const contents = members.map(({ content }) => content);
    const [only, ...others] = members;
    // A single field's own title describes the group.
    if (only && others.length === 0) {
      const isGroup = isDrawnAsGroup(schema.properties?.[only.name]);
      return (
        <div key={group} className={isGroup ? undefined : 'fields single'}>
          {contents}
        </div>
      );
    }
    return (
      <Group key={group} title={groupTitles[group]}>
        {contents}
      </Group>
    );
  });
}

type Property = ObjectFieldTemplateProps['properties'][number];

function groupsOf(fields: readonly Capability[], properties: readonly Property[]) {
  const groups = new Map<Capability['group'], Property[]>();
  for (const property of properties) {
    const group = fields.find(({ path }) => path[1] === property.name)?.group ?? 'ADVANCED';
    groups.set(group, [...(groups.get(group) ?? []), property]);
  }
  return [...groups];
}

function isDrawnAsGroup(schema: unknown): boolean {
  const type = (schema as { type?: string | readonly string[] } | undefined)?.type ?? '';
  return type.includes('object') || type.includes('array');
}

function Group({ title, text, children }: { title: string; text?: string | undefined; children: ReactNode }) {
  return (
    <fieldset>
      <legend>{title}</legend>
      {text && <p className="hint">{text}</p>}
      <div className="fields">{children}</div>
    </fieldset>
  );
}

function ArrayFieldTemplate(props: ArrayFieldTemplateProps) {
  const { title, schema, items, canAdd, onAddClick, disabled, fieldPathId } = props;
  const list = useRef<HTMLFieldSetElement>(null);
  const isGrowing = useRef(false);
  const { length } = items;
  useEffect(() => {
    if (isGrowing.current && length > 0) focusFirstInput(list.current?.querySelectorAll('.item'));
    isGrowing.current = false;
  }, [length]);
  const add = (event: MouseEvent) => {
    isGrowing.current = true;
    onAddClick(event);
  };
  return (
    <fieldset id={fieldPathId.$id} tabIndex={-1} ref={list}>
      <legend>{title}</legend>
      {schema.description && <p className="hint">{schema.description}</p>}
      {items}
      {canAdd && (
        <button type="button" className="quiet" onClick={add} disabled={disabled}>
          Add<span className="sr"> to {title}</span>
        </button>
      )}
    </fieldset>
  );
}

/** Of the last item, which is new. */
function focusFirstInput(items: NodeListOf<Element> | undefined): void {
  const last = items?.item(items.length - 1);
  last?.querySelector<HTMLElement>('input, select, textarea')?.focus();
}

function ArrayFieldItemTemplate({ children, index, buttonsProps, disabled }: ArrayFieldItemTemplateProps) {
  const { hasMoveUp, onMoveUpItem, hasRemove, onRemoveItem } = buttonsProps;
  const number = index + 1;
  const remove = (event: MouseEvent<HTMLElement>) => {
    // The button goes away with the item.
    event.currentTarget.closest('fieldset')?.focus();
    onRemoveItem(event);
  };
  return (
    <div className="item">
      {children}
      <div className="item-buttons">
        {hasMoveUp && (
          <button type="button" className="quiet" onClick={onMoveUpItem} disabled={disabled}>
            Move up<span className="sr"> entry {number}</span>
          </button>
        )}
        {hasRemove && (
          <button type="button" className="quiet" onClick={remove} disabled={disabled}>
            Remove<span className="sr"> entry {number}</span>
          </button>
        )}
      </div>
    </div>
  );
}

export const templates: Partial<TemplatesType> = {
  FieldTemplate,
  ObjectFieldTemplate,
  ArrayFieldTemplate,
  ArrayFieldItemTemplate,
  BaseInputTemplate: BaseInput,
};
