/** Prometheus itself reads the alert rules and evaluates every query. `promtool` comes with its package. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

const isInstalled = spawnSync('promtool', ['--version']).status === 0 || process.env.CI === 'true';
const describeWithPromtool = isInstalled ? describe : describe.skip;

function promtool(...args: readonly string[]): { status: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync('promtool', args, { encoding: 'utf8' });
  return { status, said: `${stdout}${stderr}` };
}

describeWithPromtool('promtool (apt-get install prometheus)', () => {
  it('accepts the alert rules', () => {
    expect(promtool('check', 'rules', 'deploy/observability/alerts.yaml')).toMatchObject({ status: 0 });
  });

  it('lets each alert fire in time, and clear', () => {
    const { status, said } = promtool('test', 'rules', 'test/observability/alerts.test.yaml');
    expect({ status, said }).toEqual({ status: 0, said: expect.stringContaining('SUCCESS') });
  });

  it('has a test of each alert', () => {
    const names = (file: string, pattern: RegExp) =>
      new Set([...readFileSync(file, 'utf8').matchAll(pattern)].map(([, name]) => name));
    const tested = names('test/observability/alerts.test.yaml', /alertname: (\w+)/g);
    expect([...tested].sort()).toEqual(
      [...names('deploy/observability/alerts.yaml', /- alert: (\w+)/g)].sort(),
    );
  });
});
