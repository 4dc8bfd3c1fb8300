// The language of a link and that of the page: a new link brings its language, and the menu changes what the link asks for.
import { languageOf, languages } from '../i18n/languages.ts'
import { language, onLanguage, setLanguage } from '../i18n/messages.ts'
import { unknownName } from '../scenario/problems.ts'
import type { PageStore } from '../store/page-store.ts'

export function syncLanguage({ getState, subscribe, actions }: PageStore): void {
  const check = (lang: string | undefined): void => {
    if (lang === undefined || languageOf(lang) !== undefined) return
    actions.report([...getState().problems, { path: 'lang', message: unknownName('language', lang, languages) }])
  }
  check(getState().page.lang)
  subscribe(({ page: { lang } }, { page: before }) => {
    if (lang === before.lang || lang === undefined) return
    check(lang)
    const found = languageOf(lang)
    // A language that cannot be loaded leaves the page in the one it has.
    if (found !== undefined) setLanguage(found).catch(() => undefined)
  })
  onLanguage(() => {
    const { lang } = getState().page
    if (lang !== undefined && languageOf(lang) !== language()) actions.change({ lang: language() })
  })
}
