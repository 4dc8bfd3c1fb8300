// Speeds and times in words.
import { shortNumber } from '../../charts/format.ts'
import type { Translate } from '../../i18n/react.ts'

export function figures(value: number): string {
  if (value >= 1e6) return `${shortNumber(value / 1e6)}M`
  return value >= 1000 ? `${shortNumber(value / 1000)}k` : shortNumber(value)
}

export function timeText(seconds: number, t: Translate): string {
  if (seconds < 90) return t('netviews.seconds', { count: Math.ceil(seconds) })
  return t('netviews.minutes', { count: Math.ceil(seconds / 60) })
}
