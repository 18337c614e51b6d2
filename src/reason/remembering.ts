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

/** The function, with its answer for each object kept for as long as somebody has the object: what is true of a whole project is worked out once. */
export function onceFor<Key extends object, Value>(work: (key: Key) => Value): (key: Key) => Value {
  const known = new WeakMap<Key, { value: Value }>();
  return (key) => {
    let answer = known.get(key);
    if (!answer) {
      answer = { value: work(key) };
      known.set(key, answer);
    }
    return answer.value;
  };
}
