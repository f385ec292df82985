import { readConfig } from '@exchange-network/gateway/config'
import { createLog } from '@exchange-network/gateway/observe/log'
import { createGateway, type RunningGateway } from '@exchange-network/gateway/server'

/**
 * Starts our gateway as a client meets it, over HTTP on a free port, for the supergraph in a file. Subgraphs get no
 * identity, and `folder` takes the development keys. Limits are the standard ones: what an audit asks has to pass them.
 * The standard gateway interprets what is asked once; "program" compiles each operation at once.
 */
export const startAuditedGateway = (
  supergraph: string,
  folder: string,
  engine: Engine = 'interpreter',
): Promise<RunningGateway> =>
  createGateway(
    readConfig({
      PORT: '0',
      SUPERGRAPH: supergraph,
      DATA_DIR: folder,
      IDENTITY_SIGN_KEYS: 'none',
      RATE_LIMIT_COST_PER_MINUTE: '0',
      ...(engine === 'program' && { COMPILE_AT_USE: '1' }),
    }),
    createLog('silent'),
  )

/** Which of the gateway's two executions answers. */
export const engines = ['interpreter', 'program'] as const
export type Engine = (typeof engines)[number]
