/** `deploy/` and the Dockerfile agree with the code: nothing here needs a container engine. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readProviderSettings } from '../../src/accounts/account-settings.js';
import { startSubgraph } from '../../src/app.js';
import { readConfig, SHUTDOWN_TIMEOUT_MS } from '../../src/config/config.js';
import { Env } from '../../src/config/env.js';
import { providers } from '../../src/providers/registry.js';
import {
  budget,
  compaction,
  compose,
  composed,
  container,
  deployment,
  documentsOf,
  kubernetesEnvironment,
  MANIFESTS,
  service,
} from './manifests.js';

const dockerfile = readFileSync('Dockerfile', 'utf8');
const pod = deployment.spec?.template.spec;
const { port } = readConfig(new Env({}));

/** The image's settings. */
const IMAGE = Object.fromEntries(
  (/^ENV (.*)$/m.exec(dockerfile)?.[1] ?? '').split(' ').map((pair) => pair.split('=') as [string, string]),
);

/** Reads the settings as the process would, with all the files they name. */
function problemsOf(environment: Readonly<Record<string, string>>): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'contacts-deploy-'));
  try {
    const placed = Object.entries(environment).map(([name, value]) => {
      if (!name.endsWith('_FILE')) return [name, value];
      const file = join(folder, basename(value));
      const secret = name.startsWith('STORE_URL')
        ? 'postgres://contacts:x@postgres/contacts'
        : 'a1b2c3d4e5f6a7b8';
      writeFileSync(file, `${secret}\n`);
      return [name, file];
    });
    const env = new Env({ ...IMAGE, ...Object.fromEntries(placed) });
    readConfig(env);
    readProviderSettings(providers, env);
    // OpenTelemetry reads its own variables.
    const unknown = env.unknown(['']).filter(({ name }) => !name.startsWith('OTEL_'));
    return [...env.problems, ...unknown.map(({ name }) => `${name} is no setting`)];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

it.each([...MANIFESTS])('%s is YAML without a warning', (file) => {
  expect(documentsOf(file).length).toBeGreaterThan(0);
});

describe('settings', () => {
  it.each([
    ['compose.yaml', composed.environment],
    ['kubernetes.yaml', kubernetesEnvironment],
  ])('of %s start the image in production', (_, environment) => {
    expect(problemsOf(environment)).toEqual([]);
  });

  it('that do not exist are reported', () => {
    expect(problemsOf({ ...kubernetesEnvironment, STORE_ULR: 'memory:' })).toEqual([
      'STORE_ULR is no setting',
    ]);
  });

  it('that are commented out exist too', () => {
    const text = MANIFESTS.map((file) => readFileSync(`deploy/${file}`, 'utf8')).join('\n');
    const names = [...text.matchAll(/^\s*# ([A-Z][A-Z_]+): (\S+)$/gm)].map(([, name = '', value = '']) => [
      name,
      value,
    ]);
    expect(names.length).toBeGreaterThan(0);
    expect(problemsOf({ ...composed.environment, ...Object.fromEntries(names) })).toEqual([]);
  });
});

describe('secrets', () => {
  it('of compose.yaml are declared files, created by its first lines and kept out of the repository', () => {
    const text = readFileSync('deploy/compose.yaml', 'utf8');
    for (const name of composed.secrets) {
      expect(compose.secrets[name]?.file).toBe(`./secrets/${name}`);
      expect(text).toContain(`> deploy/secrets/${name}\n`);
      expect(Object.values(composed.environment)).toContain(`/run/secrets/${name}`);
    }
    expect(readFileSync('.gitignore', 'utf8')).toContain('deploy/secrets/\n');
    expect(readFileSync('.dockerignore', 'utf8')).toMatch(/^deploy$/m);
  });

  it('of kubernetes.yaml are keys of the secret that its first lines create, in a volume', () => {
    const text = readFileSync('deploy/kubernetes.yaml', 'utf8');
    const mount = container.volumeMounts?.find(({ name }) => name === 'secrets');
    const files = Object.entries(kubernetesEnvironment).filter(([name]) => name.endsWith('_FILE'));
    expect(files.length).toBeGreaterThan(2);
    for (const [, path] of files) {
      expect(path).toBe(`${mount?.mountPath}/${basename(path)}`);
      expect(text).toContain(`--from-literal=${basename(path)}=`);
    }
    expect(pod?.volumes?.find(({ name }) => name === 'secrets')?.secret?.secretName).toBe(
      deployment.metadata?.name,
    );
  });
});

describe('the port', () => {
  it("is the code's everywhere", () => {
    expect(dockerfile).toContain(`EXPOSE ${port}\n`);
    expect(container.ports).toEqual([{ name: 'http', containerPort: port }]);
    expect(service.spec?.ports).toMatchObject([{ port, targetPort: 'http' }]);
    expect(composed.ports).toEqual([`127.0.0.1:${port}:${port}`]);
  });

  it('answers at the paths of the probes', async () => {
    const probes = [container.startupProbe, container.livenessProbe, container.readinessProbe];
    const paths = probes.map((probe) => probe?.httpGet?.path ?? 'missing');
    expect(paths).toEqual(['/livez', '/livez', '/readyz']);
    const subgraph = await startSubgraph({ PORT: '0', STORE_URL: 'memory:', LOG_LEVEL: 'silent' });
    try {
      for (const path of [...paths, /PORT \|\| \d+}(\/\w+)/.exec(dockerfile)?.[1] ?? 'missing']) {
        expect((await fetch(new URL(path, subgraph.url))).status).toBe(200);
      }
    } finally {
      await subgraph.stop();
    }
  });
});

it('a pod has time for the shutdown delay, the drain and the stop', () => {
  const delayMs = Number(kubernetesEnvironment.SHUTDOWN_DELAY_MS);
  // Longer than it takes to notice a failed readiness probe.
  const { periodSeconds = 10, failureThreshold = 3 } = container.readinessProbe ?? {};
  expect(delayMs).toBeGreaterThan(periodSeconds * failureThreshold * 1000);
  const graceMs = (pod?.terminationGracePeriodSeconds ?? 0) * 1000;
  expect(graceMs).toBeGreaterThanOrEqual(delayMs + SHUTDOWN_TIMEOUT_MS);
  const composeMs = Number.parseInt(composed.stop_grace_period, 10) * 1000;
  expect(composeMs).toBeGreaterThanOrEqual(
    Number(composed.environment.SHUTDOWN_DELAY_MS) + SHUTDOWN_TIMEOUT_MS,
  );
});

it('a pod runs without privileges that it does not need', () => {
  expect(container.securityContext).toEqual({
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
  });
  expect(pod?.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 1000 });
  expect(pod?.automountServiceAccountToken).toBe(false);
  expect(composed.read_only).toBe(true);
  expect(dockerfile).toContain('\nUSER node\n');
});

it('Service, budget and spread select the pods', () => {
  const labels = deployment.spec?.template.metadata?.labels;
  expect(deployment.spec?.selector.matchLabels).toEqual(labels);
  expect(service.spec?.selector).toEqual(labels);
  expect(budget.spec?.selector?.matchLabels).toEqual(labels);
  for (const { labelSelector } of pod?.topologySpreadConstraints ?? []) {
    expect(labelSelector?.matchLabels).toEqual(labels);
  }
  expect(Number(budget.spec?.minAvailable)).toBeLessThan(deployment.spec?.replicas ?? 0);
});

describe('the nightly compact', () => {
  const job = compaction.spec?.jobTemplate.spec;
  const jobPod = job?.template.spec;
  const [compact] = jobPod?.containers ?? [];

  it('runs a command of the store in the image of the subgraph, one at a time', () => {
    expect(compact?.image).toBe(container.image);
    const [program, script = '', ...command] = compact?.command ?? [];
    expect([program, command]).toEqual(['node', ['compact']]);
    expect(existsSync(script.replace(/^dist\/(.*)\.js$/, 'src/$1.ts'))).toBe(true);
    expect(compaction.spec?.concurrencyPolicy).toBe('Forbid');
    expect(jobPod?.restartPolicy).toBe('Never');
  });

  it('has the same store, and no more rights', () => {
    const store = (container.env ?? []).filter(({ name }) => name.startsWith('STORE_'));
    expect(compact?.env).toEqual(store);
    expect(compact?.volumeMounts).toEqual(container.volumeMounts);
    expect(jobPod?.volumes).toEqual(pod?.volumes);
    expect(compact?.securityContext).toEqual(container.securityContext);
    expect(jobPod?.securityContext).toEqual(pod?.securityContext);
    expect(jobPod?.automountServiceAccountToken).toBe(false);
  });

  it('is in no Service and no budget of the subgraph', () => {
    const labels = job?.template.metadata?.labels ?? {};
    expect(labels).not.toMatchObject(service.spec?.selector ?? {});
  });
});

it('kubernetes.yaml has no field that is unknown or of another type', () => {
  const folder = mkdtempSync('test/deploy/types-');
  try {
    writeFileSync(
      `${folder}/manifests.ts`,
      `import type { Deployment } from 'kubernetes-types/apps/v1.js';
       import type { CronJob } from 'kubernetes-types/batch/v1.js';
       import type { Service } from 'kubernetes-types/core/v1.js';
       import type { PodDisruptionBudget } from 'kubernetes-types/policy/v1.js';
       export const manifests: [Deployment, CronJob, Service, PodDisruptionBudget] =
         ${JSON.stringify(documentsOf('kubernetes.yaml'))};`,
    );
    const options = { strict: true, noEmit: true, skipLibCheck: true, module: 'nodenext' };
    writeFileSync(
      `${folder}/tsconfig.json`,
      JSON.stringify({ compilerOptions: options, files: ['manifests.ts'] }),
    );
    const compiler = ['node_modules/typescript/bin/tsc', '-p', folder];
    expect(spawnSync(process.execPath, compiler, { encoding: 'utf8' }).stdout).toBe('');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

it("the collector uses the components it declares, at the subgraph's address", () => {
  const [collector] = documentsOf('otel-collector.yaml') as [
    {
      receivers: { otlp: { protocols: { http: { endpoint: string } } } };
      service: { pipelines: Record<string, Record<string, string[]>> };
    } & Record<string, object>,
  ];
  for (const pipeline of Object.values(collector.service.pipelines)) {
    for (const [kind, names] of Object.entries(pipeline)) {
      expect(Object.keys(collector[kind] ?? {})).toEqual(expect.arrayContaining(names));
    }
  }
  const { endpoint } = collector.receivers.otlp.protocols.http;
  const exported = new URL(composed.environment.OTEL_EXPORTER_OTLP_ENDPOINT ?? '');
  expect([exported.port, Object.keys(compose.services)]).toEqual([
    endpoint.split(':')[1],
    expect.arrayContaining([exported.hostname]),
  ]);
});

it('the image contains everything that it copies and starts', () => {
  for (const [, sources = ''] of dockerfile.matchAll(/^COPY (?!--from)(.*) \S+$/gm)) {
    for (const source of sources.split(' ')) expect(existsSync(source)).toBe(true);
  }
  const [, command = '[]'] = /^CMD (\[.*\])$/m.exec(dockerfile) ?? [];
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: { start: string } };
  expect(scripts.start).toMatch(new RegExp(`exec ${(JSON.parse(command) as string[]).join(' ')}$`));
  expect(scripts.start).toMatch(/dist\/main\.js$/);
  expect(existsSync('src/main.ts')).toBe(true);
});
