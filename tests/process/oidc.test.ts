import { expect, test } from 'vitest'
import { paths } from '../../src/paths.ts'
import { alice } from '../support/house.ts'
import { type IdentityProvider, openIdentityProvider } from '../support/identity-provider.ts'
import { install } from '../support/installation.ts'
import { printed, startProgram } from '../support/program.ts'
import { run } from '../support/run.ts'
import { type Answer, Visitor } from '../support/visitor.ts'

/** An installation without passwords, beside a provider. */
async function withoutPasswords() {
  const provider = await openIdentityProvider('http://localhost')
  const { issuer, clientId, clientSecret } = provider.settings
  const oidc = { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret, PASSWORD_SIGN_IN: 'no' }
  return { provider, installation: await install(oidc) }
}

/** Signs Alice in by the provider, in a new browser. */
async function signIn(url: string, provider: IdentityProvider): Promise<{ visitor: Visitor; answer: Answer }> {
  const visitor = new Visitor(url)
  const begun = await visitor.get(paths.providerSignIn())
  return { visitor, answer: await visitor.get(await provider.visit(begun.location ?? '', { as: 'alice' })) }
}

test('the built site is set up by the provider, and led back from it by the command line', { timeout: 60_000 }, async () => {
  const { provider, installation } = await withoutPasswords()
  const { settings, url } = installation
  const program = await installation.start()
  const { visitor, answer } = await signIn(url, provider)
  expect(answer).toMatchObject({ status: 303, location: paths.adminDashboard() })

  // Alice is set up anew at the provider, and another there.
  provider.people.set('alice again', { email: alice.email, email_verified: true })
  const again = new Visitor(url)
  const comeBack = async () => again.get(await provider.visit((await again.get(paths.providerSignIn())).location ?? '', { as: 'alice again' }))
  expect((await comeBack()).status).toBe(403)
  expect(await run(settings, 'unlink-oidc', 'bob@example.org')).toEqual({
    code: 1,
    said: 'No account of bob@example.org is linked with the identity provider.\n',
  })
  expect(await run(settings, 'unlink-oidc', ' Alice@Example.org')).toEqual({ code: 0, said: 'Unlinked: alice@example.org\n' })
  expect((await visitor.get(paths.settings())).status).toBe(303)
  expect((await comeBack()).status).toBe(303)
  expect(await run(settings, 'unlink-oidc')).toEqual({ code: 0, said: 'Unlinked: alice@example.org\n' })
  expect(await run(settings, 'unlink-oidc')).toEqual({ code: 0, said: 'No account is linked with the identity provider.\n' })

  // The provider is gone.
  await provider.stop()
  expect(await run(settings, 'reset-password')).toMatchObject({ code: 1, said: expect.stringContaining('PASSWORD_SIGN_IN is no') })
  program.child.kill('SIGTERM')
  expect(await program.exited).toBe(0)
  const withPasswords = { ...settings, PASSWORD_SIGN_IN: 'yes' }
  await printed(startProgram(['serve'], withPasswords), /is ready/)
  const { said } = await run(withPasswords, 'reset-password')
  const owner = new Visitor(url)
  const password = 'plum pudding on fire'
  const [link = ''] = /\/admin\/reset-password\/[\w-]{43}/.exec(said) ?? []
  expect((await owner.post(link, { password, password_confirm: password })).status).toBe(303)
  expect(await owner.post(paths.adminLogin(), { email: alice.email, password })).toMatchObject({ status: 303, location: paths.adminDashboard() })
})

test('the doctor asks the provider, and says how its issuer is written', async () => {
  const { provider, installation } = await withoutPasswords()
  const providerLine = async (more: Record<string, string> = {}) =>
    (await run({ ...installation.settings, ...more }, 'doctor')).said.split('\n').filter((line) => line.includes(' provider: '))
  expect(await providerLine()).toEqual([expect.stringMatching(/^ok .*answers\. It has to know http:\/\/localhost\/admin\/login\/oidc\/callback/)])
  expect(await providerLine({ OIDC_ISSUER: provider.issuer.replace('127.0.0.1', 'localhost') })).toEqual([
    expect.stringContaining(`it calls itself ${provider.issuer}. Set OIDC_ISSUER to exactly that.`),
  ])
  await provider.stop()
  expect(await providerLine()).toEqual([expect.stringMatching(/^mend .*does not answer as a provider does \(ECONNREFUSED\)/)])
})
