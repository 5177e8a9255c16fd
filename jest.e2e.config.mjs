/** Runs the subgraph as its users do: in a browser, behind gateways, as processes that start and die. */
import base from './jest.config.mjs';

export default { ...base, testMatch: ['<rootDir>/test/**/*.e2e.ts'] };
