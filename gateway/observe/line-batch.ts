import type { DestinationStream } from 'pino'

/**
 * Writes the lines of one turn of the event loop at once: for a busy gateway, a write of its own for each line is the
 * dearest part of a log. `flush` writes at once what waits, for a process that ends.
 */
export const batchLines = (sink: DestinationStream): DestinationStream & { flush(): void } => {
  let waiting = ''
  const flush = (): void => {
    if (waiting === '') return
    const lines = waiting
    waiting = ''
    sink.write(lines)
  }
  return {
    write: line => {
      if (waiting === '') setImmediate(flush)
      waiting += line
    },
    flush,
  }
}
