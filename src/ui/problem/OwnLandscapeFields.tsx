// A person's own f(x, y): the text, how it is understood, and the box that is drawn.
import type { ReactNode } from 'react'
import { useT } from '../../i18n/react.ts'
import type { OwnLandscape } from '../../scenario/types.ts'
import { setField } from '../edits.ts'
import { FormulaEditor } from '../fields/FormulaEditor.tsx'
import { NumberField } from '../fields/NumberField.tsx'
import { FunctionTex } from '../fields/Tex.tsx'
import { useEdit } from '../use-edit.ts'
import type { EditResult } from '../refusal.ts'

const bounds = [
  { axis: 0, end: 0, key: 'problem.xFrom' },
  { axis: 0, end: 1, key: 'problem.xTo' },
  { axis: 1, end: 0, key: 'problem.yFrom' },
  { axis: 1, end: 1, key: 'problem.yTo' },
] as const

export function OwnLandscapeFields({ own }: { readonly own: OwnLandscape }): ReactNode {
  const t = useT()
  const edit = useEdit()
  const setBound = (axis: 0 | 1, end: 0 | 1, value: number | string): EditResult => {
    const domain = own.domain.map((range, a) => range.map((bound, e) => (a === axis && e === end ? value : bound)))
    return edit(setField('landscape', { ...own, domain }))
  }
  return (
    <>
      <FormulaEditor
        name={t('problem.ownLabel')}
        help={t('problem.ownHelp')}
        value={own.formula}
        commit={(formula) => edit(setField('landscape', { ...own, formula }))}
      />
      <FunctionTex text={own.formula} />
      <div className="field-grid four">
        {bounds.map(({ axis, end, key }) => (
          <NumberField key={key} labelled name={t(key)} value={own.domain[axis][end]} commit={(value) => setBound(axis, end, value)} />
        ))}
      </div>
    </>
  )
}
