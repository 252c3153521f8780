import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Child } from '#jsx/jsx-runtime'
import { inEnglish } from '../../src/language/english.ts'
import { Gift, Klaus, Letter } from '../../src/ui/art.tsx'
import { Badge } from '../../src/ui/badge.tsx'
import { Actions, Button, LinkButton } from '../../src/ui/button.tsx'
import { Card } from '../../src/ui/card.tsx'
import { Empty } from '../../src/ui/empty.tsx'
import { Fact, Facts } from '../../src/ui/facts.tsx'
import { Checkbox, Input, Select, TextArea } from '../../src/ui/field.tsx'
import { Form } from '../../src/ui/form.tsx'
import { Heading, Name } from '../../src/ui/heading.tsx'
import { Message, Outcome } from '../../src/ui/message.tsx'
import { Page } from '../../src/ui/page.tsx'
import { QrCode } from '../../src/ui/qr-code.tsx'
import { UserText } from '../../src/ui/user-text.tsx'
import { gatherAssets } from '../../src/web/asset-files.ts'
import { asset } from '../../src/web/assets.ts'
import { blank } from '../../src/web/form.ts'

/** Writes `style-guide.html`, which shows every component in every state, and what it needs beside it. Returns the file's path. */
export function writeStyleGuide(folder: string): string {
  for (const { name, body } of gatherAssets()) writeFileSync(join(folder, name), body)
  const file = join(folder, 'style-guide.html')
  const html = ['styles.css', 'desk.css', 'icon.svg', 'touch-icon.png'].reduce(
    (page, name) => page.replaceAll(asset(name), name),
    `<!doctype html>${<StyleGuide />}`,
  )
  // Without the script, which would let go of the form that shows what is sent.
  writeFileSync(file, html.replace(/<script.*?<\/script>/s, ''))
  return file
}

const refused = {
  typed: { name: 'x'.repeat(60), email: 'bob@', about: 'Socks', zone: 'UTC', box: 'on' },
  errors: {
    name: 'This can have at most 50 characters; you have 60.',
    email: 'That doesn’t look like an e-mail address. Please check it.',
    about: 'A bit more, please.',
  },
}

function StyleGuide() {
  return (
    <Page title="Style guide" nav="admin" frame={{ t: inEnglish, flash: { kind: 'done', text: 'A message left by the step before.' } }} wide>
      <Heading back={{ path: '#', label: 'The page above' }} eyebrow="Eyebrow" title="Title of a page" lead="A lead of one or two sentences.">
        <Badge tone="waiting">State</Badge>
      </Heading>
      <Section title="Headings of names">
        <Heading title={<Name>{'נועה and a long wordwithoutanyspaces'.repeat(3)}</Name>} />
      </Section>
      <Section title="Buttons">
        <Actions>
          <Button>Primary</Button>
          <Button tone="secondary">Secondary</Button>
          <Button tone="danger">For good</Button>
          <LinkButton path="#">A link</LinkButton>
          <Button tone="plain">In a line</Button>
        </Actions>
        <p>While something is sent:</p>
        <form aria-busy="true">
          <Actions>
            <Button>Primary</Button>
            <Button tone="secondary">Secondary</Button>
          </Actions>
        </form>
      </Section>
      <Section title="Badges">
        <Badge>Default</Badge> <Badge tone="calm">Calm</Badge> <Badge tone="waiting">Waiting</Badge> <Badge tone="festive">Festive</Badge> <Badge>12</Badge>
      </Section>
      <Section title="Messages">
        <Message kind="done">Done: what was asked for has happened.</Message>
        <Message kind="notice">Notice: worth knowing before going on.</Message>
        <Message kind="problem">Problem: what went wrong and what to do.</Message>
        <Outcome kind="problem" title="An outcome">
          <p>Several paragraphs below a title.</p>
        </Outcome>
      </Section>
      <Section title="Cards">
        <Card title="Plain" count={3}>
          <p>A subject of its own.</p>
        </Card>
        <Card title="Next" tone="next">
          <p>What the reader is to do now.</p>
        </Card>
        <Card tone="festive">
          <Gift size={96} isOpen />
          <h2>Festive</h2>
          <p>The same, with a picture.</p>
        </Card>
      </Section>
      <Section title="Facts">
        <Facts>
          <Fact term="Gifts are exchanged">Thursday 24 December 2026</Fact>
          <Fact term="Budget">about 20 €</Fact>
        </Facts>
        <Facts isTable>
          <Fact term="Name">Millers’ Christmas</Fact>
          <Fact term="Budget">about 20 €</Fact>
        </Facts>
      </Section>
      <Section title="Fields">
        <Form action="#">
          <Fields form={blank()} />
        </Form>
      </Section>
      <Section title="Fields that need another look">
        <Form action="#" form={refused} t={inEnglish} title="A form with a title">
          <Fields form={refused} suffix="refused" />
        </Form>
      </Section>
      <Section title="Lists">
        <ul class="checks">
          <li>Done</li>
          <li class="attention">Needs a look</li>
          <li class="ahead">Still to come</li>
        </ul>
        <ul class="names">
          {['Bob', 'Zoë', 'נועה', 'Erin 🎄', 'x'.repeat(60)].map((name) => (
            <li dir="auto">{name}</li>
          ))}
        </ul>
        <ol class="steps">
          <li>First this.</li>
          <li>Then that.</li>
          <li>And at last something longer, in two lines.</li>
        </ol>
      </Section>
      <Section title="Texts of people">
        <UserText text={'Two lines,\nand https://example.org/a-link'} />
      </Section>
      <Section title="Empty">
        <Empty picture={<Klaus size={150} />} title="Nothing here yet">
          <p>What it means, and what to do next.</p>
          <Actions>
            <LinkButton path="#">Do it</LinkButton>
          </Actions>
        </Empty>
      </Section>
      <Section title="Pictures">
        <Actions>
          <Klaus size={120} />
          <Gift size={96} />
          <Gift size={96} isOpen />
          <Letter size={120} />
          <QrCode address="https://klaus.example.org" label="An example" />
        </Actions>
      </Section>
    </Page>
  )
}

function Section({ title, children }: { title: string; children: Child }) {
  return (
    <section>
      <h2>{title}</h2>
      {children}
    </section>
  )
}

function Fields({ form, suffix = 'blank' }: { form: typeof refused | ReturnType<typeof blank>; suffix?: string }) {
  return (
    <>
      <Input form={form} t={inEnglish} name="name" id={`name-${suffix}`} label="One line" hint="A line of help." />
      <Input form={form} t={inEnglish} name="email" id={`email-${suffix}`} type="email" label="Optional" optional />
      <Input form={form} t={inEnglish} name="fixed" id={`fixed-${suffix}`} label="Fixed" readonly />
      <TextArea form={form} t={inEnglish} name={`about`} label="Many lines" rows={3} />
      <Select
        form={form}
        t={inEnglish}
        name="zone"
        label="One of many"
        options={[
          { value: 'UTC', label: 'UTC' },
          { value: 'Europe/Berlin', label: 'Europe/Berlin' },
        ]}
      />
      <Checkbox form={form} t={inEnglish} name="box" label="A box to tick" hint="With a line of help." />
      <Actions>
        <Button>Save</Button>
        <LinkButton path="#" tone="secondary">
          Cancel
        </LinkButton>
      </Actions>
    </>
  )
}
