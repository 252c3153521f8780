import type { ClientAuth, Configuration, IDToken, UserInfoResponse } from 'openid-client'
import * as v from 'valibot'
import { exactAddress } from '../web/exact-address.ts'
import type { World } from '../world.ts'
import type { OidcSettings } from './oidc-settings.ts'

/** What a sign-in begins with, and what has to come back: the state, the nonce, and the secret of which only a hash is sent at first (PKCE). */
export type Challenge = { state: string; nonce: string; verifier: string }

/**
 * Whom the provider vouches for. `email` is a verified address, if there is one; `provenAgo`, how many seconds ago the person proved who
 * it is there, if the provider says so.
 */
export type Identity = { issuer: string; subject: string; email: string | undefined; name: string | undefined; provenAgo: number | undefined }

/**
 * Why nobody was identified: the provider or the person said no, what came back does not fit, or the provider fails. `reason` is for the
 * log: codes alone, and nothing that anybody typed.
 */
type NotIdentified = { failure: 'denied' | 'mismatch' | 'trouble'; reason: string }

/** An identity provider by OpenID Connect: the authorization code flow with PKCE, state and nonce. */
export type IdentityProvider = {
  /** What people call it. */
  name: string
  /** Whether whoever it lets in becomes an organiser. */
  signUp: boolean
  /** Where to send a browser that shall come back to `redirectUri`. With `maxAge`, in seconds, people who proved who they are longer ago have to do so again. */
  begin(challenge: Challenge, redirectUri: string, maxAge?: number): Promise<{ url: string } | NotIdentified>
  /** Who came back, by the whole address that the provider sent the browser to. */
  identify(challenge: Challenge, callback: URL): Promise<{ identity: Identity } | NotIdentified>
}

const timeout = 10
const tolerance = 60
const hour = 60 * 60 * 1000
/** For how long a provider that did not say what it is like is not asked again. */
const pause = 5 * 1000

/**
 * A provider whose library is loaded, and which is asked what it is like, when somebody first signs in; again after a failure, and after an hour.
 * One that does not answer is left alone for a few seconds, so that not everybody who comes waits for it.
 */
export function createIdentityProvider(settings: OidcSettings, world: World): IdentityProvider {
  let known: { configuration: Promise<Configuration>; until: number } | undefined
  const now = () => world.now().getTime()
  const ask = () => {
    const asked = { configuration: discover(settings), until: now() + hour }
    asked.configuration.catch(() => {
      asked.until = now() + pause
    })
    return asked
  }
  const configuration = () => {
    if (known === undefined || known.until < now()) known = ask()
    return known.configuration
  }
  const unlessItFails = async <Result>(attempt: (configuration: Configuration) => Promise<Result>): Promise<Result | NotIdentified> => {
    let found: Configuration | undefined
    try {
      found = await configuration()
      return await attempt(found)
    } catch (error) {
      // Its keys or addresses may be new.
      if (found) known = undefined
      return notIdentified(error)
    }
  }
  return {
    name: settings.name,
    signUp: settings.signUp,
    begin: (challenge, redirectUri, maxAge) => unlessItFails(async (found) => ({ url: await authorizationUrl(found, challenge, redirectUri, maxAge) })),
    identify: (challenge, callback) => unlessItFails(async (found) => ({ identity: await redeem(found, challenge, callback) })),
  }
}

/** Asks a provider for its configuration. The library sees to it that the issuer is the one that was expected. */
export async function discover({ issuer, clientId, clientSecret }: OidcSettings): Promise<Configuration> {
  const client = await import('openid-client')
  const { clockTolerance, ClientSecretBasic, ClientSecretPost, enableNonRepudiationChecks, allowInsecureRequests } = client
  // Programs differ in how they read special characters in a header; in a form they agree.
  const authentication: ClientAuth = (server, ...rest) => {
    const authenticate = server.token_endpoint_auth_methods_supported?.includes('client_secret_post') ? ClientSecretPost : ClientSecretBasic
    return authenticate(clientSecret)(server, ...rest)
  }
  // The settings let plain http pass only where nobody is on the way.
  const execute = [enableNonRepudiationChecks, ...(issuer.startsWith('http:') ? [allowInsecureRequests] : [])]
  return client.discovery(new URL(issuer), clientId, { [clockTolerance]: tolerance }, authentication, { execute, timeout })
}

async function authorizationUrl(configuration: Configuration, challenge: Challenge, redirectUri: string, maxAge: number | undefined): Promise<string> {
  const { buildAuthorizationUrl, calculatePKCECodeChallenge } = await import('openid-client')
  return buildAuthorizationUrl(configuration, {
    redirect_uri: redirectUri,
    scope: 'openid email profile',
    state: challenge.state,
    nonce: challenge.nonce,
    code_challenge: await calculatePKCECodeChallenge(challenge.verifier),
    code_challenge_method: 'S256',
    ...(maxAge === undefined ? {} : { max_age: String(maxAge) }),
  }).href
}

async function redeem(configuration: Configuration, { state, nonce, verifier }: Challenge, callback: URL): Promise<Identity> {
  const { authorizationCodeGrant, fetchUserInfo } = await import('openid-client')
  const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true }
  const tokens = await authorizationCodeGrant(configuration, callback, checks)
  const claims = tokens.claims() as IDToken
  const isComplete = 'email' in claims && 'email_verified' in claims
  // Some providers tell the address only where it is asked for.
  const isAsked = !isComplete && configuration.serverMetadata().userinfo_endpoint !== undefined
  const person: Person = isAsked ? await fetchUserInfo(configuration, tokens.access_token, claims.sub) : (claims as Person)
  return identityIn(claims, person)
}

type Person = Pick<UserInfoResponse, 'email' | 'email_verified' | 'name'>

function identityIn(claims: IDToken, { email, email_verified, name = claims.name as Person['name'] }: Person): Identity {
  const address = email_verified === true ? v.safeParse(exactAddress, email) : undefined
  return {
    issuer: claims.iss,
    subject: claims.sub,
    email: address?.success ? address.output : undefined,
    name,
    provenAgo: typeof claims.auth_time === 'number' ? Math.max(0, claims.iat - claims.auth_time) : undefined,
  }
}

/** What the library objects to in what came back, and not to the provider itself. */
const mismatches = ['OAUTH_INVALID_RESPONSE', 'OAUTH_JWT_CLAIM_COMPARISON_FAILED', 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED', 'OAUTH_KEY_SELECTION_FAILED']

/** `error` is what the provider answered (RFC 6749, 4.1.2.1 and 5.2), `claim` what does not fit in its token. */
type Problem = { name?: string; code?: string; error?: string; cause?: { code?: string; cause?: { claim?: string } } }

function notIdentified(error: unknown): NotIdentified {
  const { name, code, error: said, cause } = error as Problem
  const isSaid = (...words: string[]) => said !== undefined && words.includes(said)
  const words = [code ?? cause?.code ?? name, said, cause?.cause?.claim].filter((word) => word !== undefined && /^\w{1,60}$/.test(word))
  const reason = words.join(' ')
  if (code === 'OAUTH_AUTHORIZATION_RESPONSE_ERROR') {
    if (isSaid('access_denied')) return { failure: 'denied', reason }
    return { failure: isSaid('server_error', 'temporarily_unavailable') ? 'trouble' : 'mismatch', reason }
  }
  const doesNotFit = mismatches.includes(code ?? '') || isSaid('invalid_grant')
  return { failure: doesNotFit ? 'mismatch' : 'trouble', reason }
}
