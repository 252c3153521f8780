/** A random whole number from 0 up to, not including, `limit`, each equally likely. */
export type RandomBelow = (limit: number) => number

/** Nobody gives within the group, or the giver of each pair not to its receiver. */
export type Rule = { group: readonly number[] } | { pairs: readonly (readonly [giver: number, receiver: number])[] }

/** People are numbered 0 … count − 1; nobody gives to themselves in any case. */
export type DrawProblem = { count: number; rules: readonly Rule[] }
