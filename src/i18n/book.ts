// Sentences that are made in English below the page, translated when the page shows them. As with gettext the English is the
// key; a template has `{{0}}`, `{{1}}` where values stand. Values are translated too where they are known, for sentences are
// put together from parts; what stands in quotation marks is somebody's own text and stays. What is not known stays English.

export type TranslateText = (english: string) => string

/** A text longer than this is a person's own, echoed: never a sentence of ours. */
const longest = 2000
/** Parts within parts within parts. */
const deepest = 4
const mostKept = 1000

interface Template {
  /** The fixed texts before, between and after the values, and how many letters they have. */
  readonly fixed: readonly string[]
  readonly letters: number
  readonly translation: string
}

const hole = /\{\{\d+\}\}/
/** "{{0}} to {{1}}" would fit half of all English: with fewer letters than this, every value is to be a number or known itself. */
const fewLetters = 4

function templateOf(english: string, translation: string): Template {
  const fixed = english.split(hole)
  return { fixed, letters: fixed.join('').replace(/[^a-z]/gi, '').length, translation }
}

const hasWords = (text: string): boolean => /[a-z]{2}|^\.$/i.test(text)

/** `names` are whole texts, `sentences` may be templates. */
export function createBook(names: ReadonlyMap<string, string>, sentences: Readonly<Record<string, string>>): TranslateText {
  const whole = new Map([...Object.entries(sentences).filter(([english]) => !hole.test(english)), ...names])
  const templates = Object.entries(sentences)
    .filter(([english]) => hole.test(english))
    .map(([english, translation]) => templateOf(english, translation))
    // A value at the head takes in whatever stands there, so those wait; else the one that says most for itself is meant.
    .toSorted((a, b) => Number(a.fixed[0] === '') - Number(b.fixed[0] === '') || b.letters - a.letters || b.fixed.join('').length - a.fixed.join('').length)
  const worded = templates.filter(({ letters }) => letters > 0)
  const bare = templates.filter(({ letters }) => letters === 0)

  /** `loose`: parts that are not known stay English, where else the whole would be taken for unknown. */
  const search = (text: string, depth: number, loose: boolean): string | null => {
    for (const { form, end } of formsOf(text)) {
      const found = whole.get(form) ?? firstOf(worded, form, depth, loose)
      if (found !== null) return found + (whole.get(end) ?? end)
    }
    return firstOf(bare, text, depth, loose)
  }
  const firstOf = (some: readonly Template[], text: string, depth: number, loose: boolean): string | null => {
    if (depth >= deepest) return null
    for (const template of some) {
      const parts = partsOf(template, text, depth, loose)
      if (parts !== null) return template.translation.replace(/\{\{(\d+)\}\}/g, (_, index: string) => parts[Number(index)] ?? '')
    }
    return null
  }
  const partsOf = ({ fixed, letters }: Template, text: string, depth: number, loose: boolean): readonly string[] | null => {
    const values = valuesIn(text, fixed)
    // A quotation ends at the first mark.
    if (values === null || values.some((value, i) => quotedAt(fixed, i) && value.includes('"'))) return null
    const parts = values.map((value, i) => (quotedAt(fixed, i) || !hasWords(value) ? value : known(value, depth + 1, loose)))
    const vague = letters > 0 && letters < fewLetters
    const fits = parts.every((part, i) => part !== null || (!vague && (loose || !/\s/.test(values[i] ?? ''))))
    return fits ? parts.map((part, i) => part ?? values[i] ?? '') : null
  }
  const known = (text: string, depth: number, loose: boolean): string | null => search(text, depth, false) ?? (loose ? search(text, depth, true) : null)
  const kept = new Map<string, string>()
  return (text) => {
    if (text.length > longest) return text
    const before = kept.get(text)
    if (before !== undefined) return before
    const found = whole.get(text) ?? tidy(joined(sentencesOf(text).map((one) => known(one, 0, true) ?? one)))
    if (kept.size >= mostKept) kept.clear()
    kept.set(text, found)
    return found
  }
}

const quotedAt = (fixed: readonly string[], i: number): boolean => (fixed[i]?.endsWith('"') ?? false) && (fixed[i + 1]?.startsWith('"') ?? false)

/** A sentence may stand alone or begin and end as a part of another: "Not fused: …." is "not fused: …". */
function formsOf(text: string): readonly { readonly form: string; readonly end: string }[] {
  const small = text.charAt(0).toLowerCase() + text.slice(1)
  return [...new Set([text, small])].flatMap((form) => [
    { form, end: '' },
    ...(form.length > 1 && form.endsWith('.') ? [{ form: form.slice(0, -1), end: '.' }] : []),
  ])
}

/** The values between the fixed texts, each as short as it can be; null where the text is another one. One pass, no going back. */
function valuesIn(text: string, fixed: readonly string[]): readonly string[] | null {
  const [first = '', last = ''] = [fixed[0], fixed.at(-1)]
  if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)) return null
  const end = text.length - last.length
  const values: string[] = []
  let at = first.length
  for (const next of fixed.slice(1, -1)) {
    const found = text.indexOf(next, at)
    if (found < 0 || found + next.length > end) return null
    values.push(text.slice(at, found))
    at = found + next.length
  }
  return [...values, text.slice(at, end)]
}

/** Several sentences, one after the other or one a line; within quotation marks nothing ends. */
export function sentencesOf(text: string): string[] {
  const found: string[] = []
  let [from, quoted] = [0, false]
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '"') quoted = !quoted
    const ends = text[i] === '\n' || (text[i] === ' ' && !quoted && /[.!?]/.test(text[i - 1] ?? '') && /[A-Z{]/.test(text[i + 1] ?? ''))
    if (!ends) continue
    found.push(text.slice(from, i))
    from = i + 1
  }
  return [...found, text.slice(from)]
}

/** A space between Chinese and Latin letters or numbers, none within Chinese: whatever was put into a sentence. */
const tidy = (text: string): string =>
  text
    .replace(/(\p{Script=Han}) (?=\p{Script=Han})/gu, '$1')
    .replace(/(\p{Script=Han})(?=[a-z0-9])/giu, '$1 ')
    .replace(/([a-z0-9%])(?=\p{Script=Han})/giu, '$1 ')

/** Chinese sentences follow each other without a gap. */
const joined = (sentences: readonly string[]): string =>
  sentences.reduce((all, one) => (all === '' || /[。！？]$/.test(all) ? all + one : `${all} ${one}`), '')
