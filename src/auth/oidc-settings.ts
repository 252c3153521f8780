import { CannotStart } from '../errors.ts'
import { isLoopback, webAddressProblem } from '../network-address.ts'

/** The identity provider, and what it knows this site by. `signUp`: whoever it lets in becomes an organiser. */
export type OidcSettings = { issuer: string; clientId: string; clientSecret: string; name: string; signUp: boolean }

/** Why that can't be an issuer, as the end of a sentence; undefined when it can. */
export function issuerProblem(address: string): string | undefined {
  if (!address.includes('/.well-known/')) return webAddressProblem(address)
  return 'must be the issuer alone: open that address, and take what stands behind “issuer”'
}

type Values = {
  NODE_ENV: string
  OIDC_ISSUER?: string | undefined
  OIDC_CLIENT_ID?: string | undefined
  OIDC_CLIENT_SECRET?: string | undefined
  OIDC_NAME?: string | undefined
  OIDC_SIGN_UP: string
  PASSWORD_SIGN_IN: string
}

/** The identity provider of the settings; undefined where there is none. Throws CannotStart where something is missing, or nobody could sign in. */
export function oidcOf(values: Values): OidcSettings | undefined {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = values
  if (issuer === undefined) {
    if (values.PASSWORD_SIGN_IN === 'yes') return undefined
    throw new CannotStart('PASSWORD_SIGN_IN=no leaves organisers no way in without OIDC_ISSUER. Set up the provider, or remove PASSWORD_SIGN_IN.')
  }
  if (clientId === undefined || clientSecret === undefined) {
    throw new CannotStart('OIDC_ISSUER needs OIDC_CLIENT_ID and OIDC_CLIENT_SECRET beside it, both as the provider shows them for this client.')
  }
  const { protocol, hostname } = new URL(issuer)
  if (values.NODE_ENV !== 'development' && protocol === 'http:' && !isLoopback(hostname)) {
    throw new CannotStart('OIDC_ISSUER is plain http, so anyone on the way could sign in as anybody. Use the https address of the provider.')
  }
  return { issuer, clientId, clientSecret, name: values.OIDC_NAME ?? 'Single sign-on', signUp: values.OIDC_SIGN_UP === 'yes' }
}
