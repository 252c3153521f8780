import type { Child } from '#jsx/jsx-runtime'
import type { Printer } from '../language/printer.ts'
import type { Refused } from '../web/form.ts'
import { Input } from './field.tsx'
import { Message } from './message.tsx'

/** How somebody has to prove again who it is, before a sensitive action: by the password, at the identity provider (its name, and the address that leads there and back), or by either. */
export type NeededProof = { password: boolean; provider: { name: string; url: string } | undefined }

type Properties = { form: Refused; proof: NeededProof | undefined; id?: string; t: Printer }

/** Asks for the password again, or leads to the identity provider, where that was too long ago for a sensitive action. */
export function CurrentPassword({ form, proof, id = 'current_password', t }: Properties) {
  if (!proof) return null
  const { password, provider } = proof
  const link = provider && <a href={provider.url}>{t('currentPassword.provider', { provider: provider.name })}</a>
  if (!password) return <AtProvider problem={form.errors.current_password} link={link} t={t} />
  return (
    <>
      <Input
        form={form}
        name="current_password"
        id={id}
        type="password"
        t={t}
        label={t('currentPassword')}
        hint={t('currentPassword.hint')}
        autocomplete="current-password"
      />
      {link && <p>{link}</p>}
    </>
  )
}

function AtProvider({ problem, link, t }: { problem: string | undefined; link: Child; t: Printer }) {
  return (
    <Message kind={problem === undefined ? 'notice' : 'problem'}>
      {problem ?? t('currentPassword.first')} {link}
    </Message>
  )
}
