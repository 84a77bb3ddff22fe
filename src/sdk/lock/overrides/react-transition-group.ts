/**
 * Replaces the CommonJS build of `react-transition-group`: the two components that Lock uses, from the same
 * package's build as ES modules, without those that it does not.
 */
export { default as CSSTransition } from 'react-transition-group/esm/CSSTransition';
export { default as TransitionGroup } from 'react-transition-group/esm/TransitionGroup';
