/** How long a completed exchange is kept until it is erased, in days. */
export const keptDays = 30

/** How long after its completion the admin is warned that it will be erased, in days. */
export const warnedAfterDays = 23
