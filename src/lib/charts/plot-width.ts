/** Every chart is laid out twice, and a container query shows the one that fits: no script, no shrunken text. */
export const WIDE = 680;
export const NARROW = 288;

export function isNarrow(width: number): boolean {
	return width < 480;
}
