declare module 'autocannon' {
  namespace autocannon {
    type Request = { method: string; path: string; headers: Record<string, string>; body?: string }
    type Options = Record<string, unknown> & { requests: { setupRequest(request: Request): Request }[] }
  }
  /** Sends requests for a while, and says how that went; only what the benchmark uses of it. */
  function autocannon(options: autocannon.Options): Promise<unknown>
  export = autocannon
}
