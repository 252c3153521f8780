export { shuffle } from './circle.ts'
