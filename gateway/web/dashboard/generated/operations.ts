// Written by "npm run codegen"; do not edit.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type AffiliationKind =
  | 'EMPLOYMENT'
  | 'PUBLIC_OFFICE'
  | 'BOARD'
  | 'MEMBERSHIP'
  | 'CONTACT';

export type Attendance =
  | 'PLANNED'
  | 'ATTENDED'
  | 'UNKNOWN'
  | 'WITHDRAWN'
  | 'NO_SHOW';

export type Bound =
  | 'EXACT'
  | 'AT_LEAST'
  | 'MORE_THAN'
  | 'ABOUT';

export type Certainty =
  | 'CERTAIN'
  | 'POSSIBLE';

export type ClaimBasis =
  | 'STATED'
  | 'COMPUTED'
  | 'INFERRED';

export type ConflictStatus =
  | 'OPEN'
  | 'RESOLVED'
  | 'UNRESOLVABLE';

export type ContactKind =
  | 'EMAIL'
  | 'PHONE_OFFICE'
  | 'PHONE_MOBILE';

export type DatePrecision =
  | 'DAY'
  | 'MONTH'
  | 'YEAR';

export type DateRange = {
  readonly from?: string | null | undefined;
  readonly to?: string | null | undefined;
  readonly includeUndated?: boolean;
};

export type Direction =
  | 'INBOUND'
  | 'OUTBOUND'
  | 'DOMESTIC';

export type NameAuthority =
  | 'ISO_3166'
  | 'UN_M49'
  | 'US_STATE_DEPARTMENT'
  | 'COMMON';

export type NameKind =
  | 'OFFICIAL'
  | 'ACRONYM'
  | 'ALTERNATE'
  | 'FORMER'
  | 'AS_PRINTED';

export type OrganizationFilter = {
  readonly ids?: ReadonlyArray<string> | null | undefined;
  readonly kinds?: ReadonlyArray<OrganizationKind> | null | undefined;
  readonly name?: string | null | undefined;
  readonly locatedIn?: ReadonlyArray<string> | null | undefined;
  readonly serves?: ReadonlyArray<string> | null | undefined;
  readonly memberOf?: ReadonlyArray<string> | null | undefined;
  readonly unitOf?: ReadonlyArray<string> | null | undefined;
  readonly hasConflicts?: boolean | null | undefined;
  readonly updatedSince?: string | null | undefined;
};

export type OrganizationKind =
  | 'GOVERNMENT_DEPARTMENT'
  | 'GOVERNMENT_BUREAU'
  | 'STATE_EDUCATION_AGENCY'
  | 'COUNTY_OFFICE_OF_EDUCATION'
  | 'SCHOOL_DISTRICT'
  | 'NATIONAL_PROGRAM_AGENCY'
  | 'COMMUNITY_BASED_MEMBER'
  | 'ASSOCIATION'
  | 'INTERGOVERNMENTAL'
  | 'COMPANY'
  | 'NONPROFIT'
  | 'UNIVERSITY'
  | 'MEDIA'
  | 'UNIT';

export type OrganizationOrder = {
  readonly field: OrganizationOrderField;
  readonly direction?: SortDirection;
};

export type OrganizationOrderField =
  | 'NAME'
  | 'ENROLLMENT'
  | 'UPDATED_AT';

export type OrganizationRoleFilter = {
  readonly ids?: ReadonlyArray<string> | null | undefined;
  readonly membersOf?: ReadonlyArray<string> | null | undefined;
  readonly roles?: ReadonlyArray<ProgramRoleKind> | null | undefined;
  readonly includeUnits?: boolean;
};

export type OutputKind =
  | 'REPORT'
  | 'ARTICLE'
  | 'BLOG'
  | 'PODCAST'
  | 'PRESENTATION'
  | 'PHOTO'
  | 'VIDEO';

export type ParticipationFilter = {
  readonly roles?: ReadonlyArray<ParticipationRole> | null | undefined;
  readonly attendance?: ReadonlyArray<Attendance> | null | undefined;
  readonly representing?: ReadonlyArray<string> | null | undefined;
  readonly programs?: ProgramFilter | null | undefined;
};

export type ParticipationRole =
  | 'DELEGATE'
  | 'DELEGATION_LEADER'
  | 'SPEAKER'
  | 'MODERATOR'
  | 'HOST_OFFICIAL'
  | 'ORGANIZER'
  | 'INTERPRETER'
  | 'LIAISON'
  | 'PRESS_CONTACT'
  | 'CONTACT'
  | 'QUOTED'
  | 'OBSERVER'
  | 'VOLUNTEER';

export type PersonFilter = {
  readonly ids?: ReadonlyArray<string> | null | undefined;
  readonly organizations?: ReadonlyArray<string> | null | undefined;
  readonly affiliationKinds?: ReadonlyArray<AffiliationKind> | null | undefined;
  readonly titleContains?: string | null | undefined;
  readonly hasConflicts?: boolean | null | undefined;
  readonly updatedSince?: string | null | undefined;
};

export type PersonOrder = {
  readonly field: PersonOrderField;
  readonly direction?: SortDirection;
};

export type PersonOrderField =
  | 'NAME'
  | 'UPDATED_AT';

export type PlaceKind =
  | 'COUNTRY_OR_AREA'
  | 'SUBDIVISION'
  | 'CITY'
  | 'M49_REGION'
  | 'INFORMAL_REGION';

export type ProgramDimension =
  | 'YEAR'
  | 'FISCAL_YEAR'
  | 'MONTH'
  | 'SERIES'
  | 'KIND'
  | 'DIRECTION'
  | 'STATUS'
  | 'ORIGIN_COUNTRY'
  | 'ORIGIN_CONTINENT'
  | 'ORIGIN_BUREAU'
  | 'HELD_IN_COUNTRY'
  | 'HOST'
  | 'LOCAL_COORDINATOR'
  | 'TOPIC';

export type ProgramFact =
  | 'TITLE'
  | 'DATE'
  | 'PLACE'
  | 'HOST'
  | 'LOCAL_COORDINATOR'
  | 'SERIES';

export type ProgramFilter = {
  readonly ids?: ReadonlyArray<string> | null | undefined;
  readonly kinds?: ReadonlyArray<ProgramKind> | null | undefined;
  readonly series?: ReadonlyArray<string> | null | undefined;
  readonly directions?: ReadonlyArray<Direction> | null | undefined;
  readonly statuses?: ReadonlyArray<ProgramStatus> | null | undefined;
  readonly dates?: DateRange | null | undefined;
  readonly fiscalYears?: ReadonlyArray<number> | null | undefined;
  readonly heldIn?: ReadonlyArray<string> | null | undefined;
  readonly originIn?: ReadonlyArray<string> | null | undefined;
  readonly includePossible?: boolean;
  readonly organization?: OrganizationRoleFilter | null | undefined;
  readonly people?: ReadonlyArray<string> | null | undefined;
  readonly topics?: ReadonlyArray<string> | null | undefined;
  readonly hasOutputs?: ReadonlyArray<OutputKind> | null | undefined;
  readonly hasConflicts?: boolean | null | undefined;
  readonly missing?: ReadonlyArray<ProgramFact> | null | undefined;
  readonly updatedSince?: string | null | undefined;
};

export type ProgramKind =
  | 'PROJECT'
  | 'VISIT'
  | 'DELEGATION'
  | 'SYMPOSIUM'
  | 'ROUNDTABLE'
  | 'CONFERENCE';

export type ProgramOrder = {
  readonly field: ProgramOrderField;
  readonly direction?: SortDirection;
};

export type ProgramOrderField =
  | 'DATE'
  | 'TITLE'
  | 'UPDATED_AT';

export type ProgramRoleKind =
  | 'SPONSOR'
  | 'ADMINISTRATOR'
  | 'NATIONAL_PROGRAM_AGENCY'
  | 'LOCAL_COORDINATOR'
  | 'NETWORK'
  | 'PARTNER'
  | 'HOST'
  | 'FACILITATOR'
  | 'VENUE_PROVIDER'
  | 'ORGANIZER'
  | 'CO_ORGANIZER'
  | 'PARTICIPANT';

export type ProgramStatus =
  | 'DRAFT'
  | 'ANNOUNCED'
  | 'CONFIRMED'
  | 'HELD'
  | 'POSTPONED'
  | 'CANCELLED';

export type SortDirection =
  | 'ASC'
  | 'DESC';

export type SourceKind =
  | 'PRESS_RELEASE'
  | 'NEWS_STORY'
  | 'OPINION_ARTICLE'
  | 'WEB_PAGE'
  | 'REPORT'
  | 'ROSTER'
  | 'PARTNER_ENTRY';

export type StateDepartmentBureau =
  | 'AF'
  | 'EAP'
  | 'EUR'
  | 'NEA'
  | 'SCA'
  | 'WHA';

export type AnnouncedProgramsQueryVariables = Exact<{
  filter?: ProgramFilter | null | undefined;
  first?: number | null | undefined;
}>;


export type AnnouncedProgramsQuery = { readonly programs: { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly node: { readonly slug: string, readonly title: string, readonly kind: ProgramKind, readonly status: ProgramStatus, readonly dates: { readonly edtf: string, readonly earliest: string | null, readonly latest: string | null, readonly precision: DatePrecision, readonly inferred: boolean, readonly label: string | null } | null, readonly roles: ReadonlyArray<{ readonly organization: { readonly slug: string, readonly name: string } | null }>, readonly claims: ReadonlyArray<{ readonly value: string, readonly quote: string | null, readonly planned: boolean, readonly source: { readonly slug: string, readonly title: string, readonly publisher: { readonly slug: string, readonly name: string } | null, readonly published: { readonly edtf: string, readonly precision: DatePrecision, readonly inferred: boolean } | null } | null }> } }> } | null };

export type DelegationDestinationsQueryVariables = Exact<{
  filter?: ProgramFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type DelegationDestinationsQuery = { readonly programs: { readonly totalCount: number, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null }, readonly edges: ReadonlyArray<{ readonly node: { readonly slug: string, readonly title: string, readonly status: ProgramStatus, readonly dates: { readonly edtf: string } | null, readonly sources: ReadonlyArray<{ readonly slug: string, readonly title: string } | null>, readonly places: ReadonlyArray<{ readonly label: string, readonly place: { readonly code: string, readonly kind: PlaceKind, readonly m49: string | null, readonly name: string, readonly country: { readonly code: string, readonly alpha2: string | null, readonly m49: string | null, readonly name: string, readonly unName: string } | null } | null }> } }> } | null };

export type DelegationsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type DelegationsQuery = { readonly programs: { readonly totalCount: number, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null }, readonly edges: ReadonlyArray<{ readonly node: { readonly slug: string, readonly title: string, readonly status: ProgramStatus, readonly dates: { readonly edtf: string, readonly days: number | null, readonly label: string | null } | null, readonly places: ReadonlyArray<{ readonly label: string, readonly place: { readonly code: string, readonly kind: PlaceKind, readonly name: string } | null }>, readonly roles: ReadonlyArray<{ readonly organization: { readonly slug: string, readonly name: string } | null }>, readonly outputs: ReadonlyArray<{ readonly title: string, readonly languages: ReadonlyArray<string>, readonly publisher: { readonly name: string } | null }> } }> } | null };

export type FilterChoicesQueryVariables = Exact<{ [key: string]: never; }>;


export type FilterChoicesQuery = { readonly years: { readonly buckets: ReadonlyArray<{ readonly programs: number, readonly keys: ReadonlyArray<{ readonly value: string | null, readonly label: string, readonly unknown: boolean }> }> } | null, readonly kinds: { readonly buckets: ReadonlyArray<{ readonly programs: number, readonly keys: ReadonlyArray<{ readonly value: string | null, readonly label: string, readonly unknown: boolean }> }> } | null, readonly topics: { readonly buckets: ReadonlyArray<{ readonly programs: number, readonly keys: ReadonlyArray<{ readonly value: string | null, readonly label: string, readonly unknown: boolean }> }> } | null, readonly origins: { readonly buckets: ReadonlyArray<{ readonly programs: number, readonly keys: ReadonlyArray<{ readonly value: string | null, readonly label: string, readonly unknown: boolean }> }> } | null, readonly destinations: { readonly buckets: ReadonlyArray<{ readonly programs: number, readonly keys: ReadonlyArray<{ readonly value: string | null, readonly label: string, readonly unknown: boolean }> }> } | null };

export type ChoicesFragment = { readonly buckets: ReadonlyArray<{ readonly programs: number, readonly keys: ReadonlyArray<{ readonly value: string | null, readonly label: string, readonly unknown: boolean }> }> };

export type FilterNamesQueryVariables = Exact<{
  from?: string | null | undefined;
  to?: string | null | undefined;
  organization?: string | null | undefined;
  topic?: string | null | undefined;
  hasFrom?: boolean | null | undefined;
  hasTo?: boolean | null | undefined;
  hasOrganization?: boolean | null | undefined;
  hasTopic?: boolean | null | undefined;
}>;


export type FilterNamesQuery = { readonly from?: { readonly code: string, readonly name: string } | null, readonly to?: { readonly code: string, readonly name: string } | null, readonly organization?: { readonly slug: string, readonly name: string } | null, readonly topic?: { readonly slug: string, readonly label: string } | null };

export type HostVisitsQueryVariables = Exact<{
  id: string;
  filter?: ProgramFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type HostVisitsQuery = { readonly organization: { readonly slug: string, readonly name: string, readonly programs: { readonly totalCount: number, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null }, readonly edges: ReadonlyArray<{ readonly node: { readonly slug: string, readonly title: string, readonly status: ProgramStatus, readonly dates: { readonly edtf: string, readonly inferred: boolean } | null, readonly hosts: ReadonlyArray<{ readonly slug: string, readonly name: string } | null>, readonly localCoordinators: ReadonlyArray<{ readonly slug: string, readonly name: string } | null>, readonly representations: ReadonlyArray<{ readonly label: string, readonly place: { readonly code: string, readonly name: string } | null }>, readonly topics: ReadonlyArray<{ readonly slug: string, readonly label: string }> } }> } | null } | null };

export type NetworkFiguresQueryVariables = Exact<{
  filter?: ProgramFilter | null | undefined;
}>;


export type NetworkFiguresQuery = { readonly statuses: { readonly total: number, readonly buckets: ReadonlyArray<{ readonly programs: number, readonly keys: ReadonlyArray<{ readonly value: string | null, readonly label: string, readonly unknown: boolean }> }> } | null, readonly years: { readonly buckets: ReadonlyArray<{ readonly programs: number, readonly keys: ReadonlyArray<{ readonly value: string | null, readonly label: string, readonly unknown: boolean }> }> } | null, readonly origins: { readonly buckets: ReadonlyArray<{ readonly programs: number, readonly keys: ReadonlyArray<{ readonly value: string | null, readonly label: string, readonly unknown: boolean }> }> } | null, readonly destinations: { readonly buckets: ReadonlyArray<{ readonly programs: number, readonly keys: ReadonlyArray<{ readonly value: string | null, readonly label: string, readonly unknown: boolean }> }> } | null, readonly evidence: { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly node: { readonly slug: string, readonly title: string, readonly countryTally: { readonly announced: number | null, readonly reported: number | null, readonly listed: number | null, readonly distinct: number | null, readonly adopted: number | null, readonly note: string | null } | null, readonly documents: ReadonlyArray<{ readonly slug: string, readonly title: string } | null>, readonly originClaims: ReadonlyArray<{ readonly source: { readonly slug: string, readonly title: string } | null }>, readonly placeClaims: ReadonlyArray<{ readonly source: { readonly slug: string, readonly title: string } | null }> } }> } | null, readonly organizations: { readonly totalCount: number } | null, readonly people: { readonly totalCount: number } | null, readonly openPrograms: { readonly totalCount: number } | null, readonly openPeople: { readonly totalCount: number } | null, readonly openOrganizations: { readonly totalCount: number } | null, readonly allPrograms: { readonly totalCount: number } | null, readonly allPeople: { readonly totalCount: number } | null, readonly allOrganizations: { readonly totalCount: number } | null, readonly sources: { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly node: { readonly slug: string, readonly title: string } }> } | null };

export type BucketsFragment = { readonly buckets: ReadonlyArray<{ readonly programs: number, readonly keys: ReadonlyArray<{ readonly value: string | null, readonly label: string, readonly unknown: boolean }> }> };

export type NetworkSearchQueryVariables = Exact<{
  query: string;
  first?: number | null | undefined;
}>;


export type NetworkSearchQuery = { readonly searchPrograms: { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly node: { readonly slug: string, readonly title: string, readonly kind: ProgramKind, readonly dates: { readonly edtf: string } | null } }> } | null, readonly searchPeople: { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly node: { readonly slug: string | null, readonly name: string, readonly affiliations: ReadonlyArray<{ readonly title: string | null, readonly organization: { readonly slug: string, readonly name: string } | null }> } }> } | null, readonly searchOrganizations: { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly node: { readonly slug: string, readonly name: string, readonly kinds: ReadonlyArray<OrganizationKind> } }> } | null };

export type OrganizationClaimsQueryVariables = Exact<{
  id: string;
}>;


export type OrganizationClaimsQuery = { readonly organization: { readonly slug: string, readonly name: string, readonly claims: ReadonlyArray<{ readonly id: string, readonly path: string, readonly value: string, readonly normalized: string | null, readonly basis: ClaimBasis, readonly planned: boolean, readonly locator: string | null, readonly quote: string | null, readonly note: string | null, readonly supersededAt: string | null, readonly source: { readonly slug: string, readonly title: string, readonly kind: SourceKind } | null }> } | null };

export type OrganizationStatementFragment = { readonly id: string, readonly path: string, readonly value: string, readonly normalized: string | null, readonly basis: ClaimBasis, readonly planned: boolean, readonly locator: string | null, readonly quote: string | null, readonly note: string | null, readonly supersededAt: string | null, readonly source: { readonly slug: string, readonly title: string, readonly kind: SourceKind } | null };

export type OrganizationListQueryVariables = Exact<{
  filter?: OrganizationFilter | null | undefined;
  programs?: ProgramFilter | null | undefined;
  orderBy?: OrganizationOrder | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type OrganizationListQuery = { readonly organizations: { readonly totalCount: number, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null }, readonly edges: ReadonlyArray<{ readonly node: { readonly slug: string, readonly name: string, readonly kinds: ReadonlyArray<OrganizationKind>, readonly description: string | null, readonly location: { readonly code: string, readonly name: string } | null, readonly parent: { readonly slug: string, readonly name: string } | null, readonly memberCount: { readonly value: number, readonly bound: Bound, readonly label: string | null } | null, readonly programs: { readonly totalCount: number } | null } }> } | null };

export type OrganizationNetworkQueryVariables = Exact<{
  filter?: ProgramFilter | null | undefined;
  roles?: ReadonlyArray<ProgramRoleKind> | ProgramRoleKind | null | undefined;
  minPrograms?: number | null | undefined;
  limit?: number | null | undefined;
}>;


export type OrganizationNetworkQuery = { readonly organizationNetwork: ReadonlyArray<{ readonly weight: number, readonly sourceRoles: ReadonlyArray<ProgramRoleKind>, readonly targetRoles: ReadonlyArray<ProgramRoleKind>, readonly source: { readonly slug: string, readonly name: string, readonly kinds: ReadonlyArray<OrganizationKind> } | null, readonly target: { readonly slug: string, readonly name: string, readonly kinds: ReadonlyArray<OrganizationKind> } | null, readonly programs: ReadonlyArray<{ readonly slug: string, readonly title: string }> }> | null };

export type OrganizationProfileQueryVariables = Exact<{
  id: string;
  programs?: number | null | undefined;
  people?: number | null | undefined;
}>;


export type OrganizationProfileQuery = { readonly organization: { readonly slug: string, readonly name: string, readonly kinds: ReadonlyArray<OrganizationKind>, readonly description: string | null, readonly url: string | null, readonly names: ReadonlyArray<{ readonly value: string, readonly kind: NameKind }>, readonly location: { readonly code: string, readonly name: string, readonly country: { readonly code: string, readonly name: string } | null } | null, readonly serviceArea: ReadonlyArray<{ readonly code: string, readonly name: string }>, readonly parent: { readonly slug: string, readonly name: string } | null, readonly units: ReadonlyArray<{ readonly slug: string, readonly name: string }>, readonly memberOf: ReadonlyArray<{ readonly slug: string, readonly name: string }>, readonly members: { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly node: { readonly slug: string, readonly name: string } }> }, readonly memberCount: { readonly value: number, readonly bound: Bound, readonly label: string | null } | null, readonly enrollment: { readonly value: number, readonly bound: Bound, readonly label: string | null } | null, readonly people: { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly node: { readonly title: string | null, readonly kind: AffiliationKind, readonly organization: { readonly slug: string, readonly name: string } | null, readonly attested: { readonly edtf: string, readonly earliest: string | null, readonly latest: string | null, readonly precision: DatePrecision, readonly inferred: boolean, readonly label: string | null } | null, readonly person: { readonly slug: string | null, readonly name: string } } }> } | null, readonly programs: { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly node: { readonly slug: string, readonly title: string, readonly kind: ProgramKind, readonly status: ProgramStatus, readonly dates: { readonly edtf: string, readonly earliest: string | null, readonly latest: string | null, readonly precision: DatePrecision, readonly inferred: boolean, readonly label: string | null } | null, readonly roles: ReadonlyArray<{ readonly kind: ProgramRoleKind, readonly organization: { readonly slug: string } | null }> } }> } | null, readonly network: ReadonlyArray<{ readonly weight: number, readonly sourceRoles: ReadonlyArray<ProgramRoleKind>, readonly targetRoles: ReadonlyArray<ProgramRoleKind>, readonly target: { readonly slug: string, readonly name: string } | null, readonly programs: ReadonlyArray<{ readonly slug: string, readonly title: string }> }> | null, readonly steward: { readonly slug: string, readonly name: string } | null, readonly sources: ReadonlyArray<{ readonly slug: string, readonly title: string, readonly titleIsOfficial: boolean, readonly kind: SourceKind, readonly url: string | null, readonly published: { readonly edtf: string, readonly earliest: string | null, readonly latest: string | null, readonly precision: DatePrecision, readonly inferred: boolean, readonly label: string | null } | null, readonly syndicatedFrom: { readonly slug: string, readonly name: string } | null } | null>, readonly conflicts: ReadonlyArray<{ readonly id: string, readonly path: string, readonly status: ConflictStatus, readonly rationale: string | null, readonly adopted: { readonly id: string, readonly value: string } | null, readonly claims: ReadonlyArray<{ readonly id: string, readonly value: string, readonly normalized: string | null, readonly basis: ClaimBasis, readonly planned: boolean, readonly locator: string | null, readonly quote: string | null, readonly note: string | null, readonly source: { readonly slug: string, readonly title: string, readonly kind: SourceKind } | null }> }> } | null };

export type OriginsByContinentQueryVariables = Exact<{
  filter?: ProgramFilter | null | undefined;
}>;


export type OriginsByContinentQuery = { readonly byContinent: { readonly total: number, readonly multiValued: boolean, readonly buckets: ReadonlyArray<{ readonly programs: number, readonly countries: number, readonly keys: ReadonlyArray<{ readonly value: string | null, readonly label: string, readonly unknown: boolean }> }> } | null, readonly byBureau: { readonly total: number, readonly multiValued: boolean, readonly buckets: ReadonlyArray<{ readonly programs: number, readonly countries: number, readonly keys: ReadonlyArray<{ readonly value: string | null, readonly label: string, readonly unknown: boolean }> }> } | null };

export type CountsFragment = { readonly total: number, readonly multiValued: boolean, readonly buckets: ReadonlyArray<{ readonly programs: number, readonly countries: number, readonly keys: ReadonlyArray<{ readonly value: string | null, readonly label: string, readonly unknown: boolean }> }> };

export type PeopleListQueryVariables = Exact<{
  filter?: PersonFilter | null | undefined;
  participations?: ParticipationFilter | null | undefined;
  orderBy?: PersonOrder | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type PeopleListQuery = { readonly people: { readonly totalCount: number, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null }, readonly edges: ReadonlyArray<{ readonly node: { readonly slug: string | null, readonly name: string, readonly affiliations: ReadonlyArray<{ readonly title: string | null, readonly kind: AffiliationKind, readonly label: string, readonly attested: { readonly edtf: string, readonly earliest: string | null, readonly latest: string | null, readonly precision: DatePrecision, readonly inferred: boolean, readonly label: string | null } | null, readonly organization: { readonly slug: string, readonly name: string } | null }>, readonly participations: { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly node: { readonly role: ParticipationRole, readonly program: { readonly slug: string, readonly title: string } } }> } | null } }> } | null };

export type PersonClaimsQueryVariables = Exact<{
  id: string;
}>;


export type PersonClaimsQuery = { readonly person: { readonly slug: string | null, readonly name: string, readonly claims: ReadonlyArray<{ readonly id: string, readonly path: string, readonly value: string, readonly normalized: string | null, readonly basis: ClaimBasis, readonly planned: boolean, readonly locator: string | null, readonly quote: string | null, readonly note: string | null, readonly supersededAt: string | null, readonly source: { readonly slug: string, readonly title: string, readonly kind: SourceKind } | null }>, readonly participations: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly label: string, readonly role: ParticipationRole, readonly program: { readonly slug: string, readonly title: string }, readonly claims: ReadonlyArray<{ readonly id: string, readonly path: string, readonly value: string, readonly normalized: string | null, readonly basis: ClaimBasis, readonly planned: boolean, readonly locator: string | null, readonly quote: string | null, readonly note: string | null, readonly supersededAt: string | null, readonly source: { readonly slug: string, readonly title: string, readonly kind: SourceKind } | null }> } }> } | null } | null };

export type PersonStatementFragment = { readonly id: string, readonly path: string, readonly value: string, readonly normalized: string | null, readonly basis: ClaimBasis, readonly planned: boolean, readonly locator: string | null, readonly quote: string | null, readonly note: string | null, readonly supersededAt: string | null, readonly source: { readonly slug: string, readonly title: string, readonly kind: SourceKind } | null };

export type PersonProfileQueryVariables = Exact<{
  id: string;
}>;


export type PersonProfileQuery = { readonly person: { readonly slug: string | null, readonly name: string, readonly nameWithheld: boolean, readonly nativeName: string | null, readonly otherNames: ReadonlyArray<string> | null, readonly biography: string | null, readonly affiliations: ReadonlyArray<{ readonly title: string | null, readonly kind: AffiliationKind, readonly label: string, readonly start: { readonly edtf: string, readonly earliest: string | null, readonly latest: string | null, readonly precision: DatePrecision, readonly inferred: boolean, readonly label: string | null } | null, readonly end: { readonly edtf: string, readonly earliest: string | null, readonly latest: string | null, readonly precision: DatePrecision, readonly inferred: boolean, readonly label: string | null } | null, readonly attested: { readonly edtf: string, readonly earliest: string | null, readonly latest: string | null, readonly precision: DatePrecision, readonly inferred: boolean, readonly label: string | null } | null, readonly organization: { readonly slug: string, readonly name: string } | null }>, readonly contactPoints: ReadonlyArray<{ readonly kind: ContactKind, readonly purpose: string | null, readonly value: string | null, readonly source: { readonly slug: string, readonly title: string } | null }>, readonly participations: { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly role: ParticipationRole, readonly attendance: Attendance, readonly title: string | null, readonly program: { readonly slug: string, readonly title: string, readonly kind: ProgramKind, readonly status: ProgramStatus, readonly dates: { readonly edtf: string, readonly earliest: string | null, readonly latest: string | null, readonly precision: DatePrecision, readonly inferred: boolean, readonly label: string | null } | null, readonly hosts: ReadonlyArray<{ readonly slug: string, readonly name: string } | null> } } }> } | null, readonly authored: { readonly edges: ReadonlyArray<{ readonly node: { readonly slug: string, readonly title: string, readonly kind: SourceKind, readonly published: { readonly edtf: string, readonly earliest: string | null, readonly latest: string | null, readonly precision: DatePrecision, readonly inferred: boolean, readonly label: string | null } | null } }> } | null, readonly sources: ReadonlyArray<{ readonly slug: string, readonly title: string, readonly titleIsOfficial: boolean, readonly kind: SourceKind, readonly url: string | null, readonly published: { readonly edtf: string, readonly earliest: string | null, readonly latest: string | null, readonly precision: DatePrecision, readonly inferred: boolean, readonly label: string | null } | null, readonly syndicatedFrom: { readonly slug: string, readonly name: string } | null } | null>, readonly conflicts: ReadonlyArray<{ readonly id: string, readonly path: string, readonly status: ConflictStatus, readonly rationale: string | null, readonly adopted: { readonly id: string, readonly value: string } | null, readonly claims: ReadonlyArray<{ readonly id: string, readonly value: string, readonly normalized: string | null, readonly basis: ClaimBasis, readonly planned: boolean, readonly locator: string | null, readonly quote: string | null, readonly note: string | null, readonly source: { readonly slug: string, readonly title: string, readonly kind: SourceKind } | null }> }> } | null };

export type PlaceProgramsQueryVariables = Exact<{
  id: string;
  includePossible?: boolean | null | undefined;
  first?: number | null | undefined;
}>;


export type PlaceProgramsQuery = { readonly place: { readonly code: string, readonly kind: PlaceKind, readonly name: string, readonly alpha2: string | null, readonly alpha3: string | null, readonly m49: string | null, readonly bureau: StateDepartmentBureau | null, readonly un: string, readonly names: ReadonlyArray<{ readonly value: string, readonly authority: NameAuthority }>, readonly parent: { readonly code: string, readonly name: string } | null, readonly country: { readonly code: string, readonly name: string } | null, readonly continent: { readonly code: string, readonly name: string } | null, readonly members: ReadonlyArray<{ readonly certainty: Certainty, readonly place: { readonly code: string, readonly name: string } }>, readonly heldIn: { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly node: { readonly slug: string, readonly title: string, readonly kind: ProgramKind, readonly status: ProgramStatus, readonly dates: { readonly edtf: string, readonly earliest: string | null, readonly latest: string | null, readonly precision: DatePrecision, readonly inferred: boolean, readonly label: string | null } | null, readonly places: ReadonlyArray<{ readonly label: string }>, readonly hosts: ReadonlyArray<{ readonly slug: string, readonly name: string } | null> } }> } | null, readonly origin: { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly node: { readonly slug: string, readonly title: string, readonly kind: ProgramKind, readonly status: ProgramStatus, readonly dates: { readonly edtf: string, readonly earliest: string | null, readonly latest: string | null, readonly precision: DatePrecision, readonly inferred: boolean, readonly label: string | null } | null, readonly places: ReadonlyArray<{ readonly label: string }>, readonly hosts: ReadonlyArray<{ readonly slug: string, readonly name: string } | null> } }> } | null } | null };

export type ProgramsFragment = { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly node: { readonly slug: string, readonly title: string, readonly kind: ProgramKind, readonly status: ProgramStatus, readonly dates: { readonly edtf: string, readonly earliest: string | null, readonly latest: string | null, readonly precision: DatePrecision, readonly inferred: boolean, readonly label: string | null } | null, readonly places: ReadonlyArray<{ readonly label: string }>, readonly hosts: ReadonlyArray<{ readonly slug: string, readonly name: string } | null> } }> };

export type PressContactsQueryVariables = Exact<{
  id: string;
}>;


export type PressContactsQuery = { readonly program: { readonly title: string, readonly participations: { readonly edges: ReadonlyArray<{ readonly node: { readonly role: ParticipationRole, readonly person: { readonly name: string, readonly contactPoints: ReadonlyArray<{ readonly kind: ContactKind, readonly purpose: string | null, readonly value: string | null }> } | null, readonly organization: { readonly name: string } | null } }> } } | null };

export type ProgramAgendaQueryVariables = Exact<{
  id: string;
}>;


export type ProgramAgendaQuery = { readonly program: { readonly id: string, readonly slug: string, readonly title: string, readonly summary: string | null, readonly status: ProgramStatus, readonly venue: string | null, readonly version: number, readonly updatedAt: string, readonly dates: { readonly earliest: string | null, readonly latest: string | null, readonly days: number | null, readonly inferred: boolean, readonly label: string | null } | null, readonly places: ReadonlyArray<{ readonly label: string }>, readonly agenda: ReadonlyArray<{ readonly id: string, readonly position: number, readonly title: string, readonly description: string | null, readonly presentationTitle: string | null, readonly startsAt: string | null, readonly endsAt: string | null, readonly venue: string | null, readonly speakers: ReadonlyArray<{ readonly label: string }> }> } | null };

export type ProgramClaimsQueryVariables = Exact<{
  id: string;
}>;


export type ProgramClaimsQuery = { readonly program: { readonly slug: string, readonly title: string, readonly claims: ReadonlyArray<{ readonly id: string, readonly path: string, readonly value: string, readonly normalized: string | null, readonly basis: ClaimBasis, readonly planned: boolean, readonly locator: string | null, readonly quote: string | null, readonly note: string | null, readonly supersededAt: string | null, readonly source: { readonly slug: string, readonly title: string, readonly kind: SourceKind } | null }>, readonly participations: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly label: string, readonly role: ParticipationRole, readonly claims: ReadonlyArray<{ readonly id: string, readonly path: string, readonly value: string, readonly normalized: string | null, readonly basis: ClaimBasis, readonly planned: boolean, readonly locator: string | null, readonly quote: string | null, readonly note: string | null, readonly supersededAt: string | null, readonly source: { readonly slug: string, readonly title: string, readonly kind: SourceKind } | null }> } }> } } | null };

export type ProgramStatementFragment = { readonly id: string, readonly path: string, readonly value: string, readonly normalized: string | null, readonly basis: ClaimBasis, readonly planned: boolean, readonly locator: string | null, readonly quote: string | null, readonly note: string | null, readonly supersededAt: string | null, readonly source: { readonly slug: string, readonly title: string, readonly kind: SourceKind } | null };

export type ProgramDetailQueryVariables = Exact<{
  id: string;
}>;


export type ProgramDetailQuery = { readonly program: { readonly id: string, readonly slug: string, readonly title: string, readonly titleIsOfficial: boolean, readonly summary: string | null, readonly kind: ProgramKind, readonly direction: Direction | null, readonly status: ProgramStatus, readonly fiscalYear: number | null, readonly venue: string | null, readonly breakouts: ReadonlyArray<string>, readonly dates: { readonly edtf: string, readonly earliest: string | null, readonly latest: string | null, readonly precision: DatePrecision, readonly days: number | null, readonly inferred: boolean, readonly label: string | null } | null, readonly series: { readonly slug: string, readonly name: string, readonly acronym: string | null, readonly description: string | null, readonly owner: { readonly slug: string, readonly name: string } | null, readonly administrator: { readonly slug: string, readonly name: string } | null, readonly implementingPartners: ReadonlyArray<{ readonly slug: string, readonly name: string } | null> } | null, readonly partOf: { readonly slug: string, readonly title: string } | null, readonly parts: ReadonlyArray<{ readonly slug: string, readonly title: string, readonly kind: ProgramKind }>, readonly places: ReadonlyArray<{ readonly label: string, readonly inferred: boolean, readonly place: { readonly code: string, readonly name: string, readonly kind: PlaceKind } | null }>, readonly roles: ReadonlyArray<{ readonly kind: ProgramRoleKind, readonly label: string, readonly inferred: boolean, readonly organization: { readonly slug: string, readonly name: string, readonly parent: { readonly slug: string, readonly name: string } | null } | null }>, readonly participations: { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly label: string, readonly role: ParticipationRole, readonly attendance: Attendance, readonly title: string | null, readonly person: { readonly slug: string | null, readonly name: string } | null, readonly organization: { readonly slug: string, readonly name: string } | null, readonly representing: { readonly code: string, readonly name: string } | null } }> }, readonly representations: ReadonlyArray<{ readonly label: string, readonly timesListed: number, readonly delegates: number | null, readonly place: { readonly code: string, readonly alpha2: string | null, readonly name: string, readonly continent: { readonly code: string, readonly name: string } | null } | null }>, readonly countryTally: { readonly announced: number | null, readonly reported: number | null, readonly listed: number | null, readonly distinct: number | null, readonly adopted: number | null, readonly note: string | null } | null, readonly delegateCount: { readonly value: number, readonly bound: Bound, readonly label: string | null } | null, readonly studentsRepresented: { readonly value: number, readonly bound: Bound, readonly label: string | null } | null, readonly topics: ReadonlyArray<{ readonly slug: string, readonly label: string }>, readonly initiatives: ReadonlyArray<{ readonly name: string, readonly note: string | null, readonly organization: { readonly slug: string, readonly name: string } | null }>, readonly agenda: ReadonlyArray<{ readonly position: number, readonly title: string, readonly description: string | null, readonly presentationTitle: string | null, readonly startsAt: string | null, readonly endsAt: string | null, readonly venue: string | null, readonly speakers: ReadonlyArray<{ readonly label: string, readonly role: ParticipationRole, readonly person: { readonly slug: string | null } | null }> }>, readonly outputs: ReadonlyArray<{ readonly kind: OutputKind, readonly title: string, readonly description: string | null, readonly languages: ReadonlyArray<string>, readonly url: string | null, readonly publisherInferred: boolean, readonly publisher: { readonly slug: string, readonly name: string } | null, readonly published: { readonly edtf: string, readonly earliest: string | null, readonly latest: string | null, readonly precision: DatePrecision, readonly inferred: boolean, readonly label: string | null } | null }>, readonly steward: { readonly slug: string, readonly name: string } | null, readonly sources: ReadonlyArray<{ readonly slug: string, readonly title: string, readonly kind: SourceKind, readonly titleIsOfficial: boolean, readonly url: string | null, readonly published: { readonly edtf: string, readonly earliest: string | null, readonly latest: string | null, readonly precision: DatePrecision, readonly inferred: boolean, readonly label: string | null } | null, readonly syndicatedFrom: { readonly slug: string, readonly name: string } | null } | null>, readonly conflicts: ReadonlyArray<{ readonly id: string, readonly path: string, readonly status: ConflictStatus, readonly rationale: string | null, readonly adopted: { readonly id: string, readonly value: string } | null, readonly claims: ReadonlyArray<{ readonly id: string, readonly value: string, readonly normalized: string | null, readonly basis: ClaimBasis, readonly planned: boolean, readonly locator: string | null, readonly quote: string | null, readonly note: string | null, readonly source: { readonly slug: string, readonly title: string, readonly kind: SourceKind } | null }> }> } | null };

export type ProgramListQueryVariables = Exact<{
  filter?: ProgramFilter | null | undefined;
  orderBy?: ProgramOrder | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ProgramListQuery = { readonly programs: { readonly totalCount: number, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null }, readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly slug: string, readonly title: string, readonly titleIsOfficial: boolean, readonly kind: ProgramKind, readonly direction: Direction | null, readonly status: ProgramStatus, readonly fiscalYear: number | null, readonly dates: { readonly edtf: string, readonly earliest: string | null, readonly latest: string | null, readonly precision: DatePrecision, readonly inferred: boolean, readonly label: string | null } | null, readonly series: { readonly slug: string, readonly acronym: string | null, readonly name: string } | null, readonly places: ReadonlyArray<{ readonly label: string, readonly inferred: boolean, readonly place: { readonly code: string, readonly name: string } | null }>, readonly representations: ReadonlyArray<{ readonly label: string, readonly place: { readonly code: string, readonly name: string } | null }>, readonly hosts: ReadonlyArray<{ readonly slug: string, readonly name: string } | null>, readonly localCoordinators: ReadonlyArray<{ readonly slug: string, readonly name: string } | null> } }> } | null };

export type ProgramTimelineQueryVariables = Exact<{
  filter?: ProgramFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ProgramTimelineQuery = { readonly programs: { readonly totalCount: number, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null }, readonly edges: ReadonlyArray<{ readonly node: { readonly slug: string, readonly title: string, readonly kind: ProgramKind, readonly status: ProgramStatus, readonly dates: { readonly edtf: string, readonly earliest: string | null, readonly latest: string | null, readonly precision: DatePrecision, readonly inferred: boolean, readonly label: string | null } | null, readonly sources: ReadonlyArray<{ readonly slug: string, readonly title: string } | null> } }> } | null };

export type ProgramsOverTimeQueryVariables = Exact<{
  groupBy?: ReadonlyArray<ProgramDimension> | ProgramDimension;
  filter?: ProgramFilter | null | undefined;
}>;


export type ProgramsOverTimeQuery = { readonly programStats: { readonly total: number, readonly multiValued: boolean, readonly buckets: ReadonlyArray<{ readonly programs: number, readonly countries: number, readonly delegates: number | null, readonly keys: ReadonlyArray<{ readonly dimension: ProgramDimension, readonly value: string | null, readonly label: string, readonly unknown: boolean }> }> } | null };

export type SourceConflictsQueryVariables = Exact<{
  status?: ConflictStatus | null | undefined;
  first?: number | null | undefined;
}>;


export type SourceConflictsQuery = { readonly programConflicts: { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly subjectId: string, readonly subjectLabel: string, readonly path: string, readonly status: ConflictStatus, readonly rationale: string | null, readonly adopted: { readonly id: string, readonly value: string, readonly normalized: string | null } | null, readonly claims: ReadonlyArray<{ readonly id: string, readonly value: string, readonly normalized: string | null, readonly basis: ClaimBasis, readonly planned: boolean, readonly locator: string | null, readonly quote: string | null, readonly note: string | null, readonly source: { readonly slug: string, readonly title: string, readonly kind: SourceKind } | null }> } }> } | null, readonly personConflicts: { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly subjectId: string, readonly subjectLabel: string, readonly path: string, readonly status: ConflictStatus, readonly rationale: string | null, readonly adopted: { readonly id: string, readonly value: string, readonly normalized: string | null } | null, readonly claims: ReadonlyArray<{ readonly id: string, readonly value: string, readonly normalized: string | null, readonly basis: ClaimBasis, readonly planned: boolean, readonly locator: string | null, readonly quote: string | null, readonly note: string | null, readonly source: { readonly slug: string, readonly title: string, readonly kind: SourceKind } | null }> } }> } | null, readonly organizationConflicts: { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly subjectId: string, readonly subjectLabel: string, readonly path: string, readonly status: ConflictStatus, readonly rationale: string | null, readonly adopted: { readonly id: string, readonly value: string, readonly normalized: string | null } | null, readonly claims: ReadonlyArray<{ readonly id: string, readonly value: string, readonly normalized: string | null, readonly basis: ClaimBasis, readonly planned: boolean, readonly locator: string | null, readonly quote: string | null, readonly note: string | null, readonly source: { readonly slug: string, readonly title: string, readonly kind: SourceKind } | null }> } }> } | null };

export type ConflictsFragment = { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly subjectId: string, readonly subjectLabel: string, readonly path: string, readonly status: ConflictStatus, readonly rationale: string | null, readonly adopted: { readonly id: string, readonly value: string, readonly normalized: string | null } | null, readonly claims: ReadonlyArray<{ readonly id: string, readonly value: string, readonly normalized: string | null, readonly basis: ClaimBasis, readonly planned: boolean, readonly locator: string | null, readonly quote: string | null, readonly note: string | null, readonly source: { readonly slug: string, readonly title: string, readonly kind: SourceKind } | null }> } }> };

export type SourceDetailQueryVariables = Exact<{
  id: string;
}>;


export type SourceDetailQuery = { readonly source: { readonly slug: string, readonly title: string, readonly titleIsOfficial: boolean, readonly subtitle: string | null, readonly summary: string | null, readonly kind: SourceKind, readonly identifier: string | null, readonly url: string | null, readonly publisherInferred: boolean, readonly published: { readonly edtf: string, readonly earliest: string | null, readonly latest: string | null, readonly precision: DatePrecision, readonly inferred: boolean, readonly label: string | null } | null, readonly publisher: { readonly slug: string, readonly name: string } | null, readonly authors: ReadonlyArray<{ readonly slug: string | null, readonly name: string } | null>, readonly syndicatedFrom: { readonly slug: string, readonly name: string } | null } | null };

export type SourceListQueryVariables = Exact<{
  kinds?: ReadonlyArray<SourceKind> | SourceKind | null | undefined;
  publisherId?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type SourceListQuery = { readonly sources: { readonly totalCount: number, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null }, readonly edges: ReadonlyArray<{ readonly node: { readonly slug: string, readonly title: string, readonly titleIsOfficial: boolean, readonly subtitle: string | null, readonly summary: string | null, readonly kind: SourceKind, readonly identifier: string | null, readonly url: string | null, readonly publisherInferred: boolean, readonly published: { readonly edtf: string, readonly earliest: string | null, readonly latest: string | null, readonly precision: DatePrecision, readonly inferred: boolean, readonly label: string | null } | null, readonly publisher: { readonly slug: string, readonly name: string } | null, readonly authors: ReadonlyArray<{ readonly slug: string | null, readonly name: string } | null>, readonly syndicatedFrom: { readonly slug: string, readonly name: string } | null } }> } | null };

export type TopicListQueryVariables = Exact<{ [key: string]: never; }>;


export type TopicListQuery = { readonly topics: ReadonlyArray<{ readonly slug: string, readonly label: string, readonly broader: ReadonlyArray<{ readonly slug: string }>, readonly narrower: ReadonlyArray<{ readonly slug: string }>, readonly programs: { readonly totalCount: number } }> | null };

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { readonly viewer: { readonly subject: string, readonly scopes: ReadonlyArray<string>, readonly organization: { readonly slug: string, readonly name: string } | null } | null };

export type VisitorOriginsQueryVariables = Exact<{
  filter?: ProgramFilter | null | undefined;
}>;


export type VisitorOriginsQuery = { readonly originMatrix: ReadonlyArray<{ readonly label: string, readonly delegates: number | null, readonly coordinatorKnown: boolean, readonly place: { readonly code: string, readonly kind: PlaceKind, readonly alpha2: string | null, readonly m49: string | null, readonly name: string, readonly bureau: StateDepartmentBureau | null, readonly unName: string, readonly continent: { readonly code: string, readonly name: string } | null } | null, readonly coordinator: { readonly slug: string, readonly name: string } | null, readonly hosts: ReadonlyArray<{ readonly slug: string, readonly name: string } | null>, readonly first: { readonly edtf: string } | null, readonly latest: { readonly edtf: string } | null, readonly programs: ReadonlyArray<{ readonly slug: string, readonly title: string, readonly sources: ReadonlyArray<{ readonly slug: string, readonly title: string } | null> }> }> | null };

/** Every saved operation by its name. */
export type Operations = {
  readonly 'announced-programs': { readonly variables: AnnouncedProgramsQueryVariables; readonly data: AnnouncedProgramsQuery }
  readonly 'delegation-destinations': { readonly variables: DelegationDestinationsQueryVariables; readonly data: DelegationDestinationsQuery }
  readonly 'delegations': { readonly variables: DelegationsQueryVariables; readonly data: DelegationsQuery }
  readonly 'filter-choices': { readonly variables: FilterChoicesQueryVariables; readonly data: FilterChoicesQuery }
  readonly 'filter-names': { readonly variables: FilterNamesQueryVariables; readonly data: FilterNamesQuery }
  readonly 'host-visits': { readonly variables: HostVisitsQueryVariables; readonly data: HostVisitsQuery }
  readonly 'network-figures': { readonly variables: NetworkFiguresQueryVariables; readonly data: NetworkFiguresQuery }
  readonly 'network-search': { readonly variables: NetworkSearchQueryVariables; readonly data: NetworkSearchQuery }
  readonly 'organization-claims': { readonly variables: OrganizationClaimsQueryVariables; readonly data: OrganizationClaimsQuery }
  readonly 'organization-list': { readonly variables: OrganizationListQueryVariables; readonly data: OrganizationListQuery }
  readonly 'organization-network': { readonly variables: OrganizationNetworkQueryVariables; readonly data: OrganizationNetworkQuery }
  readonly 'organization-profile': { readonly variables: OrganizationProfileQueryVariables; readonly data: OrganizationProfileQuery }
  readonly 'origins-by-continent': { readonly variables: OriginsByContinentQueryVariables; readonly data: OriginsByContinentQuery }
  readonly 'people-list': { readonly variables: PeopleListQueryVariables; readonly data: PeopleListQuery }
  readonly 'person-claims': { readonly variables: PersonClaimsQueryVariables; readonly data: PersonClaimsQuery }
  readonly 'person-profile': { readonly variables: PersonProfileQueryVariables; readonly data: PersonProfileQuery }
  readonly 'place-programs': { readonly variables: PlaceProgramsQueryVariables; readonly data: PlaceProgramsQuery }
  readonly 'press-contacts': { readonly variables: PressContactsQueryVariables; readonly data: PressContactsQuery }
  readonly 'program-agenda': { readonly variables: ProgramAgendaQueryVariables; readonly data: ProgramAgendaQuery }
  readonly 'program-claims': { readonly variables: ProgramClaimsQueryVariables; readonly data: ProgramClaimsQuery }
  readonly 'program-detail': { readonly variables: ProgramDetailQueryVariables; readonly data: ProgramDetailQuery }
  readonly 'program-list': { readonly variables: ProgramListQueryVariables; readonly data: ProgramListQuery }
  readonly 'program-timeline': { readonly variables: ProgramTimelineQueryVariables; readonly data: ProgramTimelineQuery }
  readonly 'programs-over-time': { readonly variables: ProgramsOverTimeQueryVariables; readonly data: ProgramsOverTimeQuery }
  readonly 'source-conflicts': { readonly variables: SourceConflictsQueryVariables; readonly data: SourceConflictsQuery }
  readonly 'source-detail': { readonly variables: SourceDetailQueryVariables; readonly data: SourceDetailQuery }
  readonly 'source-list': { readonly variables: SourceListQueryVariables; readonly data: SourceListQuery }
  readonly 'topic-list': { readonly variables: TopicListQueryVariables; readonly data: TopicListQuery }
  readonly 'viewer': { readonly variables: ViewerQueryVariables; readonly data: ViewerQuery }
  readonly 'visitor-origins': { readonly variables: VisitorOriginsQueryVariables; readonly data: VisitorOriginsQuery }
}
