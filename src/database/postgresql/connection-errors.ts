import { DatabaseError } from 'pg'

/** The server was not reached, or was lost on the way: nobody there said what is wrong. */
class Unreachable extends Error {
  readonly code = 'POSTGRES_UNREACHABLE'
}

/** Gives what the server answers to `question`. Throws Unreachable when it does not, and else what it says. */
export async function withConnectionErrors<Answer>(question: Promise<Answer>): Promise<Answer> {
  try {
    return await question
  } catch (error) {
    throw error instanceof DatabaseError ? error : new Unreachable((error as Error).message, { cause: error })
  }
}
