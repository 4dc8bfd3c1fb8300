// Settings of the page that are no part of a scenario. They stand in the link beside it, in any place:
//   v1&landscape=rosenbrock&…&run=adam,lr=0.1&hide=results,curves&lock=1&play=0&lang=zh&theme=dark
// hide: parts of the page that are not shown; lock: controls that cannot be changed (1: all of them); play: whether it starts by
// itself; embed: one figure for a frame in another page; present: large, for a hall.
import { clip, LinkError, unescapeText } from './link-text.ts'
import { expected, unknownName } from './problems.ts'
import type { Problem } from './types.ts'

/** As on every tab: `problem` is what is computed (landscape, data and model, list of strategies), `runs` the runs or settings. */
export const panels = ['header', 'problem', 'runs', 'plot', 'transport', 'curves', 'results'] as const
export type Panel = (typeof panels)[number]

/** What can be locked; of the plot it is the start point. */
export const lockable = ['problem', 'runs', 'plot'] as const satisfies readonly Panel[]
export type Lockable = (typeof lockable)[number]

export const linkThemes = ['light', 'dark', 'auto'] as const
export type LinkTheme = (typeof linkThemes)[number]

export const figures = ['plot', 'curves'] as const
export type EmbeddedFigure = (typeof figures)[number]

/** What is absent is as the page and its reader have it. */
export interface PageLink {
  readonly hide?: readonly Panel[]
  readonly lock?: readonly Lockable[]
  readonly play?: boolean
  /** A language tag; which languages there are is for the page to say. */
  readonly lang?: string
  readonly theme?: LinkTheme
  readonly embed?: EmbeddedFigure
  readonly present?: boolean
}

const readers: Readonly<Record<keyof PageLink, (text: string) => PageLink>> = {
  hide: (text) => ({ hide: readNames('panel', text, panels) }),
  lock: (text) => ({ lock: text === '1' ? lockable : readNames('panel to lock', text, lockable) }),
  play: (text) => ({ play: readSwitch(text) }),
  lang: (text) => ({ lang: readLanguage(text) }),
  theme: (text) => ({ theme: readName('theme', text, linkThemes) }),
  embed: (text) => ({ embed: text === '1' ? 'plot' : readName('figure', text, figures) }),
  present: (text) => ({ present: readSwitch(text) }),
}

/** Names that no field of a scenario's link may have. */
export const pageKeys: readonly string[] = Object.keys(readers)

export interface SplitLink {
  /** The link without the settings. */
  readonly link: string
  readonly page: PageLink
  /** A setting that cannot be read; the rest of the link is good all the same. */
  readonly problems: readonly Problem[]
}

const settings = new RegExp(`&(${pageKeys.join('|')})=([^&]*)`, 'g')

/** A link may be nothing but settings that cannot be read. */
const mostProblems = 10

export function splitPageLink(text: string): SplitLink {
  const seen = new Set<string>()
  const problems: Problem[] = []
  let page: PageLink = {}
  const link = text.replaceAll(settings, (_, key: keyof PageLink, value: string) => {
    if (problems.length >= mostProblems) return ''
    try {
      if (seen.has(key)) throw new LinkError(`the link gives "${key}" twice`)
      seen.add(key)
      page = { ...page, ...readers[key](unescapeText(value)) }
    } catch (error) {
      if (!(error instanceof LinkError)) throw error
      problems.push({ path: key, message: error.message })
    }
    return ''
  })
  return { link, page, problems }
}

/** The link with the settings that are given. */
export function withPageLink(link: string, { hide = [], lock = [], play, lang, theme, embed, present }: PageLink): string {
  return [
    link,
    ...(hide.length === 0 ? [] : [`hide=${hide.join(',')}`]),
    ...(lock.length === 0 ? [] : [`lock=${lock.length === lockable.length ? '1' : lock.join(',')}`]),
    ...(play === undefined ? [] : [`play=${play ? '1' : '0'}`]),
    ...(lang === undefined ? [] : [`lang=${lang}`]),
    ...(theme === undefined ? [] : [`theme=${theme}`]),
    ...(embed === undefined ? [] : [`embed=${embed === 'plot' ? '1' : embed}`]),
    ...(present === true ? ['present=1'] : []),
  ].join('&')
}

function readSwitch(text: string): boolean {
  if (text !== '0' && text !== '1') throw new LinkError(expected('0 or 1', text))
  return text === '1'
}

function readLanguage(text: string): string {
  if (!/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(text)) throw new LinkError(expected('a language such as en or zh', text))
  return text
}

function readName<T extends string>(kind: string, text: string, known: readonly T[]): T {
  const found = known.find((name) => name === text)
  if (found === undefined) throw new LinkError(unknownName(kind, clip(text), known))
  return found
}

/** In the order of the list, each once. */
function readNames<T extends string>(kind: string, text: string, known: readonly T[]): readonly T[] {
  const given = text.split(',').map((name) => readName(kind, name, known))
  return known.filter((name) => given.includes(name))
}
