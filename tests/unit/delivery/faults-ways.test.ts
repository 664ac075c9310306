import 'fake-indexeddb/auto';
import { proveWays } from './prove-ways';

proveWays('ways');
