/** The secrets among the variables of a stage. */
import type { Stage } from './stage.js';

export function isSecret(name: string): boolean {
  return /KEY|SECRET|TOKEN/.test(name);
}

/** Another secret of the same form. */
export function wrongSecret(value = ''): string {
  return `${value.slice(0, -1)}${value.endsWith('0') ? '1' : '0'}`;
}

export function secretsOf(stage: Stage): string[] {
  const secrets = Object.entries(stage.environment).filter(([name]) => isSecret(name));
  return secrets.flatMap(([, value]) => value ?? []);
}
