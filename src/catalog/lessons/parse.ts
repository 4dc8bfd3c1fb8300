// A lesson's file -> its text. The format is Markdown that reads well as it is:
//
//   ---
//   title: The step size          front matter: title, idea, order, and claims that a test checks
//   idea: One sentence.
//   order: 1
//   claims:
//     - 1: loss_1 < 1e-6
//   ---
//   ## A step                     every heading of the second level begins a step
//   Text with $formulas$.
//   ```scene                      a scenario as JSON; or ```change with what differs from the scene before
//   ### Guess                     a question and its choices, - [ ] and - [x]
//   ### Reveal                    shown after the guess
//   ### Try                       what to do on the page
import type { Block, Claim, Guess, LessonStepText, LessonText } from '../lesson-types.ts'
import { blockOf, choicesOf, isCode, isHeading, isList, LessonError, piecesOf } from './markdown.ts'
import type { Piece } from './markdown.ts'

export const lessonLimits = { characters: 200_000, steps: 40, choices: 6, title: 80, idea: 300 } as const

/** @throws LessonError */
export function parseLesson(id: string, file: string): LessonText {
  const text = file.replace(/\r\n?/g, '\n').replace(/^\uFEFF/, '')
  if (text.length > lessonLimits.characters) throw new LessonError(`expected a lesson of at most ${lessonLimits.characters} characters, got ${text.length}`)
  const { head, body, firstLine } = splitFile(text)
  const steps = sections(piecesOf(body, firstLine)).map(stepOf)
  if (steps.length === 0) throw new LessonError(`line ${firstLine}: expected at least one step, a heading such as "## The scene"`)
  if (steps.length > lessonLimits.steps) throw new LessonError(`expected at most ${lessonLimits.steps} steps, got ${steps.length}`)
  if (steps[0]?.scene?.kind !== 'scene') throw new LessonError('step 1: expected a scene, a ```scene block with a scenario as JSON')
  const claims = head.claims.map((claim) => claimOf(claim, steps.length))
  return { id, title: need(head, 'title', lessonLimits.title), idea: need(head, 'idea', lessonLimits.idea), order: Number(head.fields.get('order') ?? 1000), steps, claims }
}

interface Head {
  readonly fields: ReadonlyMap<string, string>
  readonly claims: readonly { readonly text: string; readonly line: number }[]
}

function splitFile(text: string): { readonly head: Head; readonly body: string; readonly firstLine: number } {
  const match = /^---\n([\s\S]*?)\n---\n/.exec(text)
  if (!match) throw new LessonError('line 1: expected the lesson to begin with its title and idea between two lines "---"')
  const [whole, inside = ''] = match
  return { head: readHead(inside.split('\n')), body: text.slice(whole.length), firstLine: whole.split('\n').length }
}

const known = ['title', 'idea', 'order', 'claims']

function readHead(lines: readonly string[]): Head {
  const fields = new Map<string, string>()
  const claims: { text: string; line: number }[] = []
  for (const [i, content] of lines.entries()) {
    const line = i + 2
    const [, item] = /^\s+-\s+(.+)$/.exec(content) ?? []
    const [, name, value = ''] = /^(\w+):\s*(.*)$/.exec(content) ?? []
    if (item !== undefined) claims.push({ text: item.trim(), line })
    else if (name !== undefined && known.includes(name)) fields.set(name, value.trim())
    else if (content.trim() !== '') throw new LessonError(`line ${line}: expected ${known.join(', ')}, got "${content.trim().slice(0, 40)}"`)
  }
  return { fields, claims }
}

function need({ fields }: Head, name: string, longest: number): string {
  const value = fields.get(name) ?? ''
  if (value === '' || value.length > longest) throw new LessonError(`${name}: expected 1 to ${longest} characters, got ${value.length}`)
  return value
}

function claimOf({ text, line }: Head['claims'][number], steps: number): Claim {
  const [, number, formula] = /^(\d+):\s*(.+)$/.exec(text) ?? []
  const step = Number(number)
  if (formula === undefined || step < 1 || step > steps) throw new LessonError(`line ${line}: expected a claim such as "2: loss_1 < 0.1" about a step from 1 to ${steps}, got "${text.slice(0, 40)}"`)
  return { step, formula }
}

interface Section {
  readonly title: string
  readonly line: number
  readonly parts: Map<string, Piece[]>
}

const partNames = ['guess', 'reveal', 'try']

function sections(pieces: readonly Piece[]): Section[] {
  const found: Section[] = []
  let part: Piece[] | null = null
  for (const piece of pieces) {
    const { token, line } = piece
    const heading = isHeading(token) ? token : null
    if (heading?.depth === 2) {
      part = []
      found.push({ title: heading.text, line, parts: new Map([['text', part]]) })
      continue
    }
    const parts = found.at(-1)?.parts
    if (!parts || !part) throw new LessonError(`line ${line}: expected a heading such as "## The scene" before the first text`)
    if (heading) parts.set(partName(heading.text, line, parts), (part = []))
    else part.push(piece)
  }
  return found
}

function partName(text: string, line: number, parts: ReadonlyMap<string, unknown>): string {
  const name = text.toLowerCase()
  if (!partNames.includes(name)) throw new LessonError(`line ${line}: expected "### Guess", "### Reveal" or "### Try", got "${text.slice(0, 40)}"`)
  if (parts.has(name)) throw new LessonError(`line ${line}: this step has a "${text}" already`)
  return name
}

function stepOf({ title, line, parts }: Section, index: number): LessonStepText {
  const blocks = (name: string): Block[] => (parts.get(name) ?? []).filter((piece) => sceneKind(piece) === null).map(blockOf)
  const scenes = [...parts.values()].flat().filter((piece) => sceneKind(piece) !== null)
  const at = `line ${line}, step ${index + 1}`
  if (scenes.length > 1) throw new LessonError(`${at}: expected one scene, got ${scenes.length}`)
  if (title.length > lessonLimits.title) throw new LessonError(`${at}: expected a title of at most ${lessonLimits.title} characters, got ${title.length}`)
  const guess = parts.has('guess') ? guessOf(parts.get('guess') ?? [], at) : null
  if (guess && !parts.has('reveal')) throw new LessonError(`${at}: expected a "### Reveal" after the guess`)
  const scene = scenes[0] ? sceneOf(scenes[0]) : null
  return { title, text: blocks('text'), scene, guess, reveal: blocks('reveal'), try: blocks('try') }
}

function guessOf(pieces: readonly Piece[], at: string): Guess {
  const lists = pieces.filter(({ token }) => isList(token))
  const choices = lists.flatMap(({ token, line }) => (isList(token) ? choicesOf(token, line) : []))
  const question = pieces.filter((piece) => !isList(piece.token) && sceneKind(piece) === null).map(blockOf)
  if (choices.length < 2 || choices.length > lessonLimits.choices) throw new LessonError(`${at}: expected 2 to ${lessonLimits.choices} choices to guess from, got ${choices.length}`)
  const right = choices.filter((choice) => choice.right).length
  if (right !== 1) throw new LessonError(`${at}: expected one right choice, marked [x], got ${right}`)
  return { question, choices }
}

function sceneKind({ token }: Piece): 'scene' | 'change' | null {
  return isCode(token) && (token.lang === 'scene' || token.lang === 'change') ? token.lang : null
}

function sceneOf(piece: Piece): LessonStepText['scene'] {
  const kind = sceneKind(piece)
  if (kind === null || !isCode(piece.token)) return null
  try {
    const value: unknown = JSON.parse(piece.token.text)
    return { kind, value, line: piece.line }
  } catch (error) {
    throw new LessonError(`line ${piece.line}: the scene is no JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
}
