// A store in memory that forgets: each entry after its life, the oldest first when there are too many.
export type Memory<T> = {
  put: (key: string, value: T) => void
  get: (key: string) => T | undefined
  drop: (key: string) => void
}

/** `life` in seconds; `now` in milliseconds since 1970. */
export function createMemory<T>(options: { life: number; most: number; now: () => number }): Memory<T> {
  const entries = new Map<string, { value: T; until: number }>()
  return {
    put(key, value) {
      entries.delete(key)
      entries.set(key, { value, until: options.now() + options.life * 1000 })
      if (entries.size > options.most) entries.delete(entries.keys().next().value!)
    },
    get(key) {
      const entry = entries.get(key)
      return entry && options.now() < entry.until ? entry.value : undefined
    },
    drop(key) {
      entries.delete(key)
    },
  }
}
