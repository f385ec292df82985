import { defineEntity, p } from '@mikro-orm/core'

// Ships lie in harbours and go with them ("on delete cascade"). The second migration added the kind "RIVER", for which
// SQLite has to make the table anew.

export const HarbourSchema = defineEntity({
  name: 'Harbour',
  tableName: 'harbour',
  properties: {
    id: p.string().length(64).primary(),
    kind: p.enum(['SEA', 'RIVER'] as const),
  },
})

export const ShipSchema = defineEntity({
  name: 'Ship',
  tableName: 'ship',
  properties: {
    id: p.string().length(64).primary(),
    harbour: () => p.manyToOne(HarbourSchema).deleteRule('cascade'),
  },
})

export const entities = [HarbourSchema, ShipSchema]
