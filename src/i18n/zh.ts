// Simplified Chinese, whole: one file to load.
import { catalogueTexts } from './catalogue.ts'
import type { MessageTree, Translation } from './languages.ts'
import sentences from './sentences/zh.json'

const byName = (files: Readonly<Record<string, MessageTree>>): MessageTree =>
  Object.fromEntries(Object.entries(files).map(([path, tree]) => [path.slice(path.lastIndexOf('/') + 1, -'.json'.length), tree]))

export const zh: Translation = {
  messages: byName(import.meta.glob<MessageTree>('./zh/*.json', { eager: true, import: 'default' })),
  catalogue: byName(import.meta.glob<MessageTree>('./catalog/zh/*.json', { eager: true, import: 'default' })),
  sentences,
  catalogueKeys: new Map(catalogueTexts().map(({ english, key }) => [english, key])),
}
