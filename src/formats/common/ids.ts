/** Makes the ids of one file unique: the first keeps its own, others get `#2` and so on. */
export function uniqueIds(): (id: string) => string {
  const known = new Map<string, number>();
  return (id) => {
    const count = (known.get(id) ?? 0) + 1;
    known.set(id, count);
    return count === 1 ? id : `${id}#${count}`;
  };
}
