import type { ReactNode } from 'react'

// One stroke, one size, no fill: the icons of GraphiQL's sidebar.
const icon = (paths: ReactNode) => () => (
  <svg
    viewBox="0 0 24 24"
    width="1em"
    height="1em"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.6"
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
  >
    {paths}
  </svg>
)

export const ExplorerIcon = icon(
  <>
    <path d="M4 5h4v4H4zM4 15h4v4H4zM11.5 7H20M11.5 17H20" />
    <path d="m5 17 .8.8L7.4 16" />
  </>,
)
export const SavedIcon = icon(<path d="M6 4h12v16l-6-4.5L6 20z" />)
export const PlanIcon = icon(
  <>
    <path d="M9 4h6v4H9zM3 16h6v4H3zM15 16h6v4h-6z" />
    <path d="M12 8v4M6 16v-4h12v4" />
  </>,
)
export const TableIcon = icon(
  <>
    <rect x="3.5" y="5" width="17" height="14" rx="1.5" />
    <path d="M3.5 10h17M3.5 14.5h17M10 10v9" />
  </>,
)
export const CurlIcon = icon(<path d="M4 6l5 6-5 6M12 18h8" />)
export const LinkIcon = icon(
  <>
    <path d="M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.300l-1 1" />
    <path d="M14 10a4 4 0 0 0-5.700 0l-3 3A4 4 0 0 0 11 18.700l1-1" />
  </>,
)
