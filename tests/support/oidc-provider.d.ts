/** The part of it that the tests use. */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http'

  type Context = {
    path: string
    body: unknown
    oidc: { client?: { clientId: string }; session?: { accountId: string } }
  }
  type Result = { login: { accountId: string; ts?: number } } | { error: string; error_description: string }

  export default class Provider {
    constructor(issuer: string, configuration: Record<string, unknown>)
    Grant: new (about: {
      clientId: string
      accountId: string
    }) => { addOIDCScope(scope: string): void; save(): Promise<string> }
    callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>
    use(middleware: (context: Context, next: () => Promise<void>) => Promise<void>): void
    interactionFinished(request: IncomingMessage, response: ServerResponse, result: Result): Promise<void>
  }
}

declare module 'oidc-provider/lib/adapters/memory_adapter.js' {
  export default class InMemory {
    constructor(model: string)
  }
}
