// Numbers as a person types them.

/** Short and exact where it can be: 0.05, 1e-8, 1.23457. */
export function formatNumber(value: number): string {
  const exact = String(value)
  return exact.length <= 9 ? exact : String(Number(value.toPrecision(6)))
}

/** Typed text as a number, or the text itself, so that whoever validates can say what is wrong with it. */
export function readNumber(text: string): number | string {
  const trimmed = text.trim()
  if (trimmed === '') return text
  const value = Number(trimmed)
  return Number.isFinite(value) ? value : text
}

/** What a slider gives, with few digits: nobody means 0.050118723. */
export function roundTo(value: number, digits: number): number {
  return Number(value.toPrecision(digits))
}
