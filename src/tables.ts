import type { InferClassEntityDB } from '@mikro-orm/sqlite'
import type { MagicToken } from './auth/magic-token.ts'
import type { Match } from './draw/match.ts'
import type { Exchange } from './exchanges/exchange.ts'
import type { Participant } from './participants/participant.ts'

declare module './database/query.ts' {
  interface Tables
    extends InferClassEntityDB<
      typeof Exchange | typeof Participant | typeof MagicToken | typeof Match,
      { tableNamingStrategy: 'entity'; columnNamingStrategy: 'property' }
    > {}
}
