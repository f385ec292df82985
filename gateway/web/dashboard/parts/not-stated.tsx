/** What no source says: a quiet mark for the eye, since most cells of some columns have nothing. */
export const NotStated = () => (
  <span className="not-stated">
    <span aria-hidden="true">–</span>
    <span className="visually-hidden">not stated</span>
  </span>
)
