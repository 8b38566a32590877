import { nodeJest } from '../../tools/test/jest-node.mjs';
export default nodeJest(import.meta.dirname);
