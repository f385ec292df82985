import { defineEntity, p } from '@mikro-orm/core'

/** Describes where organizations work. */
export const ServiceAreaSchema = defineEntity({
  name: 'ServiceArea',
  tableName: 'organization_service_area',
  properties: {
    organizationId: p.string().length(64).primary(),
    // Main code of a place of the gazetteer.
    placeCode: p.string().length(64).primary(),
    // Order in which the places are listed, from 1.
    position: p.integer(),
  },
  indexes: [{ properties: ['placeCode'] }],
})

/** One of the places in which an organization works. */
export class ServiceArea extends ServiceAreaSchema.class {}

ServiceAreaSchema.setClass(ServiceArea)
