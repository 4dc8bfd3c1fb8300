// What is minimised, from where and for how long.
import type { ReactNode } from 'react'
import { landscapeById } from '../../catalog/landscapes/registry.ts'
import type { Landscape, Point, Range } from '../../catalog/types.ts'
import { shortNumber } from '../../charts/format.ts'
import { useT, useText } from '../../i18n/react.ts'
import { knownMinimumOf } from '../../scenario/minimum.ts'
import { setField, without } from '../edits.ts'
import { SliderField } from '../fields/SliderField.tsx'
import { SourceLink } from '../fields/SourceLink.tsx'
import { FunctionTex } from '../fields/Tex.tsx'
import { Icon } from '../icons.tsx'
import { useAppData } from '../store-context.tsx'
import { useEdit, useEditOrTell } from '../use-edit.ts'
import { LandscapeButton } from './LandscapeButton.tsx'
import { OwnLandscapeFields } from './OwnLandscapeFields.tsx'
import { ownFrom } from './own-landscape.ts'
import { RaceFields } from './RaceFields.tsx'

export function ProblemPanel(): ReactNode {
  const t = useT()
  const landscape = useAppData((state) => state.scenario.landscape)
  const known = typeof landscape === 'string' ? landscapeById.get(landscape) : undefined
  return (
    <section className="panel problem" aria-labelledby="problem-title">
      <header className="panel-head">
        <h2 id="problem-title">{t('problem.title')}</h2>
      </header>
      <div className="panel-body">
        <LandscapeButton />
        {known === undefined ? typeof landscape !== 'string' && <OwnLandscapeFields own={landscape} /> : <KnownLandscape landscape={known} />}
        <RaceFields />
      </div>
    </section>
  )
}

const between = ([low, high]: Range): string => `${shortNumber(low)} … ${shortNumber(high)}`
const pointText = ([x, y]: Point): string => `(${shortNumber(x)}, ${shortNumber(y)})`

function KnownLandscape({ landscape }: { readonly landscape: Landscape }): ReactNode {
  const t = useT()
  const say = useText()
  const edit = useEdit()
  const change = useEditOrTell()
  const constants = useAppData((state) => state.scenario.constants)
  const minimum = knownMinimumOf({ landscape: landscape.id, ...(constants === undefined ? {} : { constants }) })
  const makeOwn = (): boolean =>
    change((scenario) => ({ ...without(scenario, 'constants'), landscape: ownFrom(landscape, scenario.constants ?? {}) }))
  return (
    <>
      <div className="formula-box">
        <FunctionTex text={landscape.formula} />
        <button type="button" className="plain-button" title={t('problem.editHelp')} onClick={makeOwn}>
          <Icon name="edit" size={14} /> {t('problem.edit')}
        </button>
      </div>
      {landscape.constants.map((constant) => (
        <SliderField
          key={`${landscape.id} ${constant.name}`}
          name={constant.name}
          fullName={t('problem.constant', { name: constant.name })}
          help={say(constant.help)}
          value={constants?.[constant.name] ?? constant.default}
          range={{ min: constant.min, max: constant.max, scale: constant.scale ?? 'linear' }}
          commit={(value) => edit((scenario) => setField('constants', { ...scenario.constants, [constant.name]: value })(scenario))}
        />
      ))}
      <p className="teaches">{say(landscape.teaches)}</p>
      <details className="more">
        <summary>{t('problem.more')}</summary>
        {landscape.note !== undefined && <p>{say(landscape.note)}</p>}
        <p>{t('problem.domain', { x: between(landscape.domain[0]), y: between(landscape.domain[1]) })}</p>
        {minimum !== null && <p>{t('problem.minimum', { value: shortNumber(minimum.value), points: minimum.points.map(pointText).join(', ') })}</p>}
        <SourceLink source={landscape.source} />
      </details>
    </>
  )
}
