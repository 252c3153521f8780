import { parse } from 'parse5'
import { expect, test } from 'vitest'
import { declineToken } from '../../src/auth/signed-token.ts'
import { english } from '../../src/language/languages.ts'
import { unsubscribeToken } from '../../src/participants/reminders.ts'
import { paths } from '../../src/paths.ts'
import { pagesOfOrganiser, pagesOfParticipants, pagesOfStrangers } from '../support/addresses.ts'
import { addressOf, openHouse } from '../support/house.ts'
import { pseudoLanguage } from '../support/pseudo.ts'
import type { Answer, Visitor } from '../support/visitor.ts'

type Node = { nodeName: string; value?: string; attrs?: { name: string; value: string }[]; childNodes?: Node[] }

/** What may stand in plain letters: what people typed, names of programs and settings, addresses. */
const noSentences =
  /\S+@[\w.-]+|https?:\/\/\S*|Sneaky Klaus|English|Ƥšéüđø|Chrome|Firefox|Linux|Windows|UTC|CSV|TSV|Berlin|Europe|Resend|SMTP\w*|RESEND_API_KEY\S*|EMAIL_FROM\S*|docs\/\w+\.md|DEV MODE|ABCD EFGH|KiB|QR|WhatsApp|re_…|smtp:\S*|user:\S*|mail\.example\.org\S*|klaus\S*|Mr|Berg|csv|\.ics|zzz|likes socks/g
const spokenAttributes = ['aria-label', 'title', 'alt', 'placeholder']

/** The words of a page that come from no file. */
function strayWords({ html }: Answer): string[] {
  const found: string[] = []
  const look = (node: Node) => {
    if (node.attrs?.some(({ name, value }) => name === 'name' && ['timezone', 'language', 'encoding'].includes(value))) return
    if (['script', 'style', 'code', 'svg', 'textarea'].includes(node.nodeName)) return
    const spoken = (node.attrs ?? []).filter(({ name }) => spokenAttributes.includes(name)).map(({ value }) => value)
    const described =
      node.nodeName === 'meta'
        ? (node.attrs ?? []).filter(({ name, value }) => name === 'content' && / \S+ \S+ /.test(value) && !/[=;{]/.test(value)).map(({ value }) => value)
        : []
    for (const text of [...spoken, ...described, ...(node.nodeName === '#text' ? [node.value ?? ''] : [])]) {
      const words = text.replaceAll(noSentences, ' ').match(/[A-Za-z]{3,}[^<]*/)
      if (words) found.push(words[0].trim())
    }
    for (const child of node.childNodes ?? []) look(child)
  }
  look(parse(html) as unknown as Node)
  return found
}

const cast = ['Богдан', 'Катерина', 'Дана', 'Ярина', 'Тарас']
const nobodys = '00000000-0000-4000-8000-000000000000'
const tooLong = 'я'.repeat(10_001)
const list = 'Назар,nazar@example.org\nzzz\nКатерина,katya@gmial.com\n,,,\nДвоє,a@example.org b@example.org'

type Person = { id: string; email: string }
type Form = [path: string, fields: Record<string, string>]

const formsOfOrganiser = (id: string, one: Person | undefined): Form[] => [
  [paths.newExchange(), {}],
  [paths.newExchange(), { name: 'x', registration_close_date: '2020-01-01', exchange_date: '2019-01-01', timezone: 'Europe/Berlin', max_participants: '2' }],
  [paths.exchange(id), { name: '', budget: 'я'.repeat(101), max_participants: 'x' }],
  [paths.exchange(id), { exchange_date: '2020-01-01' }],
  [paths.message(id), {}],
  [paths.message(id), { subject: 'Слово', message: 'Слово' }],
  [paths.addPerson(id), {}],
  [paths.addPerson(id), { name: 'Назар', email: 'nazar@gmial.com' }],
  [paths.importPeople(id), { people: list }],
  [paths.importPeople(id), {}],
  [paths.rules(id), { kind: 'exclusion' }],
  [paths.rules(id), { kind: 'history' }],
  [paths.notifications(id), { reminder_days: 'x' }],
  [paths.questions(id), {}],
  [paths.questions(id), { text: 'Що?', kind: 'choice', options: 'я'.repeat(81) }],
  [paths.questions(id), { text: 'Що?', kind: 'choice', options: 'так\nні', required: 'on' }],
  [paths.sharing(id), { email: 'x' }],
  [paths.sharing(id), { email: 'olga@gmial.com' }],
  [paths.sharing(id), { email: 'olga@example.org' }],
  [paths.withdrawShare(id), { invitation_id: 'x' }],
  [paths.organisers(), { email: '' }],
  [paths.handOver(), {}],
  [paths.undoDraw(id), {}],
  [paths.deleteExchange(id), { name: 'x' }],
  [paths.settings(), { change: 'email', email: 'x' }],
  [paths.settings(), { change: 'email', email: 'alice@example.net' }],
  [paths.settings(), { change: 'password', password: 'x' }],
  [paths.openRegistration(id), {}],
  [paths.reopenRegistration(id), {}],
  [paths.complete(nobodys), {}],
  [paths.takePart(id), {}],
  ...(one
    ? ([
        [paths.correctEmail(id, one.id), { email: 'x' }],
        [paths.removePerson(id, one.id), {}],
      ] as Form[])
    : []),
]

const formsOfStrangers = (slug: string): Form[] => [
  [paths.register(slug), {}],
  [paths.register(slug), { name: 'http://x.example', email: 'x' }],
  [paths.register(slug), { name: 'Назар', email: 'nazar@gmial.com' }],
  [paths.register(slug), { name: 'Богдан', email: addressOf('Богдан') }],
  [paths.register(slug), { name: tooLong, email: 'a@example.org, b@example.org', gift_ideas: tooLong }],
  [paths.requestAccess(slug), { email: 'x' }],
  [paths.adminLogin(), { email: 'x', password: 'y' }],
  [paths.forgotPassword(), { email: '' }],
  [paths.signInCode(), { code: 'x' }],
]

const walkOfParticipant: (string | Form)[] = [
  ...pagesOfParticipants,
  [paths.answers(), { participant_id: nobodys }],
  [paths.match(), { show: 'yes' }],
  [paths.plan(), { gift: 'bought' }],
  paths.match(),
  paths.dashboard(),
  [paths.profile(), { name: '', gift_ideas: tooLong }],
  [paths.wishes(), { title: 'Дзиґа', link: 'https://дзиґа.укр/', note: 'Слово', price: '₴', most_wanted: 'on' }],
  [paths.wishes(), { title: tooLong, link: 'mailto:x', note: tooLong, price: tooLong }],
  [paths.wishes(), {}],
  paths.wishes(),
  paths.dashboard(),
  [paths.withdraw(), { ask: 'organiser' }],
  paths.withdraw(),
]

const changesOfQuestion = (id: string, questionId: string): (string | Form)[] => [
  paths.question(id, questionId),
  [paths.question(id, questionId), { text: '' }],
  [paths.question(id, questionId), { text: 'Чому?' }],
  [paths.deleteQuestion(id, questionId), {}],
  [paths.moveQuestion(id, questionId), { direction: 'up' }],
]

test.each(['draft', 'registration_open', 'registration_closed', 'matched', 'completed'] as const)(
  'in a language of letters that no other has, no page of an exchange that is %s says anything that is not from its file',
  async (state) => {
    const house = await openHouse({ languages: [english, pseudoLanguage] })
    let pages = 0
    const stray: Record<string, string> = {}
    const look = async (visitor: Visitor, step: string | Form) => {
      const [path, fields] = typeof step === 'string' ? [step, undefined] : step
      const options = { headers: { 'Accept-Language': 'en-XA' } }
      const answer = fields === undefined ? await visitor.get(path, options) : await visitor.post(path, fields, options)
      if (!answer.headers.get('Content-Type')?.includes('html')) return
      pages++
      for (const words of strayWords(answer)) stray[words] = `${fields === undefined ? 'GET' : 'POST'} ${path} ${answer.status}`
    }
    for (const step of [paths.setup(), [paths.setup(), { email: 'x' }] as Form]) await look(house.visitor(), step)
    const organiser = await house.alice()
    await organiser.post(paths.language(), { language: 'en-XA' })
    const details = { name: 'Родина', description: 'Опис', budget: '20 €', max_participants: '9' }
    const { id, slug, people } = await house.exchange(state, state === 'draft' ? [] : cast, details)
    await house.deliver()
    const one = house.row<Person | undefined>('select id, email from participant where exchange_id = ? order by id', id)
    for (const step of [...pagesOfOrganiser(id, one), ...formsOfOrganiser(id, one)]) await look(organiser, step)
    for (const step of [...pagesOfStrangers(slug), ...formsOfStrangers(slug)]) await look(house.visitor(), step)
    const bob = people.Богдан
    if (bob && one) {
      await bob.post(paths.language(), { language: 'en-XA' })
      for (const step of walkOfParticipant) await look(bob, step)
      await look(house.visitor(), paths.unsubscribe(unsubscribeToken(house.services.vault, one.id)))
      await look(house.visitor(), paths.decline(declineToken(house.services.vault, one)))
    }
    const question = house.row<{ id: string } | undefined>('select id from question')
    if (question && bob) await look(bob, [paths.answers(), { [`answer_${question.id}`]: 'так' }])
    if (question) for (const step of changesOfQuestion(id, question.id)) await look(organiser, step)
    for (const step of [paths.exchange(id), paths.people(id), paths.questions(id)]) await look(organiser, step)
    expect(stray).toEqual({})
    expect(pages).toBeGreaterThan(60)
  },
)
