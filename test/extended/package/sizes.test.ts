import { MORE_FOR_NO_TENANT } from '../../package/budgets.ts';
import { describeSizes } from '../../package/describe-sizes.ts';

describeSizes('configurable', MORE_FOR_NO_TENANT);
