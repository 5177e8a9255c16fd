/** What vendors see in their logs. The version is that of package.json; a test holds the two together. */
export const USER_AGENT = 'contacts-subgraph/0.1.0';
