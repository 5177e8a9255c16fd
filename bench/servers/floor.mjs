/**
 * The floor: the cost of one mutation without checks and without GraphQL. Reads the body, calls the vendor
 * through a connection pool, and answers like a GraphQL server.
 */
import { createServer } from 'node:http';
import { addContact } from './floor-vendor.mjs';

const server = createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    addContact(JSON.parse(Buffer.concat(chunks).toString()).variables).then(
      (contact) => {
        const text = JSON.stringify({ data: { addContact: { __typename: 'AddContactSuccess', contact } } });
        response.writeHead(200, {
          'content-type': 'application/json; charset=utf-8',
          'content-length': Buffer.byteLength(text),
        });
        response.end(text);
      },
      () => response.writeHead(500).end(),
    );
  });
});

server.listen(Number(process.env.PORT), '127.0.0.1');
