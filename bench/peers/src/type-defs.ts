/** The part of the subgraph's schema that the operation needs, for the peers with handwritten resolvers. */
export const typeDefs = `#graphql
  enum ContactProvider { CHARTMOGUL }

  type Contact {
    id: ID!
    externalId: ID!
    customerId: ID!
    name: String
    firstName: String
    lastName: String
    email: String
    jobTitle: String
    notes: String
    position: Int
  }

  interface ContactError { code: String! message: String! }
  type ContactProviderError implements ContactError { code: String! message: String! }
  type AddContactSuccess { contact: Contact! }
  union AddContactResult = AddContactSuccess | ContactProviderError

  input ContactEmailInput { address: String! }
  input AddContactInput {
    firstName: String
    lastName: String
    jobTitle: String
    emails: [ContactEmailInput!]
    notes: String
    position: Int
  }
  input AddContactOptions { idempotencyKey: ID }

  type Query { alive: Boolean! }
  type Mutation {
    addContact(
      customerId: ID!
      provider: ContactProvider!
      input: AddContactInput!
      options: AddContactOptions
    ): AddContactResult!
  }
`;
