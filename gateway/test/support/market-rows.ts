// The rows of a small market. graphql-js throws a value that is an Error, so a field that fails holds one.
import { GraphQLError } from 'graphql'

/** A row of the market; fields are values, getters of other rows, or functions of the field's arguments. */
export type Row = { readonly __typename: string; readonly [field: string]: unknown }

/**
 * Whether fields fail, entities are unknown and nulls stand where others need a value. In a calm market nothing of that
 * happens, so a compiled program answers to the end.
 */
export type Mood = 'broken' | 'calm'

const named = (name: string) => (args: { upper?: boolean | null }) => (args.upper ? name.toUpperCase() : name)
const probed = (sku: string) => (args: object) => `${sku} ${JSON.stringify(args)}`

/** Creates all rows by type. */
export const createRows = (mood: Mood) => {
  const isBroken = mood === 'broken'
  const broken = (what: string, calm: unknown): unknown =>
    isBroken ? new GraphQLError(`The ${what} fails.`, { extensions: { code: 'BAD_USER_INPUT' } }) : calm
  const absent = (calm: unknown): unknown => (isBroken ? null : calm)
  /** Known to who refers to it, and to nobody else; null where all are known. */
  const unknown: Row | null = isBroken ? { __typename: 'User', id: 'ghost' } : null

  const users: Record<'ana' | 'ben' | 'cy', Row> = {
    ana: {
      __typename: 'User',
      id: 'u1',
      email: 'ana@x',
      name: 'Ana',
      born: 1950,
      kind: 'STAFF',
      address: { city: 'Riga', lines: [['a', null], []] },
      get friend() {
        return users.ben
      },
      get products() {
        return [products.axe, products.bell]
      },
      get favourite() {
        return media.reef
      },
    },
    ben: {
      __typename: 'User',
      id: 'u2',
      email: 'ben@x',
      name: broken('name of u2', 'Ben'),
      born: 1960,
      kind: 'GUEST',
      address: absent({ city: 'Oslo', lines: [] }),
      get friend() {
        return unknown ?? users.cy
      },
      products: null,
      get favourite() {
        return media.chess
      },
    },
    cy: {
      __typename: 'User',
      id: 'u3',
      email: 'cy@x',
      name: absent('Cy'),
      born: broken('birth of u3', 1970),
      kind: 'STAFF',
      address: { city: broken('city of u3', 'Riga'), lines: null },
      get friend() {
        return users.ana
      },
      get products() {
        return [products.drum]
      },
      favourite: null,
    },
  }

  const products: Record<'axe' | 'bell' | 'cup' | 'drum', Row> = {
    axe: {
      __typename: 'Product',
      id: 'p1',
      sku: 's-1',
      name: named('Axe'),
      weight: 3,
      size: { w: 1, h: 2, unit: 'cm' },
      parts: [{ grams: 5, note: 'x' }, null, { grams: null, note: broken('note of p1', 'y') }],
      inStock: true,
      hasBadge: true,
      probe: probed('s-1'),
      get maker() {
        return users.ana
      },
      get related() {
        return [[products.bell, null], null, [products.axe], []]
      },
      get neighbours() {
        return [[products.cup], [], [products.axe, products.bell]]
      },
      get similar() {
        return [products.bell, users.cy, null, copies[1], products.axe, users.ben]
      },
    },
    bell: {
      __typename: 'Product',
      id: 'p2',
      sku: 's-2',
      name: named('Bell'),
      weight: null,
      size: null,
      parts: [],
      inStock: broken('stock of p2', false),
      hasBadge: absent(true),
      probe: probed('s-2'),
      get maker() {
        return users.ben
      },
      related: null,
      get neighbours() {
        return [[products.drum]]
      },
    },
    cup: {
      __typename: 'Product',
      id: 'p3',
      sku: 's-3',
      name: absent(named('Cup')),
      weight: 9,
      size: { w: 7, h: broken('height of p3', 8), unit: null },
      parts: null,
      inStock: null,
      hasBadge: true,
      probe: probed('s-3'),
      get maker() {
        return unknown ?? users.ana
      },
      get related() {
        return [[products.drum, products.drum]]
      },
      neighbours: null,
    },
    drum: {
      __typename: 'Product',
      id: 'p4',
      sku: 's-4',
      name: broken('name of p4', named('Drum')),
      weight: broken('weight of p4', 4),
      size: { w: null, h: 4, unit: 'in' },
      parts: [{ grams: broken('grams of p4', 6), note: null }],
      inStock: false,
      hasBadge: true,
      probe: probed('s-4'),
      get maker() {
        return users.cy
      },
      related: [],
      neighbours: broken('neighbours of p4', []),
      get similar() {
        return [unknown ?? users.ben, copies[0]]
      },
    },
  }

  const media: Record<'reef' | 'bay' | 'chess', Row> = {
    reef: {
      __typename: 'Film',
      id: 'm1',
      title: 'Reef',
      minutes: 90,
      score: 5,
      get lead() {
        return users.ana
      },
      get reviews() {
        return [reviews.good, reviews.bad]
      },
    },
    bay: {
      __typename: 'Film',
      id: 'm2',
      title: broken('title of m2', 'Bay'),
      minutes: broken('minutes of m2', 80),
      score: null,
      lead: null,
      reviews: [],
    },
    chess: {
      __typename: 'Game',
      id: 'm3',
      title: absent('Chess'),
      players: 2,
      score: broken('score of m3', 3),
      get lead() {
        return users.cy
      },
      get reviews() {
        return [reviews.odd]
      },
    },
  }

  const reviews: Record<'good' | 'bad' | 'odd', Row> = {
    good: {
      __typename: 'Review',
      stars: 5,
      get author() {
        return users.ana
      },
      get subject() {
        return media.reef
      },
    },
    bad: {
      __typename: 'Review',
      stars: broken('stars of a review', 1),
      get author() {
        return users.ben
      },
      get subject() {
        return media.chess
      },
    },
    odd: {
      __typename: 'Review',
      stars: null,
      get author() {
        return unknown ?? users.cy
      },
      subject: null,
    },
  }

  const copies: readonly Row[] = [
    {
      __typename: 'Copy',
      number: 1,
      shelf: { code: 'A' },
      title: 'First',
      condition: 'GOOD',
      get product() {
        return products.axe
      },
    },
    {
      __typename: 'Copy',
      number: 1,
      shelf: { code: 'B' },
      title: null,
      condition: broken('condition of 1 in B', 'WORN'),
      get product() {
        return products.drum
      },
    },
  ]

  const notes: readonly Row[] = [{ __typename: 'Note', name: named('Note'), text: broken('text', 'Text') }]

  return {
    User: Object.values(users),
    Product: Object.values(products),
    Media: Object.values(media),
    Review: Object.values(reviews),
    Copy: copies,
    Note: notes,
  } as const
}
