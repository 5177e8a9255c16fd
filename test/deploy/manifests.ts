/** The parsed files of `deploy/`. */
import { readdirSync, readFileSync } from 'node:fs';
import type { Deployment } from 'kubernetes-types/apps/v1.js';
import type { CronJob } from 'kubernetes-types/batch/v1.js';
import type { Container, EnvVar, Service } from 'kubernetes-types/core/v1.js';
import type { PodDisruptionBudget } from 'kubernetes-types/policy/v1.js';
import { parseAllDocuments } from 'yaml';

export const MANIFESTS: readonly string[] = readdirSync('deploy').filter((file) => file.endsWith('.yaml'));

export function documentsOf(file: string): readonly unknown[] {
  return parseAllDocuments(readFileSync(`deploy/${file}`, 'utf8'), { strict: true }).map((document) => {
    const [problem] = [...document.errors, ...document.warnings];
    if (problem) throw problem;
    return document.toJS();
  });
}

export const [deployment, compaction, service, budget] = documentsOf('kubernetes.yaml') as [
  Deployment,
  CronJob,
  Service,
  PodDisruptionBudget,
];

export const container: Container = only(deployment.spec?.template.spec?.containers);

interface ComposeService {
  readonly environment: Readonly<Record<string, string>>;
  readonly secrets: readonly string[];
  readonly ports: readonly string[];
  readonly stop_grace_period: string;
  readonly read_only: boolean;
}

export const compose = documentsOf('compose.yaml')[0] as {
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
};

export const composed = only(
  Object.entries(compose.services).flatMap(([name, one]) => (name === 'subgraph' ? [one] : [])),
);

/** The container's variables, each with its value in the file. */
export const kubernetesEnvironment: Readonly<Record<string, string>> = Object.fromEntries(
  (container.env ?? []).map(({ name, value }: EnvVar) => {
    if (value === undefined) throw new Error(`${name} has no value.`);
    return [name, value];
  }),
);

function only<T>(all: readonly T[] | undefined): T {
  const [one, ...more] = all ?? [];
  if (one === undefined || more.length > 0) throw new Error('There has to be one.');
  return one;
}
