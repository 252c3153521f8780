import { LRUCache } from 'lru-cache'

const mostCached = 200

/**
 * Memoises `make` in an LRU cache of 200 entries: for what is shown to many people alike, and takes longer to make than to find. `keyOf` gives
 * what two arguments are compared by: what stands in them, unless something else is quicker to compare.
 */
export function memoize<Given, Made>(make: (given: Given) => Made, keyOf: (given: Given) => NonNullable<unknown> = JSON.stringify): (given: Given) => Made {
  const cached = new LRUCache<NonNullable<unknown>, { made: Made }, { given: Given }>({
    max: mostCached,
    memoMethod: (_key, _stale, { context }) => ({ made: make(context.given) }),
  })
  return (given) => cached.memo(keyOf(given), { context: { given } }).made
}

/** Initialises a value lazily, when it is first asked for, so that a start need not wait for it. */
export function lazy<Made>(make: () => Made): () => Made {
  let kept: { made: Made } | undefined
  return () => {
    kept ??= { made: make() }
    return kept.made
  }
}
