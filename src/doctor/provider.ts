import { discover } from '../auth/identity-provider.ts'
import { paths } from '../paths.ts'
import type { Settings } from '../settings.ts'
import { about, type Finding, reasonOf } from './finding.ts'

/** Whether the identity provider answers, and as the issuer that is set. */
export async function checkProvider({ oidc, baseUrl }: Settings): Promise<Finding[]> {
  if (!oidc) return []
  const { ok, mend } = about('provider')
  try {
    await discover(oidc)
    return [ok(`${oidc.issuer} answers. It has to know ${baseUrl}${paths.providerCallback()} as the redirect URI.`)]
  } catch (error) {
    const issuer = issuerIn(error)
    if (issuer !== undefined) return [mend(`it calls itself ${issuer}. Set OIDC_ISSUER to exactly that.`)]
    return [mend(`${oidc.issuer} does not answer as a provider does (${reasonOf(error)}). Check OIDC_ISSUER, and that this machine reaches it.`)]
  }
}

/** The issuer that another one was expected to be. */
function issuerIn(error: unknown): string | undefined {
  return (error as { cause?: { body?: { issuer?: string } } }).cause?.body?.issuer
}
