/** The providers, in the order of the enum `ContactProvider`. A new one needs its folder and a line here. */
import { chargebee } from './chargebee/index.js';
import { chartmogul } from './chartmogul/index.js';
import { cro } from './cro/index.js';
import type { Provider } from './driver.js';
import { rpm } from './rpm/index.js';
import { zuora } from './zuora/index.js';

export const providers: readonly Provider[] = [chargebee, chartmogul, cro, rpm, zuora];
