import { constant, type Html } from '#jsx/jsx-runtime'

const mostRemembered = 200

/**
 * Makes a component that keeps what it made of the same properties, which are data and small: for a part that many people are
 * shown alike, and that takes longer to make than to find. What was shown longest ago gives way.
 */
export function remembering<Properties>(component: (properties: Properties) => Html): (properties: Properties) => Html {
  const remembered = new Map<string, Html>()
  return (properties) => {
    const key = JSON.stringify(properties)
    const known = remembered.get(key)
    const part = known ?? constant(component(properties))
    if (known) remembered.delete(key)
    else if (remembered.size >= mostRemembered) remembered.delete(remembered.keys().next().value as string)
    remembered.set(key, part)
    return part
  }
}
