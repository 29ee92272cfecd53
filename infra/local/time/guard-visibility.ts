import type { Deployment } from '../deployment.ts';

/** What a batch may take here, in seconds on the wall: the longest request to the API, and some for the rest. */
const guardSeconds = 15;
const maxVisibilitySeconds = 43_200;

/**
 * The deployment with visibility timeouts that last at least 15 seconds on the wall. They guard the work of a function,
 * which is done no faster in scaled time, so that scaled like a pause they would end while it is under way.
 */
export function guardVisibility<Queues extends Pick<Deployment, 'queues'>>(
  deployment: Queues,
  timeScale: number,
): Queues {
  if (timeScale === 1) return deployment;
  const leastSeconds = Math.min(Math.ceil(guardSeconds * timeScale), maxVisibilitySeconds);
  const queues = deployment.queues.map((queue) => {
    const seconds = Math.max(Number(queue.attributes['VisibilityTimeout'] ?? 30), leastSeconds);
    return { ...queue, attributes: { ...queue.attributes, VisibilityTimeout: String(seconds) } };
  });
  return { ...deployment, queues };
}
