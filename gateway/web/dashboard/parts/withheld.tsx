/** Stands for a value that exists but that this viewer may not read. */
export const Withheld = ({ scope, children = 'Withheld' }: { scope?: string; children?: string }) => (
  <span className="withheld">
    <span className="withheld-word">{children}</span>
    {scope && <span className="withheld-why"> Needs the scope “{scope}”. Sign in to read it.</span>}
  </span>
)
