/** Shown in vendors' logs. A test keeps the version equal to package.json's. */
export const USER_AGENT = 'contacts-subgraph/0.1.0';
