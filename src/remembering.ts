import { LRUCache } from 'lru-cache'

const mostRemembered = 200

/**
 * Makes a function that keeps what `make` made of the same thing: for what many people are shown alike, and takes longer to make
 * than to find. What `keyOf` says of two things tells whether they are the same: what stands in them, unless something else is
 * quicker to compare. What was asked for longest ago gives way.
 */
export function remembering<Given, Made>(make: (given: Given) => Made, keyOf: (given: Given) => NonNullable<unknown> = JSON.stringify): (given: Given) => Made {
  const remembered = new LRUCache<NonNullable<unknown>, { made: Made }, { given: Given }>({
    max: mostRemembered,
    memoMethod: (_key, _stale, { context }) => ({ made: make(context.given) }),
  })
  return (given) => remembered.memo(keyOf(given), { context: { given } }).made
}

/** Makes a function that makes one thing when it is first asked for, and keeps it: so a start need not wait for it. */
export function once<Made>(make: () => Made): () => Made {
  let kept: { made: Made } | undefined
  return () => {
    kept ??= { made: make() }
    return kept.made
  }
}
