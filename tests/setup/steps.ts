/** Runs a step of a walk-through and prints its name with the time it took. */
export type Step = <Value>(name: string, act: () => Promise<Value>) => Promise<Value>;

/** Numbers the steps of one run; the times are seconds. A step that fails is printed as such and rejects. */
export function createSteps(print: (line: string) => void = console.log): Step {
  let count = 0;
  return async (name, act) => {
    const number = String(++count).padStart(2);
    const startedAt = performance.now();
    const tell = (mark: string) =>
      print(`${number} ${mark} ${name} · ${((performance.now() - startedAt) / 1000).toFixed(2)} s`);
    try {
      const value = await act();
      tell('✓');
      return value;
    } catch (error) {
      tell('✗');
      throw error;
    }
  };
}
