/** Runs the command with the process's variables and arguments. */
import { factsOf } from '../generate/facts.js';
import { providers } from '../providers/registry.js';
import { probeCommand } from './command.js';
import { probesOf } from './find-probes.js';

process.exitCode = await probeCommand(process.argv.slice(2), {
  providers,
  factsOf: (id) => factsOf(id).inferred,
  probesOf,
  env: process.env,
  print: (line) => console.log(line),
});
