// Runs have no identity in a scenario; on the page a card should stay with its run when others are removed or moved, with
// what is unfolded and half typed in it. So keys are carried over from one list to the next by what the runs say.

export interface Keyed {
  readonly key: number
  readonly text: string
}

/** Keys for `texts`: an equal text keeps its key, first at its own place, then anywhere; an edited run keeps its place's key. */
export function carryKeys(before: readonly Keyed[], texts: readonly string[]): readonly Keyed[] {
  const free = new Map(before.map(({ key, text }) => [key, text]))
  const keys: (number | undefined)[] = texts.map((text, index) => take(free, before[index], text))
  texts.forEach((text, index) => {
    if (keys[index] !== undefined) return
    const moved = before.find((old) => free.has(old.key) && old.text === text)
    keys[index] = take(free, moved, text)
  })
  let fresh = Math.max(-1, ...before.map(({ key }) => key)) + 1
  return texts.map((text, index) => {
    const edited = before[index]
    const stays = keys[index] === undefined && before.length === texts.length && edited !== undefined && free.delete(edited.key)
    return { text, key: keys[index] ?? (stays ? edited.key : fresh++) }
  })
}

function take(free: Map<number, string>, old: Keyed | undefined, text: string): number | undefined {
  return old !== undefined && old.text === text && free.delete(old.key) ? old.key : undefined
}
