/** The start page over HTTP, as `npm run page` builds it. */
import { buildStartPage } from '../support/start-page.js';
import { servesPage } from './served-suite.js';

servesPage(() => {
  buildStartPage();
  return undefined;
});
