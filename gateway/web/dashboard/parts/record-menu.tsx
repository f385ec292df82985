import type { OperationName, VariablesOf } from '../ask.ts'
import { PanelMenu } from '../panel/panel-menu.tsx'

/** The ways to take a whole record away. */
export const RecordMenu = <Name extends OperationName>({
  title,
  operation,
  variables,
}: {
  title: string
  operation: Name
  variables: VariablesOf<Name>
}) => <PanelMenu title={title} downloads={[{ name: 'CSV of this page', operation, variables }]} />
