/** The page: an introduction, links, and a form for each provider. */
import { skipToken, useQuery } from '@apollo/client/react';
import { useEffect, useState } from 'react';
import { useAddContact, useRemoveContact, useUpdateContact } from '../client/use-submission.js';
import { ContactFormDocument, ContactProvidersDocument } from '../generated/operations.js';
import { type Link, readLink, writeLink } from './link.js';
import { Workplace } from './workplace.js';

const LINKS = [
  { href: '/graphql', title: 'Explorer', text: 'Run an example for each vendor and each error' },
  { href: '/docs/', title: 'Documents', text: 'From the first mutation to operations' },
  { href: '/docs/frontend.md', title: 'Build a form', text: 'How this page is made, step by step' },
  { href: '/schema.graphql', title: 'Schema', text: 'What your router composes' },
];

export function App() {
  const [adding, updating, removing] = [useAddContact(), useUpdateContact(), useRemoveContact()];
  const all = [adding, updating, removing];
  const isFrozen = all.some((write) => write.isFrozen);
  // The place of a request whose outcome was unknown when the page was left.
  const open = all.map(({ submission }) => submission.openPlace).find((place) => place !== undefined);
  const providers = useQuery(ContactProvidersDocument).data?.contactProviders ?? [];
  const [link, setLink] = useState<Link>(() => readLink(location.hash));
  const [chosen, setChosen] = useState<string | undefined>(open?.provider ?? link.provider);
  useEffect(() => {
    const follow = () => {
      const followed = readLink(location.hash);
      setLink(followed);
      setChosen(followed.provider);
    };
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  const usable = providers.filter(({ operations }) => operations.includes('ADD'));
  const current = usable.find(({ provider }) => provider === chosen) ?? usable[0];
  const form = useQuery(
    ContactFormDocument,
    current ? { variables: { provider: current.provider } } : skipToken,
  );
  const info = form.dataState === 'complete' ? form.data.contactProvider : undefined;
  const choose = (provider: string) => {
    for (const { submission } of all) submission.dismiss();
    setChosen(provider);
    setLink({ provider, account: undefined, customerId: undefined, data: undefined });
    writeLink({ provider });
  };
  return (
    <>
      <a className="skip" href="#form-title">
        Skip to the form
      </a>
      <header>
        <p className="eyebrow">Contacts subgraph</p>
        <h1>Contacts, wherever the customer is kept</h1>
        <p className="lead">
          The same mutations add, change and remove a contact at any of these providers. Each value has one
          reported fate, and an outcome is never guessed. The forms below are built from data: their source
          names no provider and no field.
        </p>
        <nav aria-label="Where to go on">
          {LINKS.map(({ href, title, text }) => (
            <a key={href} href={href}>
              <strong>{title}</strong>
              <span>{text}</span>
            </a>
          ))}
        </nav>
      </header>
      <main>
        <fieldset className="providers" disabled={isFrozen}>
          <legend>Provider</legend>
          {usable.map(({ provider, name, mode }) => (
            <label key={provider}>
              <input
                type="radio"
                name="provider"
                checked={provider === current?.provider}
                onChange={() => choose(provider)}
              />
              <span>{name}</span>
              <small>{mode.toLowerCase().replaceAll('_', ' ')}</small>
            </label>
          ))}
        </fieldset>
        {info ? (
          <Workplace
            key={info.provider + JSON.stringify(link)}
            info={info}
            link={link}
            writes={{ adding, updating, removing, isFrozen }}
          />
        ) : (
          <p className="hint" role="status">
            {form.error
              ? `The subgraph cannot be asked: ${form.error.message}`
              : 'Reading what the providers take…'}
          </p>
        )}
      </main>
    </>
  );
}
