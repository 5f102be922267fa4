interface Waiting<Question, Answer> {
	question: Question;
	resolve(answer: Answer): void;
	reject(failure: unknown): void;
}

const AT_ONCE = 2;
const MOST = 100;

/**
 * Asks for many in one go: questions of one turn of the event loop go together, and while two goes are under way further
 * ones wait for the next. No question is answered by a go that began before it was put. `answer` gives the answers in the
 * order of the questions; when it fails, all of them fail.
 */
export function gathered<Question, Answer>(
	answer: (questions: Question[]) => Promise<Answer[]>
): (question: Question) => Promise<Answer> {
	const waiting: Waiting<Question, Answer>[] = [];
	let underWay = 0;
	let isPlanned = false;
	const plan = () => {
		if (isPlanned || underWay >= AT_ONCE || waiting.length === 0) return;
		isPlanned = true;
		setImmediate(() => {
			isPlanned = false;
			void go();
		});
	};
	const go = async () => {
		const asked = waiting.splice(0, MOST);
		underWay++;
		plan();
		try {
			const answers = await answer(asked.map(({ question }) => question));
			asked.forEach(({ resolve }, place) => resolve(answers[place]));
		} catch (failure) {
			for (const { reject } of asked) reject(failure);
		} finally {
			underWay--;
			plan();
		}
	};
	return (question) =>
		new Promise((resolve, reject) => {
			waiting.push({ question, resolve, reject });
			plan();
		});
}
