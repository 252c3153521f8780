import type { Child } from '#jsx/jsx-runtime'
import type { Printer } from '../language/printer.ts'
import { paths } from '../paths.ts'
import { Actions, Button, LinkButton } from '../ui/button.tsx'
import { Checkbox, Input } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Heading } from '../ui/heading.tsx'
import { Page } from '../ui/page.tsx'
import type { Frame } from '../web/answer.tsx'
import type { Refused } from '../web/form.ts'
import { ExchangeFields } from './fields.tsx'
import { fieldNames } from './forms.ts'

/** The page around the form for a new exchange. */
export function NewExchangePage({ frame, children }: { frame: Frame; children: Child }) {
  const { t } = frame
  return (
    <Page title={t('exchanges.new.title')} frame={frame} nav="admin">
      <Heading title={t('exchanges.new.title')} lead={t('exchanges.new.lead')} back={{ path: paths.adminDashboard(), label: t('page.navigation.exchanges') }} />
      {children}
    </Page>
  )
}

/** The form for a new exchange. */
export function NewExchangePart({ form, t }: { form: Refused; t: Printer }) {
  return (
    <Form id="exchange-form" action={paths.newExchange()} form={form} t={t}>
      <input type="hidden" name="nonce" value={form.typed.nonce ?? ''} />
      <ExchangeFields names={fieldNames} form={form} t={t} />
      <div class="taking-part">
        <Checkbox form={form} t={t} name="take_part" label={t('exchanges.new.takePart')} hint={t('exchanges.new.takePart.hint')} />
        <Input form={form} t={t} name="my_name" label={t('exchanges.new.myName')} hint={t('exchanges.new.myName.hint')} autocomplete="name" optional="either" />
      </div>
      <Actions>
        <Button name="open" value="yes">
          {t('exchanges.new.open')}
        </Button>
        <Button tone="secondary">{t('exchanges.new.saveDraft')}</Button>
        <LinkButton path={paths.adminDashboard()} tone="secondary">
          {t('form.cancel')}
        </LinkButton>
      </Actions>
    </Form>
  )
}
