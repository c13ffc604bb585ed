/** Words of bank moves in three languages: direction, operation, state; and that a word nobody knows stays unknown. */
import { describe, expect, test } from 'vitest';
import { isPartly, paymentState } from './payment-state.ts';
import { directionOf, isIntermediary, operationOf } from './payment-words.ts';

describe('direction', () => {
  test.each([
    'Кредит', 'КТ', 'Кт.', 'Зачисление', 'Приход', 'Поступление на расчетный счет', 'Поступления', 'Пополнение', 'Входящий платеж', 'Вход', '+',
    'Надходження', 'Зарахування коштів', 'Прихід', 'Вхідний', 'Поповнення', 'Credit', 'CR', 'CRDT', 'C', 'In', 'Incoming', 'Incoming transfer', 'Paid in', 'Money in', 'Deposit', 'Received',
  ])('%s came in', (word) => expect(directionOf(word)).toBe('in'));

  test.each([
    'Дебет', 'ДТ', 'Дт.', 'Списание', 'Списание с расчетного счета', 'Расход', 'Выбытие', 'Снятие наличных', 'Исходящий платеж', 'Выплата', 'Вывод', '-', '–',
    'Видаток', 'Списання', 'Витрата', 'Вихідний', 'Debit', 'DR', 'DBIT', 'D', 'Out', 'Outgoing', 'Paid out', 'Withdrawal', 'Sent',
  ])('%s went out', (word) => expect(directionOf(word)).toBe('out'));

  test.each(['', 'Перевод', 'Кредитный договор', 'Инвойс', 'Завод', 'Payment', 'Interest', 'Дебиторская задолженность', '1', '2', 'Credit card'])('«%s» says nothing', (word) => expect(directionOf(word)).toBeNull());
});

describe('operation', () => {
  test.each([
    ['Оплата от покупателя', 'payment'], ['Оплата клиентом', 'payment'], ['charge', 'payment'], ['Надходження від покупця', 'payment'], ['Express Checkout Payment', 'payment'], ['dispute_reversal', 'payment'], ['refund_failure', 'payment'],
    ['Возврат покупателю', 'refund'], ['Возврат денежных средств покупателю', 'refund'], ['Повернення коштів покупцю', 'refund'], ['refund', 'refund'], ['Partial refund', 'refund'], ['dispute', 'refund'], ['Chargeback', 'refund'],
    ['Возврат', 'returned'], ['Повернення', 'returned'], ['Reversal', 'returned'],
    ['Получение кредита', 'other'], ['Оплата поставщику', 'other'], ['Поступление по платежным картам', 'other'], ['payout', 'other'], ['stripe_fee', 'other'], ['Перемещение денег', 'other'], ['Комиссия банка', 'other'],
    ['Зарплата', 'other'], ['Податок', 'other'], ['General Withdrawal', 'other'], ['Invoice', 'other'], ['adjustment', 'other'],
    ['Наличные', 'method'], ['СБП', 'method'], ['Card', 'method'],
    ['Taxi', null], ['Coffee', null], ['Альфа', null], ['', null],
  ] as const)('%s: %s', (word, operation) => expect(operationOf(word)).toBe(operation));
});

test.each([['НКО "ЮМани" (ООО)', true], ['Stripe Payments Europe', true], ['WayForPay', true], ['ООО "Клён"', false], ['Square Table Ltd', true], ['Adyenov', false]])('%s pays out the money of others: %s', (name, is) => expect(isIntermediary(name)).toBe(is));

describe('state', () => {
  test.each([
    ['Исполнен', 'counts'], ['Исполнена', 'counts'], ['Проведено', 'counts'], ['Paid', 'counts'], ['Succeeded', 'counts'], ['Completed', 'counts'], ['Зараховано', 'counts'], ['success', 'counts'], ['Approved', 'counts'],
    ['В обработке', 'draft'], ['Ожидает подтверждения', 'draft'], ['Pending', 'draft'], ['requires_capture', 'draft'], ['Авторизована', 'draft'], ['В обробці', 'draft'], ['InProcessing', 'draft'], ['wait_accept', 'draft'],
    ['Отклонён', 'no'], ['Отменена', 'no'], ['Failed', 'no'], ['Declined', 'no'], ['Reversed', 'no'], ['Disputed', 'no'], ['Скасовано', 'no'], ['Відхилено', 'no'], ['Не исполнен', 'no'],
    ['Refunded', 'refund'], ['Partially Refunded', 'refund'], ['Возвращён', 'refund'], ['Частично возвращён', 'refund'], ['Повернено', 'refund'], ['partial_refund', 'refund'],
    ['Альфа', null], ['', null], ['Оплата', null],
  ] as const)('%s: %s', (word, state) => expect(paymentState(word)).toBe(state));

  test.each([['Partially Refunded', true], ['Частково повернено', true], ['Refunded', false]])('%s is partly: %s', (word, partly) => expect(isPartly(word)).toBe(partly));
});
