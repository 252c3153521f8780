import { isIP } from 'node:net'
import type { Variables } from './environment.ts'
import { withoutBrackets } from './network-address.ts'
import type { Settings } from './settings.ts'

type Judged = Omit<Settings, 'warnings'>

/** What is allowed and may surprise whoever starts the site, as sentences that name the variable. */
export function warningsOf(settings: Judged, variables: Variables): string[] {
  return [...aboutTheSite(settings), ...aboutMail(settings), ...idle(settings, variables), ...aboutTheSender(settings, variables)]
}

function aboutTheSite({ development, baseUrl, trustedProxies }: Judged): string[] {
  const warnings = []
  if (development && baseUrl.startsWith('https:')) warnings.push('NODE_ENV is development, so links are written to the log. Set it to production.')
  if (!development && baseUrl.startsWith('http:'))
    warnings.push('BASE_URL is plain http: cookies and links can be read on the way. Use https if this is not your own network.')
  const everybody = trustedProxies.find((range) => range.endsWith('/0'))
  if (everybody) warnings.push(`TRUSTED_PROXIES has ${everybody}, which is everyone: anyone can claim to be anyone. Name your proxy’s address.`)
  return warnings
}

function aboutMail({ smtp }: Judged): string[] {
  if (smtp.tls === 'none') return ['SMTP_TLS is none: e-mails, their links and the login travel unencrypted. Only for a mail server in your own network.']
  if (smtp.tls === 'verify') return []
  return ['SMTP_TLS is unverified: any certificate counts, so whoever is on the way can read e-mails and the login. SMTP_CA_FILE is safer.']
}

/** Settings that only count beside another one. */
function idle({ resend, smtpUrl, oidc }: Judged, variables: Variables): string[] {
  const areSet = (names: string[]) => names.filter((name) => variables[name] !== undefined)
  const ofSmtp = smtpUrl === undefined ? areSet(['SMTP_TLS', 'SMTP_CA_FILE', 'SMTP_NAME']) : []
  const ofResend = resend === undefined ? areSet(['RESEND_BASE_URL']) : []
  const ofOidc = oidc === undefined ? areSet(['OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'OIDC_NAME', 'OIDC_SIGN_UP']) : []
  const have = (names: string[]) => `${names.join(' and ')} ${names.length === 1 ? 'has' : 'have'}`
  return [
    ...(ofSmtp.length > 0 ? [`${have(ofSmtp)} no effect without SMTP_URL.`] : []),
    ...(ofResend.length > 0 ? [`${have(ofResend)} no effect without RESEND_API_KEY.`] : []),
    ...(ofOidc.length > 0 ? [`${have(ofOidc)} no effect without OIDC_ISSUER.`] : []),
  ]
}

function aboutTheSender({ resend, smtpUrl, development, baseUrl }: Judged, { EMAIL_FROM }: Variables): string[] {
  const { hostname } = new URL(baseUrl)
  const isPublic = isIP(withoutBrackets(hostname)) === 0 && hostname.includes('.')
  if (development || isPublic || EMAIL_FROM !== undefined || (resend ?? smtpUrl) === undefined) return []
  return [`EMAIL_FROM is not set, and ${hostname} is no domain that e-mails can come from: mail servers will refuse them.`]
}
