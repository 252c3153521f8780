/** The signed-in participant, the one exchange that the session reaches, and the session: its hash, and the version of the person's sessions that it belongs to. */
export type Me = { id: string; exchangeId: string; sessionHash: string; sessionVersion: string }

/** The session of the signed-in organiser; `provenAt` is when the password was last given in it, or the identity provider last asked, in milliseconds. */
export type AccountSession = { id: string; accountId: string; provenAt: number }
