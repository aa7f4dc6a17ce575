import { Amount } from '../../public/amount.tsx';
import type { PublicFacet } from '../../public/facet.tsx';
import { CURRENCY_SYMBOLS, type MoneyConfig } from './model.ts';

export const publicMoney: PublicFacet<MoneyConfig> = {
  type: 'money',
  Input: (props) => {
    const { currency } = props.config;
    return <Amount {...props} before={CURRENCY_SYMBOLS[currency] ?? currency} />;
  },
};
