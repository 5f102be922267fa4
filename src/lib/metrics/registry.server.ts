export type { Clock, CoverageRow, CoverageStatus, CoverageSummary } from './role-coverage/role-coverage.ts';
export type { HeadcountRow, HeadcountStep, HeadcountSummary } from './headcount/headcount.ts';
export type { ResponseDimension, ResponseRow, ResponseSummary } from './ultimatum-response/ultimatum-response.ts';
