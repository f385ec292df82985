import { defineEntity, p } from '@mikro-orm/core'
import { idColumn, reference } from './columns.ts'

/** Describes the table of topic rows. */
export const TopicSchema = defineEntity({
  name: 'Topic',
  tableName: 'topic',
  properties: {
    id: idColumn(),
    slug: p.string().length(120).unique(),
    label: p.string().length(200),
    sortLabel: p.string().length(200),
    altLabels: p.json<string[]>(),
  },
  indexes: [{ properties: ['sortLabel', 'id'] }],
})

/** A subject of programs (SKOS concept). */
export class Topic extends TopicSchema.class {}
TopicSchema.setClass(Topic)

/** Describes the table of topic broader rows. */
export const TopicBroaderSchema = defineEntity({
  name: 'TopicBroader',
  tableName: 'topic_broader',
  properties: { id: idColumn(), topicId: reference(), position: p.integer(), broaderId: reference() },
  indexes: [{ properties: ['topicId', 'position'] }, { properties: ['broaderId', 'topicId'] }],
})

/** The step from a topic to a wider one (skos:broader); narrower is read the other way round. */
export class TopicBroader extends TopicBroaderSchema.class {}
TopicBroaderSchema.setClass(TopicBroader)

/** Describes the table of program topic rows. */
export const ProgramTopicSchema = defineEntity({
  name: 'ProgramTopic',
  tableName: 'program_topic',
  properties: { id: idColumn(), programId: reference(), position: p.integer(), topicId: reference() },
  indexes: [{ properties: ['programId', 'position'] }, { properties: ['topicId', 'programId'] }],
})

/** A topic of a program. */
export class ProgramTopic extends ProgramTopicSchema.class {}
ProgramTopicSchema.setClass(ProgramTopic)
