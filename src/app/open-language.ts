// The language of the page before it is drawn, so that nobody sees it change; and from then on what hangs on the language
// outside React: the page's `lang`, by which screen readers choose their voice, and the texts of lessons.
import { firstLanguage } from '../i18n/first-language.ts'
import { languageFacts, languageOf } from '../i18n/languages.ts'
import { language, onLanguage, setLanguage } from '../i18n/messages.ts'

/** `given` is the tag that a link asks for. A language that cannot be loaded leaves the page in English. */
export async function openLanguage(target: Window, given?: string): Promise<void> {
  const follow = (): void => {
    target.document.documentElement.lang = languageFacts[language()].tag
  }
  onLanguage(follow)
  await setLanguage((given === undefined ? undefined : languageOf(given)) ?? firstLanguage(target)).catch(() => undefined)
  follow()
}
