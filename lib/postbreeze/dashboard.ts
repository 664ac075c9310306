/** Where a person signs in to Postbreeze. Its documentation names no address of the dashboard itself. */
export const DASHBOARD = 'https://postbreeze.ai/';
