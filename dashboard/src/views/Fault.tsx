import { Component, type ReactNode } from "react";

/** Stands in for a page that cannot be shown: after an upgrade its file may be gone, and loading all anew brings the new one. */
export class Fault extends Component<{ page: string; children: ReactNode }, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  // Another page may well be shown.
  override componentDidUpdate(before: { page: string }) {
    if (before.page !== this.props.page && this.state.hasFailed) this.setState({ hasFailed: false });
  }

  override render() {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <main className="refused" role="alert">
        <h1>This page cannot be shown</h1>
        <p>The program was upgraded since this page was opened, or something here went wrong. Nothing is lost by loading it anew.</p>
        <p>
          <button type="button" onClick={() => location.reload()}>Load it anew</button>{" "}
          <a href="/">To the market</a>
        </p>
      </main>
    );
  }
}
