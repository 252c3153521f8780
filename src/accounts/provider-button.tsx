import type { Child } from '#jsx/jsx-runtime'
import type { Printer } from '../language/printer.ts'
import { Actions, LinkButton } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'

/** The identity provider as pages show it: its name, and the address that leads there. */
type ProviderLink = { name: string; url: string }

/** The ways in that a page offers: whether by a password, and the identity provider, if there is one. */
export type WaysIn = { password: boolean; provider: ProviderLink | undefined }

type Properties = { provider: ProviderLink | undefined; tone?: 'primary' | 'secondary'; t: Printer; children?: Child }

/** The button that leads to the identity provider. It is a link, since forms of this site may not lead away. */
export function ByProvider({ provider, tone = 'primary', t, children }: Properties) {
  if (!provider) return null
  return (
    <Card>
      {children && <p>{children}</p>}
      <Actions>
        <LinkButton path={provider.url} tone={tone}>
          {t('accounts.provider.signIn', { provider: provider.name })}
        </LinkButton>
      </Actions>
    </Card>
  )
}
