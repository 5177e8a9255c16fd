/** The list of providers, in the order of the enum `ContactProvider`. A new one is its folder and a line here. */
export { chargebee } from './chargebee/index.js';
export { chartmogul } from './chartmogul/index.js';
export { cro } from './cro/index.js';
export { rpm } from './rpm/index.js';
export { zuora } from './zuora/index.js';
