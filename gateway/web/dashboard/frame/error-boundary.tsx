import { Component, type ReactNode } from 'react'

/** Shows a sentence in place of a page that broke. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { isBroken: boolean }> {
  override state = { isBroken: false }

  static getDerivedStateFromError(): { isBroken: boolean } {
    return { isBroken: true }
  }

  override render(): ReactNode {
    if (!this.state.isBroken) return this.props.children
    return (
      <div className="page-said" role="alert">
        <h1>This page cannot be shown</h1>
        <p>Something failed on our side while it was drawn. The network itself is not touched by that.</p>
        <p>
          <button type="button" className="button" onClick={() => location.reload()}>
            Load it again
          </button>
        </p>
      </div>
    )
  }
}
