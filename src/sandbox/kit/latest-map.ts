/** What a vendor remembers of earlier calls: a sandbox serves for days and must not grow by them. */
export class LatestMap<V> {
  /** How many of the latest entries are kept for certain. Of older ones, as many again may be. */
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
    // One by one, the oldest would be ever farther from the start of the map.
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
