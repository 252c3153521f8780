import type { Child } from '#jsx/jsx-runtime'
import { paths } from '../paths.ts'
import { Klaus } from '../ui/art.tsx'
import { Actions, LinkButton } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Page } from '../ui/page.tsx'
import type { Frame } from '../web/answer.tsx'
import type { ProviderLogin } from './log-in-by-provider.ts'

/** Why somebody did not get in by the identity provider. */
export type NotIn = Extract<ProviderLogin, { refusal: string }> | { refusal: 'mismatch' | 'denied' | 'trouble' } | { refusal: 'too often'; when: string }

type Properties = { why: NotIn; provider: string; frame: Frame }

/** Says why a sign-in at the identity provider led nowhere, and leads back. */
export function NotInByProviderPage({ why, provider, frame }: Properties) {
  const { t } = frame
  const title = t('accounts.provider.failed')
  return (
    <Page title={title} frame={frame}>
      <Empty picture={<Klaus size={150} />} title={title} lead={reason({ why, provider, frame })} isPage>
        <Actions>
          <LinkButton path={paths.adminLogin()}>{t('accounts.forgot.back')}</LinkButton>
        </Actions>
      </Empty>
    </Page>
  )
}

function reason({ why, provider, frame: { t } }: Properties): Child {
  if (why.refusal === 'too often') return why.when
  if (why.refusal === 'unknown') return t.rich('accounts.provider.unknown', { address: <span class="address">{why.email}</span> })
  if (why.refusal !== 'linked') return t(`accounts.provider.${why.refusal}`, { provider })
  const command = <code>sneaky-klaus unlink-oidc {why.email}</code>
  return t.rich('accounts.provider.linked', { provider, address: <span class="address">{why.email}</span>, command })
}
