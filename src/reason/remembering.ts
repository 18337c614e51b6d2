/** The function, with each answer worked out once for all questions that have the same signature; by default a question is its own. */
export function remembering<Question, Value>(work: (question: Question) => Value, signatureOf: (question: Question) => unknown = (question) => question): (question: Question) => Value {
  const known = new Map<unknown, Value>();
  return (question) => {
    const signature = signatureOf(question);
    let value = known.get(signature);
    if (value === undefined) {
      value = work(question);
      known.set(signature, value);
    }
    return value;
  };
}
