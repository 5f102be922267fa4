import { thinnedSteps } from '../thinned-steps.ts';
import { FEW_AT_RISK, type SurvivalCurve, type SurvivalStep } from './survival-layout.ts';

const isFew = ({ atRisk }: SurvivalStep) => atRisk !== null && atRisk < FEW_AT_RISK;

/** A curve with the steps that can be told apart in the drawing, and the one from which few are at risk. */
export function thinnedCurve(curve: SurvivalCurve): SurvivalCurve {
	const isKept = (step: SurvivalStep, before: SurvivalStep) => isFew(step) && !isFew(before);
	return { ...curve, steps: thinnedSteps(curve.steps, ({ share }) => share, { isKept }) };
}

export function stepCount(curves: SurvivalCurve[]): number {
	return curves.reduce((sum, { steps }) => sum + steps.length, 0);
}
