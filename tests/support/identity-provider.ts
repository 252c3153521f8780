import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import Provider from 'oidc-provider'
import InMemory from 'oidc-provider/lib/adapters/memory_adapter.js'
import { onTestFinished } from 'vitest'
import type { OidcSettings } from '../../src/auth/oidc-settings.ts'
import { paths } from '../../src/paths.ts'
import { Visitor } from './visitor.ts'

/** Somebody whom the provider knows, by the claims that it makes. */
export type Claims = { email?: string; email_verified?: unknown; name?: string }

/** What stands in an ID token, and above it. */
type Token = { header: Record<string, unknown>; claims: Record<string, unknown> }

/** What a browser does at the provider: sign in as somebody, perhaps some seconds ago, or turn back. */
type Doing = { as: string; secondsAgo?: number } | 'turn back'

const clientSecret = 'a-secret-of-the-client&more%+='

/** A real identity provider on this machine, which knows the `people` that a test names, and does as the test says. */
export class IdentityProvider {
  readonly people = new Map<string, Claims>()
  /** Changes an ID token before it goes out, which is then signed like any other. */
  tamper: (token: Token) => void = () => undefined
  /** Changes an ID token after it was signed. */
  changesAfterSigning: (claims: Record<string, unknown>) => void = () => undefined
  /** Whether it signs with the key before the present one, under the name of that. */
  signsWithOldKey = false
  /** Whether the address stands in the ID token; else it has to be asked for. */
  private readonly tellsAddress: boolean
  private server: Server | undefined
  private port = 0
  private key!: { key: KeyObject; id: string }
  private oldKey: KeyObject | undefined
  private provider!: Provider
  private readonly redirectUri: string

  constructor(redirectUri: string, { tellsAddress = false } = {}) {
    this.redirectUri = redirectUri
    this.tellsAddress = tellsAddress
  }

  get issuer(): string {
    return `http://127.0.0.1:${this.port}`
  }

  get settings(): OidcSettings {
    return { issuer: this.issuer, clientId: 'klaus', clientSecret, name: 'Oak House', signUp: false }
  }

  async start(): Promise<void> {
    const server = createServer((request, response) => void this.answer(request, response))
    this.server = server.listen(this.port, '127.0.0.1')
    await once(server, 'listening')
    this.port = (server.address() as AddressInfo).port
    if (this.key === undefined) this.changeKey('1')
  }

  async stop(): Promise<void> {
    const { server } = this
    this.server = undefined
    if (!server) return
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  }

  /** Signs with a new key from now on, and knows the one before no more. */
  changeKey(id: string): void {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    this.oldKey = this.key?.key
    this.key = { key: privateKey, id }
    this.provider = this.create()
  }

  private create(): Provider {
    const { redirectUri, tellsAddress, key } = this
    const provider: Provider = new Provider(this.issuer, {
      // Which of its own is asked for, it warns of.
      adapter: class extends InMemory {},
      clients: [{ client_id: 'klaus', client_secret: clientSecret, redirect_uris: [redirectUri], id_token_signed_response_alg: 'ES256' }],
      jwks: { keys: [{ ...key.key.export({ format: 'jwk' }), kid: key.id, alg: 'ES256', use: 'sig' }] },
      claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
      conformIdTokenClaims: !tellsAddress,
      cookies: { keys: ['the cookies of the tests'] },
      features: { devInteractions: { enabled: false } },
      interactions: { url: (_: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
      ttl: { AccessToken: 600, AuthorizationCode: 60, IdToken: 600, Interaction: 600, Session: 600, Grant: 600 },
      findAccount: (_: unknown, sub: string) => ({ accountId: sub, claims: () => ({ sub, ...this.people.get(sub) }) }),
      loadExistingGrant: async ({ oidc }: { oidc: { client: { clientId: string }; session: { accountId: string } } }) => {
        const grant = new provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId })
        grant.addOIDCScope('openid email profile')
        await grant.save()
        return grant
      },
    })
    provider.use(async (context, next) => {
      await next()
      const body = context.body as { id_token?: string } | undefined
      if (context.path === '/token' && body?.id_token) body.id_token = this.signedAnew(body.id_token)
    })
    return provider
  }

  /** The one page of its own: whoever is not signed in says who it is. */
  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!request.url?.startsWith('/interaction/')) return this.provider.callback()(request, response)
    if (request.method === 'GET') {
      response.setHeader('Content-Type', 'text/html')
      return void response.end('<!doctype html><title>Oak House</title><form method="post"><label>Who? <input name="as"></label><button>Go in</button></form>')
    }
    const said = new URLSearchParams(await text(request))
    const as = said.get('as')
    if (as === null) return this.provider.interactionFinished(request, response, { error: 'access_denied', error_description: 'They <b>turned</b> back.' })
    const ts = Math.floor(Date.now() / 1000) - Number(said.get('seconds_ago'))
    return this.provider.interactionFinished(request, response, { login: { accountId: as, ts } })
  }

  private signedAnew(token: string): string {
    const [header, claims] = token.split('.', 2).map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()))
    const changed: Token = { header, claims }
    this.tamper(changed)
    const signed = written(changed)
    const key = this.signsWithOldKey && this.oldKey ? this.oldKey : this.key.key
    const signature = sign('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' })
    this.changesAfterSigning(changed.claims)
    return `${written(changed)}.${signature.toString('base64url')}`
  }

  /** A browser that has not been here yet. */
  browser(): Visitor {
    return new Visitor(this.issuer)
  }

  /** What somebody does at the provider, where the site has sent the browser to. Returns the path by which it comes back. */
  async visit(address: string, doing: Doing, browser = this.browser()): Promise<string> {
    const begun = await browser.get(address)
    if (begun.location?.startsWith(this.redirectUri)) return pathOf(begun.location)
    const fields: Record<string, string> = doing === 'turn back' ? { turn: 'back' } : { as: doing.as, seconds_ago: String(doing.secondsAgo ?? 0) }
    const said = await browser.post(begun.location ?? '', fields)
    const ended = await browser.get(said.location ?? '')
    if (!ended.location?.startsWith(this.redirectUri)) throw new Error(`The provider keeps the browser: ${ended.status} ${ended.text}`)
    return pathOf(ended.location)
  }
}

function written({ header, claims }: Token): string {
  return [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
}

function pathOf(address: string): string {
  const { pathname, search } = new URL(address)
  return pathname + search
}

/** A provider that knows Alice and Bob, and sends browsers back to the site at `url`. */
export async function openIdentityProvider(url: string, options: { tellsAddress?: boolean } = {}): Promise<IdentityProvider> {
  const provider = new IdentityProvider(url + paths.providerCallback(), options)
  provider.people.set('alice', { email: 'alice@example.org', email_verified: true, name: 'Alice Oak' })
  provider.people.set('bob', { email: 'bob@example.org', email_verified: true, name: 'Bob Elm' })
  await provider.start()
  onTestFinished(() => provider.stop())
  return provider
}
