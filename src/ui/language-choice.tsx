import { flattened } from '../html/jsx-runtime.ts'
import type { Language } from '../language/languages.ts'
import type { Printer } from '../language/printer.ts'
import { memoize } from '../memoize.ts'
import { paths } from '../paths.ts'
import type { Frame } from '../web/answer.tsx'
import { Button } from './button.tsx'

/** The languages of the site by their own names; the choice leads back to the same page. */
export function LanguageChoice({ choice: { languages, next }, t }: { choice: NonNullable<Frame['choice']>; t: Printer }) {
  return (
    <form class="languages" method="post" action={paths.language()}>
      <input type="hidden" name="next" value={next} />
      {fieldOf({ languages, t })}
    </form>
  )
}

const fieldOf = memoize(
  ({ languages, t }: { languages: readonly Language[]; t: Printer }) =>
    flattened(
      <>
        <label>
          {t('page.language')}
          <select name="language">
            {languages.map(({ code, name }) => (
              <option value={code} lang={code} selected={code === t.language.code}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <Button tone="plain">{t('page.language.choose')}</Button>
      </>,
    ),
  // A site has one printer for each language, and offers the same ones on all its pages.
  ({ t }) => t,
)
