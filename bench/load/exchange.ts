/**
 * One request and its answer, as cheaply as possible: the load generator shares its cores with the vendors.
 */
import type { Dispatcher } from 'undici';

export interface Answer {
  readonly status: number;
  readonly text: string;
}

/** Like undici's `request`, which creates a stream for every answer. */
export function exchange(dispatcher: Dispatcher, options: Dispatcher.DispatchOptions): Promise<Answer> {
  return new Promise((resolve, reject) => {
    let status = 0;
    const chunks: Buffer[] = [];
    dispatcher.dispatch(options, {
      // Without it, undici assumes an old-style handler.
      onRequestStart() {},
      onResponseStart(_controller, statusCode) {
        status = statusCode;
      },
      onResponseData(_controller, chunk) {
        chunks.push(chunk);
      },
      onResponseEnd() {
        resolve({ status, text: Buffer.concat(chunks).toString() });
      },
      onResponseError(_controller, error) {
        reject(error);
      },
    });
  });
}
