import type { Printer } from '../language/printer.ts'
import { paths } from '../paths.ts'
import { Actions, Button, LinkButton } from '../ui/button.tsx'
import { Card, CardTitle } from '../ui/card.tsx'
import { momentInWords } from '../ui/dates.ts'
import { Problems, Select, TextArea } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Owner } from '../ui/form-owner.tsx'
import { Heading } from '../ui/heading.tsx'
import { Message } from '../ui/message.tsx'
import { Page } from '../ui/page.tsx'
import type { Frame } from '../web/answer.tsx'
import type { Refused } from '../web/form.ts'
import type { Content } from './content.ts'
import { contentInWords } from './content-in-words.ts'
import { MessageText } from './message-bubble.tsx'
import { fewPeople, mostADay, whyNotWrite } from './permissions.ts'
import { PhraseList } from './phrase-list.tsx'
import { phraseNamed, slotInWords, slots } from './phrases.ts'
import type { Side } from './thread.ts'
import type { Occasion } from './threads.ts'

/** A message that is being written: to whom, in which thread, what was `received` from them last, `leftToday` how many more can be today, `preview` what would be sent. */
export type Writing = {
  withWhom: Side
  thread: string
  occasion: Occasion
  received: readonly Content[]
  leftToday: number
  deliverAt: Date
  preview: Content | undefined
}

type WriteProperties = { writing: Writing; form: Refused; t: Printer }

/** The page on which a message is written, and looked at before it goes. */
export function WritePage({ writing, form, frame }: Omit<WriteProperties, 't'> & { frame: Frame }) {
  const { t } = frame
  const { withWhom, occasion, deliverAt, leftToday } = writing
  return (
    <Page title={t(`messages.write.${withWhom}`)} frame={frame} nav="participant">
      <Heading
        title={t(`messages.write.${withWhom}`)}
        lead={leftToday > 0 && !form.errors.form && t('messages.write.lead', { when: momentInWords(deliverAt, occasion.timezone, t) })}
        back={{ path: paths.threads(withWhom), label: t('messages.title') }}
      />
      {leftToday <= mostADay / 4 && <Message kind="notice">{t('messages.leftToday', { count: leftToday })}</Message>}
      {occasion.people <= fewPeople && <Message kind="notice">{t('messages.few', { people: occasion.people })}</Message>}
      <LastReceived writing={writing} t={t} />
      <Ways writing={writing} form={form} t={t} />
    </Page>
  )
}

/** What there is to answer. */
function LastReceived({ writing: { received }, t }: Omit<WriteProperties, 'form'>) {
  if (received.length === 0) return null
  return (
    <section class="received">
      <h2>{t('messages.received')}</h2>
      <ul class="talk">
        {received.map((content) => (
          <li>
            <MessageText content={content} t={t} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Ready-made phrases come first, since they tell nothing of whoever sends them; unless something was chosen or typed already. */
function Ways({ writing, form, t }: WriteProperties) {
  const { text, phrase } = form.typed
  if (!text && phraseNamed(phrase ?? '')) return <ChosenPhrase writing={writing} form={form} t={t} />
  const phrases = <PhraseList writing={writing} participantId={form.typed.participant_id} t={t} />
  const ownWords = <OwnWords writing={writing} form={form} t={t} />
  if (writing.preview) return ownWords
  if (text || Object.keys(form.errors).length > 0)
    return (
      <>
        {ownWords}
        {phrases}
      </>
    )
  if (writing.leftToday === 0) return null
  const isThanksAlone = whyNotWrite(writing.occasion, { withWhom: writing.withWhom, content: { text: '' }, closedBy: null }) !== undefined
  return isThanksAlone ? (
    phrases
  ) : (
    <>
      {phrases}
      {ownWords}
    </>
  )
}

/** A phrase before it goes: with what goes into its slot, chosen from a list. */
function ChosenPhrase({ writing: { withWhom, thread }, form, t }: WriteProperties) {
  const { phrase = '', slot } = form.typed
  const content = slot ? { phrase, slot } : { phrase }
  const slotName = phraseNamed(phrase)?.slot
  return (
    <Form action={paths.thread(withWhom)} form={form} t={t}>
      <CardTitle title={t(slotName ? 'messages.slot' : 'messages.preview')} isAnswer={!slotName} />
      <Owner id={form.typed.participant_id} />
      <input type="hidden" name="thread" value={thread} />
      <input type="hidden" name="phrase" value={phrase} />
      {slotName ? (
        <Select
          form={form}
          t={t}
          name="slot"
          autofocus
          label={contentInWords({ phrase }, t)}
          options={[{ value: '', label: t('messages.slot.choose') }, ...slots[slotName].map((value) => ({ value, label: slotInWords(slotName, value, t) }))]}
        />
      ) : (
        <MessageText content={content} t={t} />
      )}
      <Actions>
        <Button>{t('messages.send')}</Button>
        <LinkButton path={paths.thread(withWhom)} tone="secondary">
          {t('messages.somethingElse')}
        </LinkButton>
      </Actions>
    </Form>
  )
}

/** One's own words, with what to mind in them. */
function OwnWords({ writing: { withWhom, thread, preview }, form, t }: WriteProperties) {
  return (
    <>
      <Problems form={form} t={t} />
      {preview && (
        <Card title={t('messages.preview')} isAnswer>
          <MessageText content={preview} t={t} />
        </Card>
      )}
      <Form action={paths.thread(withWhom)} title={t('messages.ownWords')}>
        <Owner id={form.typed.participant_id} />
        <input type="hidden" name="thread" value={thread} />
        <TextArea form={form} t={t} name="text" label={t('messages.text')} hint={t(`messages.text.warning.${withWhom}`)} rows={5} optional="either" />
        <Actions>
          <Button>{t('messages.send')}</Button>
          <Button tone="secondary" name="preview" value="on">
            {t('messages.preview.show')}
          </Button>
        </Actions>
      </Form>
    </>
  )
}
