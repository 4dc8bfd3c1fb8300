import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import type { CsvData, CsvOptions } from './csv.ts'
import { readCsv } from './csv.ts'
import { checkOwnData, ownDataSchema } from './own-data.ts'

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

function good(text: string, options?: CsvOptions): CsvData {
  const answer = readCsv(bytesOf(text), options)
  if ('problem' in answer) throw new Error(answer.problem)
  return answer
}

function problemOf(bytes: Uint8Array, options?: CsvOptions): string {
  const answer = readCsv(bytes, options)
  return 'problem' in answer ? answer.problem : `read ${answer.own.rows.length} rows`
}

const flowers = 'length,width,species\n5.1,3.5,setosa\n4.9,3,setosa\n6.4,3.2,versicolor\n6.9,3.1,versicolor\n'

describe('a good file', () => {
  it('is read with its names, its classes and all its numbers', () => {
    const { columns, target, task, dropped, own } = good(flowers, { name: 'flowers.csv' })
    expect(columns).toEqual([
      { name: 'length', kind: 'number', missing: 0 },
      { name: 'width', kind: 'number', missing: 0 },
      { name: 'species', kind: 'text', missing: 0 },
    ])
    expect({ target, task, dropped }).toEqual({ target: 'species', task: 'classes', dropped: [] })
    expect(own).toEqual({
      name: 'flowers.csv',
      columns: ['length', 'width'],
      rows: [[5.1, 3.5], [4.9, 3], [6.4, 3.2], [6.9, 3.1]],
      target: 'species',
      targets: ['setosa', 'setosa', 'versicolor', 'versicolor'],
    })
  })

  it.each([
    ['semicolons', flowers.replaceAll(',', ';')],
    ['semicolons and decimal commas', flowers.replaceAll(',', ';').replaceAll('.', ',')],
    ['tabs', flowers.replaceAll(',', '\t')],
    ['bars', flowers.replaceAll(',', '|')],
    ['Windows line ends', flowers.replaceAll('\n', '\r\n')],
    ['old Macintosh line ends', flowers.replaceAll('\n', '\r')],
    ['a byte order mark', `\uFEFF${flowers}`],
    ['quoted cells', flowers.replaceAll(/[^,\n]+/g, '"$&"')],
    ['spaces around', flowers.replaceAll(',', ' , ')],
    ['empty rows', flowers.replaceAll('\n', '\n\n,,\n')],
    ['no last line end', flowers.trim()],
  ])('may have %s', (_, text) => {
    expect(good(text).own).toEqual(good(flowers).own)
  })

  it('may have no header', () => {
    const { columns, own } = good(flowers.slice(flowers.indexOf('\n') + 1))
    expect(columns.map(({ name }) => name)).toEqual(['column 1', 'column 2', 'column 3'])
    expect(own.rows).toHaveLength(4)
    expect(good('1,2\n3,4.5\n5,6.5\n7,8\n').own).toMatchObject({ columns: ['column 1'], rows: [[1], [3], [5], [7]], targets: [2, 4.5, 6.5, 8] })
  })

  it('may have names that are numbers among its header, double names and empty ones', () => {
    expect(good('year,2020,a,a,\n1,2,3,4,0.5\n2,3,4,5,0.7\n3,4,5,6,0.9\n4,5,6,7,1\n').columns.map(({ name }) => name)).toEqual(['year', '2020', 'a', 'a (2)', 'column 5'])
  })

  it('may have names that objects come with', () => {
    const { own } = good('__proto__,constructor,toString,y\n1,2,3,a\n4,5,6,b\n7,8,9,a\n1,1,1,b\n')
    expect(own).toMatchObject({ columns: ['__proto__', 'constructor', 'toString'], rows: [[1, 2, 3], [4, 5, 6], [7, 8, 9], [1, 1, 1]] })
    expect(good('__proto__,y\nconstructor,a\n__proto__,b\nconstructor,a\n__proto__,b\n').own).toMatchObject({ columns: ['__proto__=__proto__', '__proto__=constructor'], rows: [[0, 1], [1, 0], [0, 1], [1, 0]] })
    expect(Object.keys(Object.prototype)).toEqual([])
  })

  it('gives the words of a text column a column each', () => {
    expect(good('colour,size,price\nred,1,2.5\nblue,2,3.5\nred,3,4.25\nblue,4,5\n').own).toMatchObject({
      columns: ['colour=blue', 'colour=red', 'size'],
      rows: [[0, 1, 1], [1, 0, 2], [0, 1, 3], [1, 0, 4]],
      targets: [2.5, 3.5, 4.25, 5],
    })
  })

  it('loses the rows with missing values, and says which', () => {
    const { dropped, columns, own } = good('a,b,y\n1,2,p\n,3,q\n4,NA,p\n\n5,6,?\n7,8,q\n9,10\n1,2,p,4\n1,2,q\n3,4,p\n')
    expect(dropped).toEqual([
      { row: 3, why: 'has no value in column "a"' },
      { row: 4, why: 'has no value in column "b"' },
      { row: 6, why: 'has no value in column "y"' },
      { row: 8, why: 'has 2 cells, expected 3' },
      { row: 9, why: 'has 4 cells, expected 3' },
    ])
    expect(columns.map(({ missing }) => missing)).toEqual([1, 1, 2])
    expect(own).toMatchObject({ rows: [[1, 2], [7, 8], [1, 2], [3, 4]], targets: ['p', 'q', 'q', 'p'] })
  })
})

describe('what is to be predicted', () => {
  const numbers = 'a,y,b\n1,0.5,2\n2,0.25,3\n1,0.75,4\n2,1,5\n'

  it('is guessed by its name, else the last column', () => {
    expect(good(numbers).target).toBe('y')
    expect(good(numbers.replace('y', 'z')).target).toBe('b')
  })

  it('is what was asked for', () => {
    const { target, task, own } = good(numbers, { target: 'a', task: 'classes' })
    expect({ target, task, columns: own.columns, targets: own.targets }).toEqual({ target: 'a', task: 'classes', columns: ['y', 'b'], targets: ['1', '2', '1', '2'] })
    expect(good(flowers, { target: 'width' }).own).toMatchObject({ columns: ['length', 'species=setosa', 'species=versicolor'], targets: [3.5, 3, 3.2, 3.1] })
  })

  it.each([
    ['few whole numbers', 'x,y\n1,0\n2,1\n3,0\n4,1\n', 'classes'],
    ['whole numbers, one of them once', 'x,y\n1,1\n2,2\n3,1\n4,2\n5,3\n', 'numbers'],
    ['broken numbers', 'x,y\n1,0.5\n2,1\n3,0.5\n4,1\n', 'numbers'],
    ['text', flowers, 'classes'],
  ] as const)('is guessed from %s', (_, text, task) => {
    expect(good(text).task).toBe(task)
  })
})

describe('a bad file is refused in one sentence', () => {
  const wide = (columns: number): string => Array.from({ length: columns }, (_, i) => `c${i}`).join(',')
  const rowOf = (columns: number): string => Array.from({ length: columns }, (_, i) => String(i)).join(',')
  const rows = (count: number, row: (i: number) => string): string => Array.from({ length: count }, (_, i) => row(i)).join('\n')
  it.each<[string, string, RegExp, CsvOptions?]>([
    ['empty', '', /^The file is empty:/],
    ['of empty rows', '\n , \n\n', /^The file is empty:/],
    ['a header alone', 'a,b', /^The file has no row of values: expected at least 4\.$/],
    ['a single row', 'a,b,y\n1,2,x', /^The file has a single row of values: expected at least 4\.$/],
    ['three rows', 'a,b,y\n1,2,x\n3,4,y\n5,6,x', /^The file has 3 rows of values: expected at least 4\.$/],
    ['a single column', 'a\n1\n2', /^The file has a single column:/],
    ['text in a number column', 'a,b,y\n1,2,p\n3,oops,q\n5,6,p\n7,8,q', /^Row 3, column "b": expected a number, as in the rest of the column, got "oops"\./],
    ['text in the number to be predicted', 'a,y\n1,2.5\n3,3.5\n5,many\n7,8', /^Row 4, column "y": expected a number.* got "many"\./],
    ['NaN', 'a,b,y\n1,NaN,p\n3,4,q\n5,6,p\n7,8,q', /^Row 2, column "b": expected a finite number below 3e38, got "NaN"\./],
    ['Infinity', 'a,b,y\n1,2,p\n3,-Infinity,q\n5,6,p\n7,8,q', /^Row 3, column "b": expected a finite number below 3e38, got "-Infinity"\./],
    ['a number beyond float32', 'a,b,y\n1,1e39,p\n3,4,q\n5,6,p\n7,8,q', /^Row 2, column "b": expected a finite number below 3e38, got "1e39"\./],
    ['one class', 'a,b,y\n1,2,p\n3,4,p\n5,6,p\n7,8,p', /^Column "y" holds one class only \("p"\): expected at least two\.$/],
    ['a class of one row', 'a,y\n1,p\n3,q\n5,p\n7,q\n9,r', /^Column "y" holds the class "r" in a single row: expected at least 2 rows of each class\.$/],
    ['a class of a whole page', `a,y\n1,p\n2,p\n3,${'x'.repeat(201)}\n4,${'x'.repeat(201)}`, /^Column "y" holds a class of 201 characters \("x{40}…"\): expected at most 200\.$/],
    ['one number', 'a,y\n1,2.5\n3,2.5\n5,2.5\n7,2.5', /^Column "y" holds one number only \("2.5"\)/],
    ['10 000 columns', `${wide(10_000)}\n${rowOf(10_000)}\n${rowOf(10_000)}`, /^The file has 10 000 columns: expected at most 1 000 features, and the target\.$/],
    ['too many values', rows(20_002, () => rowOf(10)), /^The file has 200 010 values: expected at most 200 000\./],
    ['no complete row', 'a,b,y\n1,,p\n,4,q\n5,,p\n,6,q', /^Only 0 of 4 rows can be used, expected at least 4: row 2 has no value in column "b"\.$/],
    ['an empty column', 'a,b,y\n1,,p\n2,,q\n3,,p\n4,,q', /^Column "b" has no values/],
    ['names in a column', `name,y\n${rows(20, (i) => `person ${i},${i % 2}`)}`, /^Row 14, column "name": "person 12" is text number 13 that differs/],
    ['too many classes', `x,y\n${rows(200, (i) => `${i},k${i}`)}`, /^Column "y" holds 200 classes: expected at most 100\./],
    ['text to be predicted as a number', flowers, /^Column "species" holds text, expected numbers/, { task: 'numbers' }],
    ['a column that is not there', flowers, /^There is no column "petal" to be predicted: expected one of "length", "width", "species"\.$/, { target: 'petal' }],
    ['an open quotation mark', 'a,y\n1,p\n"2,q\n3,p', /^Row 3 has a quotation mark that is not closed/],
  ])('%s', (_, text, sentence, options) => {
    expect(problemOf(bytesOf(text), options)).toMatch(sentence)
  })

  const utf16 = (text: string, littleEndian: boolean): Uint8Array => {
    const view = new DataView(new ArrayBuffer(2 * text.length))
    for (let i = 0; i < text.length; i++) view.setUint16(2 * i, text.charCodeAt(i), littleEndian)
    return new Uint8Array(view.buffer)
  }

  it.each<[string, Uint8Array, RegExp]>([
    ['UTF-16, little end first', utf16(`\uFEFF${flowers}`, true), /^The file is in UTF-16, expected UTF-8:/],
    ['UTF-16, big end first', utf16(`\uFEFF${flowers}`, false), /^The file is in UTF-16, expected UTF-8:/],
    ['UTF-16 without a mark', utf16(flowers, true), /^The file holds bytes that no text has/],
    ['Latin-1', Uint8Array.from('a,y\n1,p\n2,caf\xe9\n', (c) => c.charCodeAt(0)), /^Line 3 is not in UTF-8: save the file again as "CSV UTF-8"\.$/],
    ['a spreadsheet', Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0), /^The file is a spreadsheet or an archive/],
    ['a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0), /^The file holds bytes that no text has/],
    ['far too large', new Uint8Array(9e6).fill(49), /^The file has 9\.0 MB: expected at most 8 MB\.$/],
  ])('%s', (_, bytes, sentence) => {
    expect(problemOf(bytes)).toMatch(sentence)
  })
})

describe('any file', () => {
  /** A column of one kind, with something else in it now and then. */
  const strange = fc.oneof(fc.constantFrom('', 'NA', 'NaN', 'Infinity', '1e400', '__proto__', 'constructor', '"', '"a,b"', '1,5'), fc.string())
  const column = fc.constantFrom(fc.double({ noNaN: true, min: -1e30, max: 1e30 }).map(String), fc.integer({ min: 0, max: 3 }).map(String), fc.constantFrom('red', 'blue', '__proto__'))
  const separators = fc.record({ cell: fc.constantFrom(',', ';', '\t'), row: fc.constantFrom('\n', '\r\n') })
  const table = fc
    .tuple(fc.array(column, { minLength: 1, maxLength: 4 }), separators)
    .chain(([columns, separator]) => {
      const row = fc.tuple(...columns.map((usual) => fc.oneof({ weight: 60, arbitrary: usual }, { weight: 1, arbitrary: strange })))
      return fc.array(row, { maxLength: 16 }).map((rows) => bytesOf(rows.map((cells) => cells.join(separator.cell)).join(separator.row)))
    })

  it.each([
    ['of bytes', fc.uint8Array({ maxLength: 200 })],
    ['of text', fc.string({ unit: 'binary', maxLength: 200 }).map(bytesOf)],
    ['like a table', table],
  ])('%s is refused in a sentence, or read as what a scenario may hold', (_, files) => {
    fc.assert(
      fc.property(files, fc.constantFrom(undefined, 'classes' as const, 'numbers' as const), (bytes, task) => {
        const answer = readCsv(bytes, task === undefined ? {} : { task })
        if ('problem' in answer) {
          expect(answer.problem).toMatch(/^[A-Z][^]*\.$/)
          return
        }
        const { own } = answer
        expect([...(v.safeParse(ownDataSchema, own).issues ?? []).map((issue) => issue.message), ...checkOwnData('own', own)]).toEqual([])
        expect(new Set<string | number>(own.targets).size).toBeGreaterThanOrEqual(2)
      }),
      { numRuns: 1000 },
    )
  })

  it('like a table is often read: the property above is about both', () => {
    const read = fc.sample(table, { numRuns: 500, seed: 1 }).filter((bytes) => !('problem' in readCsv(bytes)))
    expect(read.length).toBeGreaterThan(100)
    expect(read.length).toBeLessThan(450)
  })
})
