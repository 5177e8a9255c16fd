/**
 * What a link prefills on the page: `#provider=...&account=...&customerId=...&input={...}&options={...}`. The
 * page writes only the first three, to keep a contact's values out of the history.
 */
export interface Link {
  readonly provider: string | undefined;
  readonly account: string | undefined;
  readonly customerId: string | undefined;
  readonly data: FormData | undefined;
}

/** The form's data: the arguments with the same names. */
export interface FormData {
  readonly input?: unknown;
  readonly options?: unknown;
}

export function readLink(hash: string): Link {
  const given = new URLSearchParams(hash.slice(1));
  const [input, options] = [parse(given.get('input')), parse(given.get('options'))];
  const data = input === undefined && options === undefined ? undefined : { input, options };
  return {
    provider: given.get('provider') ?? undefined,
    account: given.get('account') ?? undefined,
    customerId: given.get('customerId') ?? undefined,
    data,
  };
}

export function writeLink(link: Readonly<Record<string, string | undefined>>): void {
  const given = Object.entries(link).filter((entry): entry is [string, string] => entry[1] !== undefined);
  history.replaceState(null, '', `#${new URLSearchParams(given)}`);
}

function parse(text: string | null): unknown {
  if (text === null) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
