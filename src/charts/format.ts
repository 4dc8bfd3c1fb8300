// Numbers as plots and tables show them: three figures, readable from the back row.

/** 0, 0.0123, 1.2, 250, 1.2e-7; "–" where there is none, "∞" beyond the finite numbers. */
export function shortNumber(value: number | undefined, digits = 3): string {
  if (value === undefined || Number.isNaN(value)) return '–'
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞'
  if (value === 0) return '0'
  const size = Math.abs(value)
  const text = size >= 1e5 || size < 1e-3 ? exponential(value, digits) : String(Number(value.toPrecision(digits)))
  return text.replace('-', '−').replace('e-', 'e−')
}

function exponential(value: number, digits: number): string {
  const [mantissa = '', exponent = '0'] = value.toExponential(digits - 1).split('e')
  return `${Number(mantissa)}e${Number(exponent)}`
}

/** The nearest number with so many figures. */
export function toFigures(value: number, figures: number): number {
  return Number.isFinite(value) ? Number(value.toPrecision(figures)) : value
}

/** The smallest of 1, 2, 5 times a power of ten that is not below `value`. */
export function niceAbove(value: number): number {
  if (!(value > 0)) return 1
  const power = 10 ** Math.floor(Math.log10(value))
  const factor = [1, 2, 5, 10].find((f) => f * power >= value * (1 - 1e-12)) ?? 10
  return factor * power
}
