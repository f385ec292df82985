import { Counter, type CounterConfiguration, Histogram, type HistogramConfiguration } from 'prom-client'

// prom-client looks the labels of each single count up again. Here a series is opened once, what is counted is kept
// aside, and prom-client hears of it when the metric is read: the sums are the same, and counting is an addition.

/** One series of a counter: what is added to `waiting` is counted. */
export type CounterSeries = { waiting: number }

/** One series of a histogram. */
export type HistogramSeries = { observe(value: number): void }

type Labels<Label extends string> = Readonly<Record<Label, string>>

/** Creates a counter; its series stand at 0 from the moment that they are opened. Each is to be opened once. */
export const createCounter = <Label extends string>(
  configuration: Omit<CounterConfiguration<Label>, 'collect'>,
): ((labels: Labels<Label>) => CounterSeries) => {
  const opened: { labels: Labels<Label>; series: CounterSeries }[] = []
  const counter = new Counter<Label>({
    ...configuration,
    collect() {
      for (const { labels, series } of opened) {
        this.inc(labels, series.waiting)
        series.waiting = 0
      }
    },
  })
  return labels => {
    const series = { waiting: 0 }
    opened.push({ labels, series })
    counter.inc(labels, 0)
    return series
  }
}

/** Creates a histogram; its series stand at 0 from the moment that they are opened. Each is to be opened once. */
export const createHistogram = <Label extends string>(
  configuration: Omit<HistogramConfiguration<Label>, 'collect'>,
): ((labels: Labels<Label>) => HistogramSeries) => {
  const drains: (() => void)[] = []
  const histogram = new Histogram<Label>({
    ...configuration,
    collect() {
      for (const drain of drains) drain()
    },
  })
  return labels => {
    const aside = new Float64Array(mostAside)
    let count = 0
    const drain = (): void => {
      for (let index = 0; index < count; index++) histogram.observe(labels, aside[index] ?? 0)
      count = 0
    }
    drains.push(drain)
    histogram.zero(labels)
    return {
      observe: value => {
        aside[count++] = value
        if (count === mostAside) drain()
      },
    }
  }
}

const mostAside = 256
