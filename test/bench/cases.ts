/** One operation that every contestant answers. */
export type BenchCase = {
  readonly name: string
  /** Body of the client's request. */
  readonly body: { readonly operationName: string; readonly query: string; readonly variables: object }
}

const small = `query Small($id: ID!) {
  program(id: $id) {
    id title summary status startsOn endsOn seats
    participations(first: 6) { id role season }
  }
}`

const medium = `query Medium($first: Int!) {
  programs(first: $first) {
    id title summary status startsOn endsOn
    organizer { id name kind country }
    participations(first: 4) {
      id role season
      person { id name email country biography affiliation { id name country } }
    }
  }
}`

const large = `query Large($first: Int!) {
  programs(first: $first) {
    id title summary status startsOn endsOn seats
    organizer { id name kind country city website }
    host { id name kind country city website }
    partners { id name country }
    director { id name email affiliation { id name country } }
    contact { id name email affiliation { id name country } }
    participations(first: 8) {
      id role season
      organization { id name country city }
      person { id name country biography affiliation { id name country } }
    }
  }
}`

/**
 * What is measured, smallest first: 1 fetch and 0.7 KB; 4 fetches on 3 hops and 23 KB; 11 fetches and 264 KB, whose
 * 1,700 places for entities hold 460 different ones. Fetches are counted as the stock gateway sends them.
 */
export const benchCases: readonly BenchCase[] = [
  { name: 'small', body: { operationName: 'Small', query: small, variables: { id: 'program-7' } } },
  { name: 'medium', body: { operationName: 'Medium', query: medium, variables: { first: 12 } } },
  { name: 'large', body: { operationName: 'Large', query: large, variables: { first: 50 } } },
]
