/**
 * What suites with whole replicas need: a build of the subgraph, and a PostgreSQL server for their stores.
 */
import { afterAll, beforeAll } from '@jest/globals';
import { type Build, useBuild } from '../support/build.js';
import { describeWithPostgres, type PostgresServer, startPostgres } from '../support/postgres.js';

export interface ReplicaStage {
  readonly build: Build;
  readonly server: PostgresServer;
}

/** A suite whose tests and hooks call `stage` while they run; it exists from before them until after them. */
export function describeWithReplicas(
  title: string,
  patientMs: number,
  suite: (stage: () => ReplicaStage) => void,
): void {
  describeWithPostgres(title, () => {
    let stage: ReplicaStage;
    beforeAll(async () => {
      stage = { build: useBuild(), server: await startPostgres() };
    }, patientMs);
    afterAll(async () => {
      await stage.server.stop();
    }, patientMs);
    suite(() => stage);
  });
}
