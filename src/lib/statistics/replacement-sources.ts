/** A published figure for what it costs to replace somebody, in years of pay. */
export interface ReplacementSource {
	id: 'boushey-glynn' | 'gallup' | 'six-to-nine-months';
	citation: string;
	/** Years of annual pay; equal where one figure is given. */
	low: number;
	high: number;
	strength: 'old-review' | 'weak' | 'untraced';
}

/**
 * Where the usual range of replacement costs comes from, the strongest first. The last is not used.
 *
 * @see METHODS 8
 */
export const REPLACEMENT_SOURCES: readonly ReplacementSource[] = [
	{
		// Median of 27 case studies of all jobs but executives and physicians; 30 case studies in 11 papers, 1992 to 2007.
		id: 'boushey-glynn',
		citation: 'Boushey & Glynn, There Are Significant Business Costs to Replacing Employees, 16 November 2012',
		low: 0.21,
		high: 0.21,
		strength: 'old-review'
	},
	{
		// Quoted widely; the original method is not given.
		id: 'gallup',
		citation: 'Gallup: one half to two times the annual salary',
		low: 0.5,
		high: 2,
		strength: 'weak'
	},
	{
		// Attributed to SHRM; no traceable study found.
		id: 'six-to-nine-months',
		citation: 'Attributed to SHRM: six to nine months of salary',
		low: 0.5,
		high: 0.75,
		strength: 'untraced'
	}
];
