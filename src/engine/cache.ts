/** Made things by key, the least recently used dropped first. */
export class Cache<V> {
  private readonly entries = new Map<string, V>()
  private readonly limit: number

  constructor(limit: number) {
    this.limit = limit
  }

  get(key: string, make: () => V): V {
    const value = this.entries.get(key) ?? make()
    this.entries.delete(key)
    this.entries.set(key, value)
    for (const old of this.entries.keys()) {
      if (this.entries.size <= this.limit) break
      this.entries.delete(old)
    }
    return value
  }
}
