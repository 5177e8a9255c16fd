/** A bounded memory of earlier calls: a sandbox runs for days and must not grow. */
export class LatestMap<V> {
  /** How many of the latest entries are certain to be kept. Up to as many older ones may remain. */
  atLeast: number;
  #recent = new Map<string, V>();
  #earlier = new Map<string, V>();

  constructor(atLeast: number) {
    this.atLeast = atLeast;
  }

  get(key: string): V | undefined {
    return this.#recent.get(key) ?? this.#earlier.get(key);
  }

  set(key: string, value: V): void {
    // Deleting one by one would put the oldest entry ever farther from the map's start.
    if (this.#recent.size >= this.atLeast) {
      this.#earlier = this.#recent;
      this.#recent = new Map();
    }
    this.#recent.set(key, value);
  }

  clear(): void {
    this.#recent.clear();
    this.#earlier.clear();
  }
}
