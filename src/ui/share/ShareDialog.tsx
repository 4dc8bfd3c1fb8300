// Everything about the link: what it is to hide, lock or start, the link itself, its QR code, and a frame for other pages.
import './share.css'
import { Modal, SegmentedControl } from '@mantine/core'
import { useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { useT } from '../../i18n/react.ts'
import type { Scenario } from '../../scenario/network/types.ts'
import { encodeLessonLink } from '../../scenario/lessons/link.ts'
import { withPageLink } from '../../scenario/page-link.ts'
import type { PageLink } from '../../scenario/page-link.ts'
import { placeOf } from '../../store/lesson-store.ts'
import { readableLink, shareLink, shortest } from '../../store/share-link.ts'
import type { ShareLink } from '../../store/share-link.ts'
import { useLesson } from '../lessons/lesson-context.tsx'
import { usePage } from '../page/page-context.tsx'
import { addressOfPage } from './address.ts'
import { EmbedPart } from './EmbedPart.tsx'
import { LinkPart } from './LinkPart.tsx'
import { QrPart } from './QrPart.tsx'
import { ShareOptions } from './ShareOptions.tsx'
import type { Choices } from './ShareOptions.tsx'

const ways = ['link', 'qr', 'embed'] as const

interface ShareDialogProps {
  readonly scenario: Scenario
  readonly close: () => void
}

export function ShareDialog({ scenario, close }: ShareDialogProps): ReactNode {
  const t = useT()
  const lesson = useLesson(lessonLinkOf)
  const [way, setWay] = useState<(typeof ways)[number]>('link')
  const [large, setLarge] = useState(false)
  const [choices, setChoices] = useChoices(lesson !== null)
  const { link, leftOut } = useMemo(() => linkOf(choices.lesson ? lesson : null, scenario, choices.form), [choices, lesson, scenario])
  const address = addressOfPage(withPageLink(link, choices.page))
  const shorten = (): void => setChoices({ ...choices, form: 'short' })
  return (
    // Escape closes the large code first.
    <Modal opened onClose={close} closeOnEscape={!large} size={680} title={t('share.title')} closeButtonProps={{ 'aria-label': t('shell.close') }}>
      <div className="share">
        <ShareOptions choices={choices} choose={setChoices} hasLesson={lesson !== null} />
        <SegmentedControl
          fullWidth
          size="xs"
          aria-label={t('share.way')}
          value={way}
          onChange={(value) => setWay(ways.find((one) => one === value) ?? 'link')}
          data={ways.map((one) => ({ value: one, label: t(`share.ways.${one}`) }))}
        />
        {way === 'link' && <LinkPart address={address} leftOut={leftOut} />}
        {way === 'qr' && <QrPart address={address} large={large} setLarge={setLarge} shorten={choices.form === 'short' ? null : shorten} />}
        {way === 'embed' && <EmbedPart link={link} page={choices.page} />}
      </div>
    </Modal>
  )
}

/** Text, so that it stays the same value. */
function lessonLinkOf(state: Parameters<typeof placeOf>[0]): string | null {
  const place = placeOf(state)
  return place && encodeLessonLink(place)
}

function useChoices(hasLesson: boolean): readonly [Choices, (choices: Choices) => void] {
  const page = usePage((state) => state.page)
  return useState<Choices>(() => ({ lesson: hasLesson, form: 'auto', page: withoutPlace(page) }))
}

/** Where the page is looked at now says nothing about where the link will be. */
function withoutPlace({ embed: _embed, present: _present, ...page }: PageLink): PageLink {
  return page
}

function linkOf(lesson: string | null, scenario: Scenario, form: Choices['form']): ShareLink {
  if (lesson !== null) return { link: lesson, leftOut: [] }
  if (form === 'readable') return readableLink(scenario)
  const shared = shareLink(scenario)
  return form === 'short' ? { ...shared, link: shortest(shared.link) } : shared
}
