/**
 * The explorer's script and style sheet, as text. The script runs in the browser unchanged, and is short
 * enough to need no bundler. The browser test covers it.
 */

export const clientScript = `'use strict';
(() => {
  const { endpoint, assetPrefix, examples } = JSON.parse(document.getElementById('explorer-data').textContent);
  const workers = { graphql: 'worker-graphql.js', json: 'worker-json.js' };

  // Read by Monaco, GraphiQL's editor. globalAPI publishes window.monaco, which gives access to its models.
  window.MonacoEnvironment = {
    globalAPI: true,
    getWorker: (_, label) => new Worker(assetPrefix + (workers[label] ?? 'worker-editor.js'), { type: 'module' }),
  };

  const fetcher = async (operation, { headers } = {}) => {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: { ...headers, accept: 'application/json', 'content-type': 'application/json' },
      body: JSON.stringify(operation),
    });
    return response.json();
  };

  const buttons = [...document.querySelectorAll('[data-example]')];
  const narrow = matchMedia('(max-width: 48rem)');
  const editors = ['operation.graphql', 'variables.json', 'response.json'];
  const texts = () => {
    const models = window.monaco?.editor.getModels() ?? [];
    return editors.map((name) => models.find(({ uri }) => uri.path.endsWith(name)));
  };
  const show = (index) => {
    const [operation, variables, response] = texts();
    if (!operation || !variables || !response) {
      // Clicked before GraphiQL has mounted its editors.
      setTimeout(show, 50, index);
      return;
    }
    const write = (model, text) => {
      // A separate edit rather than a new value, so that Ctrl+Z restores what the user had written.
      model.pushStackElement();
      model.pushEditOperations([], [{ range: model.getFullModelRange(), text }], () => null);
    };
    write(operation, examples[index].query);
    write(variables, examples[index].variables);
    // The previous operation's answer would look like this one's.
    write(response, '');
    mark(index);
    history.replaceState(null, '', '#' + examples[index].slug);
    // If the list is above GraphiQL, the example would open out of sight.
    if (narrow.matches) document.querySelector('main').scrollIntoView();
    // Ready to edit, and to run with Ctrl+Enter.
    monaco.editor.getEditors().find((editor) => editor.getModel() === operation)?.focus();
  };
  const mark = (index) => {
    buttons.forEach((button, at) => (at === index ? button.setAttribute('aria-current', 'true') : button.removeAttribute('aria-current')));
    const parts = (examples[index]?.about ?? '').split('\`').filter((part) => part !== '');
    document.getElementById('about').replaceChildren(
      ...parts.map((part, at) => (at % 2 ? Object.assign(document.createElement('code'), { textContent: part }) : part)),
    );
  };
  buttons.forEach((button, index) => button.addEventListener('click', () => show(index)));

  const linked = () => examples.findIndex(({ slug }) => slug === location.hash.slice(1));
  addEventListener('hashchange', () => linked() >= 0 && show(linked()));

  // GraphiQL handles Ctrl+Enter only inside an editor.
  const run = (event) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.target.closest('.graphiql-container')) return;
    event.preventDefault();
    document.querySelector('.graphiql-execute-button')?.click();
  };
  document.addEventListener('keydown', run);

  // GraphiQL's stored tabs. Unless a visit names the last one, it opens an empty tab beside it.
  const TABS = 'graphiql:tabState';
  const storedTabs = () => {
    try {
      const state = JSON.parse(localStorage.getItem(TABS));
      return { state, last: state.tabs[state.activeTabIndex] };
    } catch {
      return {};
    }
  };
  // GraphiQL stores an edit half a second late, which a quick reload would lose.
  addEventListener('pagehide', () => {
    const { state, last } = storedTabs();
    const [operation, variables] = texts();
    if (!last || !operation || !variables) return;
    const query = operation.getValue();
    const name = /^(?!#).*(?:query|mutation)\\s+(\\w+)/m.exec(query)?.[1] ?? null;
    Object.assign(last, { query, variables: variables.getValue(), operationName: name, title: name ?? last.title });
    localStorage.setItem(TABS, JSON.stringify(state));
  });

  const start = () => {
    const [navigation] = performance.getEntriesByType('navigation');
    // A link opens its example. A reload restores the page, including the user's edits.
    const last = linked() < 0 || navigation?.type !== 'navigate' ? storedTabs().last : undefined;
    const opened = linked() >= 0 || last ? linked() : 0;
    const { query, variables } = last ?? examples[opened] ?? { query: '' };
    window.YogaGraphiQL.renderYogaGraphiQL(document.getElementById('explorer'), {
      fetcher,
      // For the first visit. Without it, GraphiQL opens a welcome tab at every visit.
      defaultTabs: [{ query, variables }],
      // Opened beside the last visit's tabs, unless it is one of them.
      query,
      variables,
      title: ' ',
      logo: ' ',
      // A header may contain the router secret, so keep it out of the browser's storage.
      shouldPersistHeaders: false,
      // The default writes each keystroke into the URL, which identifies the example.
      onEditQuery: () => {},
    });
    mark(opened);
  };
  // GraphiQL's own script loads after this one, because it reads MonacoEnvironment on load.
  document.addEventListener('DOMContentLoaded', start);
})();
`;

const dark =
  '--line: #303a4d; --ground: #1b2331; --text: #dfe5ef; --faint: #99a6ba; --accent: #5eead4; --hover: #28334a;';

export const clientStyle = `:root { --line: #e2e5ea; --ground: #f7f8fa; --text: #1f2733; --faint: #5d6878; --accent: #0f766e; --hover: #e9edf1; }
/* Dark whenever GraphiQL is: by its setting, or by the system's unless its setting is light. */
body.graphiql-dark { ${dark} }
@media (prefers-color-scheme: dark) { body:not(.graphiql-light) { ${dark} } }
html, body { height: 100%; margin: 0; }
body { display: grid; grid-template-columns: 17.5rem minmax(0, 1fr); color: var(--text); background: var(--ground); font: 14px/1.45 system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif; }
#examples { overflow-y: auto; padding: 18px 12px 24px; border-right: 1px solid var(--line); }
#examples h1 { margin: 0 8px 6px; font-size: 17px; font-weight: 650; }
#examples p { margin: 0 8px 4px; color: var(--faint); font-size: 13px; }
#examples a { color: var(--accent); }
#examples a:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
#examples kbd { padding: 0 4px; border: 1px solid var(--line); border-radius: 3px; font: inherit; font-size: 12px; }
#examples h2 { margin: 20px 8px 6px; color: var(--faint); font-size: 12px; font-weight: 600; }
#examples ul { margin: 0; padding: 0; list-style: none; }
#examples button { width: 100%; padding: 5px 8px; border: 0; border-radius: 5px; color: inherit; background: none; font: inherit; font-size: 13px; text-align: left; overflow-wrap: anywhere; cursor: pointer; }
#examples button:hover { background: var(--hover); }
#examples button:focus-visible { outline: 2px solid var(--accent); outline-offset: -2px; }
#examples button[aria-current] { color: var(--accent); background: var(--hover); font-weight: 600; }
main { display: flex; flex-direction: column; min-width: 0; height: 100vh; }
#about { margin: 0; padding: 10px 16px; border-bottom: 1px solid var(--line); }
#about:empty { display: none; }
#about code { color: var(--accent); }
#explorer { position: relative; flex: 1; min-height: 0; overflow: hidden; }
/* By default, GraphiQL fills the whole window. */
#explorer .graphiql-container { width: 100%; height: 100%; }
/* Answers below operations if there is no room side by side. */
@media (max-width: 75rem) {
  #explorer #graphiql-session { flex-direction: column; gap: 12px; min-height: 0; }
  #explorer #graphiql-session > * { min-height: 0; }
  #explorer .graphiql-horizontal-drag-bar { display: none; }
}
@media (max-width: 48rem) {
  body { display: block; }
  #examples { max-height: 15rem; border-right: 0; border-bottom: 1px solid var(--line); }
  #explorer .graphiql-container { flex-direction: column; }
  #explorer .graphiql-sidebar { flex-direction: row; width: 100%; padding-bottom: 0; }
  #explorer .graphiql-sessions { margin: 8px; min-height: 0; }
  #explorer .graphiql-main { min-height: 0; }
}
`;
