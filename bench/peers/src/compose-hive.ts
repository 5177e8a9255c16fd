/** Generates Hive Gateway's schema from the vendor's API description. Run once, before deployment. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { getComposedSchemaFromConfig, type LoaderContext } from '@graphql-mesh/compose-cli';
import { loadOpenAPISubgraph } from '@omnigraph/openapi';

const logger = console as unknown as LoaderContext['logger'];
logger.child = () => logger;

const here = fileURLToPath(new URL('..', import.meta.url));
const supergraph = await getComposedSchemaFromConfig(
  {
    cwd: here,
    subgraphs: [
      {
        sourceHandler: loadOpenAPISubgraph('chartmogul', {
          cwd: here,
          source: './openapi.json',
          endpoint: '{env.CHARTMOGUL_URL}',
          operationHeaders: { authorization: 'Basic a2V5Og==' },
        }),
      },
    ],
  },
  logger,
);
writeFileSync(new URL('supergraph.graphql', import.meta.url), supergraph);
