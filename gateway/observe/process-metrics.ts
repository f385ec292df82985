import { monitorEventLoopDelay } from 'node:perf_hooks'
import { Counter, Gauge, type Registry } from 'prom-client'

/**
 * Adds what is known of the process to a registry, read when it is asked for. The names are those of prom-client's own
 * default metrics, so that usual dashboards find them; its collector is not used, because it cannot be ended.
 */
export const addProcessMetrics = (registry: Registry): Disposable => {
  const delay = monitorEventLoopDelay({ resolution: 10 })
  delay.enable()
  // Of no measurement, the monitor's mean is NaN and its percentiles are noise.
  const seconds = (nanoseconds: number): number => (delay.count === 0 ? 0 : nanoseconds / 1e9)
  const gauge = (name: string, help: string, read: () => number): void => {
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(read())
      },
    })
  }

  new Counter({
    name: 'process_cpu_seconds_total',
    help: 'CPU time that the process has used.',
    registers: [registry],
    collect() {
      const { user, system } = process.cpuUsage()
      this.reset()
      this.inc((user + system) / 1e6)
    },
  })
  gauge('process_start_time_seconds', 'Unix time at which the process started.', () => performance.timeOrigin / 1000)
  gauge('process_resident_memory_bytes', 'Memory of the process.', () => process.memoryUsage.rss())
  gauge('nodejs_heap_size_used_bytes', 'JavaScript heap in use.', () => process.memoryUsage().heapUsed)
  gauge('nodejs_heap_size_total_bytes', 'JavaScript heap reserved.', () => process.memoryUsage().heapTotal)
  gauge('nodejs_external_memory_bytes', 'Memory of buffers outside the heap.', () => process.memoryUsage().external)
  gauge('nodejs_eventloop_lag_mean_seconds', 'Mean delay of the event loop since the last reading.', () =>
    seconds(delay.mean),
  )
  gauge('nodejs_eventloop_lag_p99_seconds', 'Delay of the event loop, 99th percentile since the last reading.', () =>
    seconds(delay.percentile(99)),
  )
  // Registered last and so read last: it begins the next span.
  gauge('nodejs_eventloop_lag_max_seconds', 'Longest delay of the event loop since the last reading.', () => {
    const longest = seconds(delay.max)
    delay.reset()
    return longest
  })
  return { [Symbol.dispose]: () => void delay.disable() }
}
