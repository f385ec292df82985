/**
 * What the tab is called while it shows a person. A browser writes titles into its history, where they stay after the
 * sign-out, so whoever is protected is not named; such a person has no slug.
 */
export const personTitle = ({ name, slug }: { readonly name: string; readonly slug: string | null }): string =>
  slug === null ? 'Protected person' : name
