const mostCached = 200

/**
 * Memoises `make` in an LRU cache of 200 entries: for what many people are shown alike, and takes longer to make than to find. `keyOf` gives
 * what two arguments are compared by: what stands in them, unless something else is quicker to compare.
 */
export function memoize<Given, Made>(make: (given: Given) => Made, keyOf: (given: Given) => unknown = JSON.stringify): (given: Given) => Made {
  const cached = new Map<unknown, { made: Made }>()
  return (given) => {
    const key = keyOf(given)
    const known = cached.get(key)
    const kept = known ?? { made: make(given) }
    if (known) cached.delete(key)
    else if (cached.size >= mostCached) cached.delete(cached.keys().next().value)
    cached.set(key, kept)
    return kept.made
  }
}

/** Initialises a value lazily, when it is first asked for, so that a start need not wait for it. */
export function lazy<Made>(make: () => Made): () => Made {
  let kept: { made: Made } | undefined
  return () => {
    kept ??= { made: make() }
    return kept.made
  }
}
