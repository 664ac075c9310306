import type { Universe } from './universe';

/** Puts something between the browser and Postbreeze; answers how to take it away. */
export function intercept(
  universe: Universe,
  answer: (request: Request, pass: () => Promise<Response>) => Promise<Response>,
) {
  const { postbreeze } = universe;
  const whole = postbreeze.fetch;
  postbreeze.fetch = (request) => answer(request, () => whole(request));
  return () => {
    postbreeze.fetch = whole;
  };
}
