/** Reads a profile from V8's sampling profiler. */

interface CallFrame {
  readonly functionName: string;
  /** Empty for anything but JavaScript. */
  readonly url: string;
  /** Starts at 0. */
  readonly lineNumber: number;
}

export interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: CallFrame;
    readonly children?: readonly number[];
  }[];
  readonly samples: readonly number[];
  /** Microseconds since the previous sample. */
  readonly timeDeltas: readonly number[];
}

/** Sampled microseconds by name. */
export type Times = ReadonlyMap<string, number>;

export interface Attribution {
  readonly byPart: Times;
  readonly byFunction: Times;
}

/** Attributes the last `microseconds`: earlier ones are startup and compilation. */
export function attribute({ nodes, samples, timeDeltas }: CpuProfile, microseconds: number): Attribution {
  const parts = new Map<number, string | undefined>();
  const functions = new Map<number, string>();
  // Parents precede their children.
  for (const { id, callFrame, children = [] } of nodes) {
    const part = partOf(callFrame, parts.get(id));
    parts.set(id, part);
    functions.set(id, describe(callFrame, part));
    for (const child of children) parts.set(child, part);
  }
  const byPart = new Map<string, number>();
  const byFunction = new Map<string, number>();
  let left = microseconds;
  for (let index = samples.length - 1; index >= 0 && left > 0; index -= 1) {
    // The time after a sample belongs to it.
    const time = timeDeltas[index + 1] ?? 0;
    left -= time;
    const id = samples[index] as number;
    const part = parts.get(id);
    if (part === undefined) continue;
    add(byPart, part, time);
    add(byFunction, functions.get(id) ?? '', time);
  }
  return { byPart, byFunction };
}

function add(times: Map<string, number>, name: string, time: number): void {
  times.set(name, (times.get(name) ?? 0) + time);
}

/** Undefined for idle time. Native code, such as `JSON.parse`, belongs to its caller. */
function partOf({ functionName, url }: CallFrame, caller: string | undefined): string | undefined {
  switch (functionName) {
    case '(idle)':
    case '(root)':
      return undefined;
    case '(garbage collector)':
      return 'garbage collection';
    case '(program)':
      return 'native code outside of calls';
  }
  const installed = /\/node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*\/node_modules\/)/.exec(url)?.[1];
  if (installed !== undefined) return installed;
  const ours = /\/dist\/([^/]+)\//.exec(url)?.[1];
  if (ours !== undefined) return `src/${ours}`;
  const node = /^node:(?:internal\/)?([\w-]+)/.exec(url)?.[1];
  if (node !== undefined) return NODE_PARTS[node] ?? `Node: ${node}`;
  return url === '' ? caller : 'other';
}

function describe({ functionName, url, lineNumber }: CallFrame, part: string | undefined): string {
  const name = functionName === '' ? '(anonymous)' : functionName;
  if (url === '') return name === `(${part})` ? name : `${name}, called by ${part}`;
  const place = url.replace(/^.*\/(?=node_modules\/|dist\/)/, '');
  return `${name} ${place}:${lineNumber + 1}`;
}

const NODE_PARTS: Readonly<Record<string, string>> = {
  _http_common: 'Node: HTTP',
  _http_incoming: 'Node: HTTP',
  _http_outgoing: 'Node: HTTP',
  _http_server: 'Node: HTTP',
  http: 'Node: HTTP',
  net: 'Node: sockets and streams',
  streams: 'Node: sockets and streams',
  stream: 'Node: sockets and streams',
  stream_base_commons: 'Node: sockets and streams',
  buffer: 'Node: sockets and streams',
  timers: 'Node: timers, ticks and promises',
  process: 'Node: timers, ticks and promises',
  async_hooks: 'Node: timers, ticks and promises',
  events: 'Node: events and abort signals',
  abort_controller: 'Node: events and abort signals',
  event_target: 'Node: events and abort signals',
};
