// Which language the page opens in: the one chosen before, else the first of the browser's that we have, else English.
import { isLanguage, languageOf } from './languages.ts'
import type { Language } from './languages.ts'

const place = 'descent.language'

type Place = Pick<Window, 'localStorage'>

export function firstLanguage(target: Place & { readonly navigator: Pick<Navigator, 'languages'> }): Language {
  return remembered(target) ?? target.navigator.languages.map(languageOf).find((found) => found !== undefined) ?? 'en'
}

/** Only what a person chooses: a link's language is the link's. */
export function rememberLanguage(language: Language, target: Place): void {
  try {
    target.localStorage.setItem(place, language)
  } catch {
    // A page in a sandbox, or a full store: chosen for this visit alone.
  }
}

function remembered(target: Place): Language | null {
  try {
    const found = target.localStorage.getItem(place)
    return found !== null && isLanguage(found) ? found : null
  } catch {
    return null
  }
}
