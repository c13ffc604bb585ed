/**
 * The vocabulary of headings in Russian, Ukrainian and English, as data: what a column may mean, and how surely.
 * Phrases are whole normalised headings (see normal-heading.ts); `*` at the end of a phrase stands for any further words.
 * Amounts are told apart further by qualifiers (amount-words.ts) and by arithmetic (tell-amounts.ts).
 */
import type { ColumnMeaning, ImportKind } from '../contract.ts';

export interface HeadingRule {
  meaning: ColumnMeaning | 'amount';
  score: number;
  phrases: string;
  kind?: ImportKind;
}

export const headingRules: readonly HeadingRule[] = [
  { meaning: 'date', score: 1, phrases: 'дата отгрузки|дата реализации|дата продажи|дата накладной|дата документа|дата документу|дата док|дата док та|датадок|bill date|дата расхода|дата проводки|дата операции|дата проведения|дата відвантаження|дата реалізації|дата продажу|дата накладної|дата видаткової|дата операції|shipped date|ship date|shipment date|shipped on|date shipped|posting date|transaction date|дата отгр|дт отгрузки|відвантажено|отгружено дата' },
  { meaning: 'date', score: 0.97, phrases: 'invoice date|invoice bill date|bill date|document date|doc date|billing date|sale date|sales date|date of sale|дата счета фактуры|дата упд|дата акта|дата чека|invoiced on|inv date|txn date|delivery date|дата доставки' },
  { meaning: 'date', score: 0.95, phrases: 'дата|date|период|період|день|дата время|датавремя|дата и время|дата час|datetime|date time|period|момент|по дням|период день|период дата|дата период|day' },
  { meaning: 'date', score: 0.5, phrases: 'order date|дата заказа|дата замовлення|дата создания|created|created at|created on|created utc|created date utc|creation date|дата счета|дата рахунку|дата створення|date created|дата регистрации|entry date|месяц|month|місяць' },
  { meaning: 'date', score: 0.15, phrases: 'due date|дата оплаты|срок оплаты|дата платежа|дата возврата|payment date|вх дата|дата вх|дата договора|требуемая дата|required date|дата плановая|дата изменения|paid date|дата оплати', kind: 'sales' },
  { meaning: 'date', score: 1, phrases: 'дата оплаты|дата платежа|дата поступления|дата платежного документа|дата зачисления|дата списания|payment date|paid on|value date|booking date|transaction date|дата оплати|дата платежу|дата надходження|дата зарахування|received date|date received|дата валютирования', kind: 'payments' },
  { meaning: 'date', score: 0.2, phrases: 'вх дата|дата вх|дата вх документа|due date|дата счета|invoice date|дата договора|дата документа основания', kind: 'payments' },

  { meaning: 'document', score: 1, phrases: 'регистратор|реєстратор|документ|документ продажи|документ реализации|документ движения|документ движения регистратор|документ отгрузки|документ реалізації|документ продажу|document|реализация|реалізація|накладная|накладна|расходная накладная|видаткова накладна|основание отгрузки|документ расчетов|первичный документ|ссылка|запись|упд|номер и дата|№ и дата|номер дата|№ дата|дата и номер|дата и №|номер и дата документа|№ и дата документа|номер и дата счета фактуры|номер и дата счета фактуры продавца|документ номер дата|номер і дата|номер та дата|номер и дата накладной|номер та дата накладної|номер та дата документа' },
  { meaning: 'document_number', score: 1, phrases: 'номер|№ документа|номер документа|ном док|номер док та|№ док та|bill doc|bill document|номдок|номер док|№ док|док №|документ №|№ накладной|номер накладной|№ накладної|номер накладної|document no|document №|doc no|doc №|document number|doc number|doc num|document nr|номер упд|№ упд|накладная №|номер документу|№ документу|код документа|billing document|sales document|document id|doc id|voucher no|voucher number|document' },
  { meaning: 'document_number', score: 0.95, phrases: 'invoice|invoice no|invoice №|invoice number|invoice id|invoice nr|inv no|inv №|inv num|№ счета фактуры|номер реализации|номер чека|чек|receipt no|receipt number|sales invoice no|number|num|no документа|posting no|transaction id|transaction no|trans №|trans no|delivery|delivery no|delivery number|номер отгрузки|shipment no' },
  { meaning: 'document_number', score: 0.9, phrases: 'order no|order number|order id|order №|sales order number|sales order|so number|order|номер продажи|sale id|sale no' },
  { meaning: 'document_number', score: 0.6, phrases: '№|no|nr|номер п|номер заказа|№ заказа|заказ|замовлення|номер замовлення|№ замовлення|ref|reference|ref no|id|№ счета|номер счета|счет' },
  { meaning: 'document_number', score: 1, phrases: '№ пп|номер пп|№ п п платежа|номер платежного поручения|№ платежного поручения|payment no|payment number|payment id|№ платежа|номер платежа|receipt no|receipt number|номер платіжного доручення|№ пд', kind: 'payments' },
  { meaning: 'document_number', score: 0.2, phrases: 'вх номер|вх №|номер вх|входящий номер|номер входящего документа|№ вх', kind: 'payments' },
  { meaning: 'document_type', score: 1, phrases: 'вид документа|тип документа|document type|doc type|вид документу|тип документу|тип док|вид док|transaction type|trans type|billing type|voucher type|source type' },

  { meaning: 'customer', score: 1, phrases: 'контрагент|покупатель|клиент|покупець|клієнт|customer|customer name|client|client name|наименование клиента|наименование контрагента|наименование покупателя|название клиента|назва клієнта|назва контрагента|найменування контрагента|найменування покупця|контрагент наименование|клиент наименование|customer full name|billing name|ship to customer name|sold to name|sold to party name|sell to customer name|bill to name|card name|account name|имя клиента|name 1|контрагент полное наименование|покупатель наименование|контрагент покупатель|покупатель контрагент|клиент контрагент' },
  { meaning: 'customer', score: 0.95, phrases: 'заказчик|замовник|buyer|buyer name|reseller|reseller name|dealer|дилер|дистрибьютор|distributor|sold to|sold to party|bill to|bill to customer|customer company|клиент компания|абонент|подписчик|subscriber|страхователь|policyholder|получатель услуг' },
  { meaning: 'customer', score: 0.88, phrases: 'партнер|partner|partner name|наименование партнера|company name|invoice partner display name|клиент фио|фио клиента|фио покупателя' },
  { meaning: 'customer', score: 0.6, phrases: 'компания|company|компанія|юр лицо|юридическое лицо|юридична особа|юрлицо|организация клиента' },
  { meaning: 'customer', score: 0.5, phrases: 'контакт|contact|contact name|фио|піб|name|account|full name|контактное лицо' },
  { meaning: 'customer', score: 0.45, phrases: 'customer description|customer email|email billing|billing email|payer|e mail клиента|email клиента|почта клиента|email покупателя|грузополучатель|вантажоодержувач|получатель|торговая точка|точка доставки|ship to|ship to name|ship to party|consignee|магазин|адрес доставки наименование|наименование|найменування|организация|головной контрагент|холдинг|группа компаний' },
  { meaning: 'customer', score: 1, phrases: 'плательщик|payer|payer name|платник|от кого|received from|отправитель|наименование плательщика|плательщик наименование|корреспондент|наименование корреспондента|контрагент корреспондент|remitter|counterparty|counterparty name|назва платника|кореспондент|отримано від|from', kind: 'payments' },
  { meaning: 'customer_code', score: 1, phrases: 'код клиента|код контрагента|кодкл|код кл|код покупателя|код партнера|код заказчика|код клієнта|код покупця|код замовника|customer no|customer №|customer id|customer code|customer number|customer key|customer nr|client id|client code|client no|cust no|cust id|cust code|custno|account number|account no|account id|account code|card code|sold to no|sold to number|sold to party id|partner id|partner code|id клиента|id контрагента|ид клиента|ід клієнта|клиент код|контрагент код|sell to customer no|bill to customer no|bill to customer id|buyer id|reseller id|reseller code|номер клиента|лицевой счет|customer ref|kunnr|kund nr|номер договора клиента|клиент id|контрагент id|код абонента' },
  { meaning: 'customer_code', score: 0.35, phrases: 'код|code' },
  { meaning: 'tax_id', score: 1, phrases: 'инн|инн контрагента|инн кпп покупателя|инн кпп клиента|инн кпп плательщика|инн покупателя кпп покупателя|инн покупателя|инн клиента|инн плательщика|контрагент инн|покупатель инн|клиент инн|инн кпп|инн кпп контрагента|єдрпоу|код за єдрпоу|код єдрпоу|едрпоу|код едрпоу|код по едрпоу|єдрпоу рнокпп|код єдрпоу рнокпп|єдрпоу контрагента|рнокпп|бин|бин иин|иин бин|иин|бин контрагента|унп|унп контрагента|унн|vat registration no|vat registration number|vat reg no|vat number|vat no|vat id|vat id no|tax id|tax number|tax no|tax registration number|tin|ein|customer tax id|customer vat|customer vat number|customer inn|company registration number|registration number|inn|uid|ust id' },
  { meaning: 'tax_id', score: 0.6, phrases: 'іпн|іпн контрагента|индивидуальный налоговый номер|окпо|код окпо|огрн|налоговый номер' },
  { meaning: 'branch_id', score: 1, phrases: 'кпп|кпп контрагента|кпп покупателя|кпп клиента|контрагент кпп|кпп плательщика|kpp|код філії|номер філії' },
  { meaning: 'region', score: 1, phrases: 'регион|область|регіон|region|регион клиента|регион контрагента|регион доставки|бизнес регион|территория|територія|territory|state|province|sales region' },
  { meaning: 'region', score: 0.8, phrases: 'город|місто|city|customer city|ship to city|населенный пункт|город клиента' },
  { meaning: 'region', score: 0.6, phrases: 'страна|країна|country|customer country|country region|country code|адрес|адреса|address' },

  { meaning: 'product', score: 1, phrases: 'номенклатура|товар|товары|наименование товара|название товара|назва товару|найменування товару|наименование номенклатуры|номенклатура наименование|продукт|product|product name|product description|item|item name|item description|товар услуга|товары работы услуги|номенклатура характеристика|product service|позиция|услуга|послуга|material description|артикул и наименование|stock item|lineitem name|line item|продукция|наименование продукции|изделие|part description' },
  { meaning: 'product', score: 0.8, phrases: 'описание|description|опис|material|найменування|наименование|название|назва|содержание|memo description|part|услуги|article' , kind: 'sales' },
  { meaning: 'product_code', score: 1, phrases: 'артикул|код товара|кодтов|код тов|код номенклатуры|номенклатура код|код товару|item no|item №|item code|item number|item id|sku|product id|product code|product no|product number|product key|material number|material no|part number|part no|артикул товара|номенклатура артикул|stock code|код продукта|код|id товара|артикул номенклатури|plu|lineitem sku|stockcode' },
  { meaning: 'product_code', score: 0.4, phrases: 'штрихкод|штрих код|barcode|ean|код 1с|gtin' },
  { meaning: 'product_line', score: 1, phrases: 'номенклатурная группа|группа товаров|товарная группа|товарная категория|вид номенклатуры|группа номенклатуры|номенклатурна група|група товарів|категория|категория товара|категорія|category|product category|category name|product line|item group|item category|item category code|product group|product type|material group|вид товара|тип номенклатуры|product family|направление|линия|line of business|product class|департамент товара|вид продукции|линейка' },
  { meaning: 'product_line', score: 0.55, phrases: 'группа|група|group|бренд|brand|марка|торговая марка|вид|направление деятельности|subcategory|product subcategory|подкатегория' },
  { meaning: 'unit', score: 1, phrases: 'ед|ед изм|едизм|единица|единица измерения|ед измерения|од|од вим|одиниця|одиниця виміру|од виміру|uom|uo m|unit of measure|unit of measure code|u m|um|unit|единица хранения|базовая единица|ед хранения|unit name|sales unit' },
  { meaning: 'quantity', score: 1, phrases: 'количество|кол во|к во|к ство|кол ство|колво|кол|кол во шт|количество шт|qty|quantity|кількість|к сть|к ть|кіл сть|кіль сть|кільк|units|units sold|quantity shipped|shipped quantity|quantity invoiced|qty shipped|qty sold|qty delivered|quantity sold|invoiced quantity|billed quantity|продано|продано шт|количество товара|количество продано|количество отгружено|отгружено количество|количество ед|количество в ед хранения|кількість шт|order quantity|order qty|qty ordered|sales quantity|кол тов|lineitem quantity|объем продаж шт' },
  { meaning: 'quantity', score: 0.6, phrases: 'шт|отгружено|объем|обсяг|штук|мест|вес|кг|volume|количество мест|кількість місць|pcs|pieces' },

  { meaning: 'currency', score: 1, phrases: 'валюта|currency|currency code|валюта документа|валюта договора|валюта взаиморасчетов|curr|cur|вал|валюта платежа|код валюты|валюта расчетов|document currency|transaction currency|валюта документу|ccy' },
  { meaning: 'manager', score: 1, phrases: 'менеджер|ответственный|відповідальний|менеджер клиента|менеджер по продажам|менеджер сделки|ответственный менеджер|основной менеджер|персональный менеджер|торговый представитель|торговий представник|тп|торговый агент|агент|продавец консультант|salesperson|sales person|salesperson code|salesperson name|sales rep|sales representative|sales rep name|rep|account manager|account owner|owner|sales employee|sales manager|manager|manager name|sales agent|менеджер з продажу|менеджер контрагента|сотрудник|куратор|user|sales executive|representative|slp name|специалист' },
  { meaning: 'manager', score: 0.5, phrases: 'автор|author|created by|исполнитель|employee|співробітник|менеджеры|кассир|пользователь|оператор|продавец|продавець' },
  { meaning: 'seller', score: 1, phrases: 'организация|наша организация|організація|наша організація|организация продавец|юрлицо продавца|наше юрлицо|наше юр лицо|company code|legal entity|selling company|our company|seller|seller name|business unit|фирма|фірма|организация поставщик' },
  { meaning: 'seller', score: 0.7, phrases: 'продавец|продавець|поставщик|постачальник|supplier|vendor|юр лицо|юридическое лицо|юрлицо|company|компания|entity|subsidiary|предприятие|підприємство|филиал' },

  { meaning: 'posted', score: 1, phrases: 'проведен|проведено|проведений|проведён|posted|is posted|проведение|признак проведения|документ проведен' },
  { meaning: 'posted', score: 0.8, phrases: 'статус|состояние|status|стан|state|статус документа|document status|invoice status|order status|статус заказа|стан документа|состояние документа' },
  { meaning: 'posted', score: 0.5, phrases: 'payment status|статус платежа|статус оплаты|стадия|stage|этап' },
  { meaning: 'deleted', score: 1, phrases: 'пометка удаления|помечен на удаление|пометка на удаление|deleted|is deleted|deletion mark|позначка вилучення|позначено на вилучення|void|voided|cancelled|canceled|is cancelled|отменен|отменено|удален|аннулирован|storno flag' },
  { meaning: 'return_flag', score: 1, phrases: 'возврат|это возврат|признак возврата|return|is return|returned|повернення|ознака повернення|returns|return flag|credit|возврат да нет' },
  { meaning: 'return_flag', score: 0.85, phrases: 'вид операции|тип операции|хозяйственная операция|хоз операция|операция|вид|тип|во|оп|kind|type|line type|operation|operation type|вид операції|тип операції|операція|transaction kind|тип продажи|вид продажи|вид движения|тип строки|transaction type|тип сделки|movement type' , kind: 'sales' },

  { meaning: 'row_number', score: 0.9, phrases: '№ п п|n п п|п п|номер строки|№ строки|№ пп|no п п|npp|нпп|line|line no|line №|line number|строка|стр|row|row no|row number|pos|position|item line|рядок|№ рядка|№ з п|з п|порядковый номер|seq|sequence', kind: 'sales' },
  { meaning: 'row_number', score: 0.9, phrases: '№ п п|n п п|п п|номер строки|№ строки|строка|row|row no|рядок|№ з п|з п|порядковый номер', kind: 'payments' },
  { meaning: 'row_number', score: 0.7, phrases: '№|no|n' },

  { meaning: 'vat_rate', score: 1, phrases: 'ставка ндс|% ндс|ндс %|ставка пдв|пдв %|% пдв|vat rate|vat %|tax rate|tax %|vat percent|ставка|vat code|ндс ставка|vat pct' },
  { meaning: 'discount_rate', score: 1, phrases: 'скидка %|% скидки|процент скидки|скидка процент|discount %|discount pct|discount percent|disc %|disc|знижка %|% знижки|відсоток знижки|line discount %|discount rate|скидка наценка %|% скидки наценки|процент ручной скидки|процент автоматической скидки|unit price discount pct|discount percentage|скидка в %|% скидка' },

  { meaning: 'operation', score: 1, phrases: 'вид операции|тип операции|вид платежа|тип платежа|хозяйственная операция|хоз операция|операция|вид операції|тип операції|операція|transaction type|payment type|operation|operation type|вид движения|вид поступления|тип|type|kind|тип транзакции', kind: 'payments' },
  { meaning: 'operation', score: 0.7, phrases: 'статья движения денежных средств|статья ддс|статья|стаття руху коштів|стаття|cash flow item|категория|category|вид|account type', kind: 'payments' },
  { meaning: 'purpose', score: 1, phrases: 'назначение платежа|назначение|призначення платежу|призначення|purpose|purpose of payment|payment purpose|payment details|details of payment|details|remittance information|narrative|transaction description|payment description', kind: 'payments' },
  { meaning: 'purpose', score: 0.7, phrases: 'описание|description|основание|підстава|комментарий|коментар|memo|reference|note|notes|comment|содержание|содержание операции|зміст', kind: 'payments' },
  { meaning: 'incoming_amount', score: 1, phrases: 'приход|поступление|поступления|поступило|зачислено|зачисление|сумма по кредиту|сумма кредит|сумма по кт|кредит|кредит сумма|обороты кредит|обороты по кредиту|оборот кт|приход сумма|сумма прихода|сумма поступления|credit|credit amount|deposit|deposits|money in|paid in|received|receipts|credits|надходження|прихід|сума надходження|сума за кредитом|зараховано|сумма зачисления|inflow', kind: 'payments' },
  { meaning: 'outgoing_amount', score: 1, phrases: 'расход|списание|списания|списано|сумма по дебету|сумма дебет|сумма по дт|дебет|дебет сумма|обороты дебет|обороты по дебету|оборот дт|расход сумма|сумма расхода|сумма списания|debit|debit amount|withdrawal|withdrawals|money out|paid out|payments|debits|витрата|видаток|списання|сума списання|сума за дебетом|outflow', kind: 'payments' },
  { meaning: 'payment_amount', score: 1, phrases: 'сумма платежа|сумма оплаты|оплачено|payment amount|amount paid|paid amount|amount received|received amount|сума платежу|сума оплати|сплачено|оплата|сумма в валюте платежа|paid', kind: 'payments' },
  { meaning: 'direction', score: 1, phrases: 'направление|направление платежа|приход расход|дебет кредит|direction|debit credit|dr cr|d c|dc|тип движения|напрямок|вид движения средств|cr dr|credit debit indicator|indicator', kind: 'payments' },
  { meaning: 'payer', score: 1, phrases: 'плательщик|payer|платник|счет дебет|наименование плательщика|плательщик наименование|дебет счет|рахунок дебет|назва платника|debtor', kind: 'payments' },
  { meaning: 'payer_tax_id', score: 1, phrases: 'инн плательщика|плательщик инн|єдрпоу платника|код платника|payer tax id|payer inn', kind: 'payments' },
  { meaning: 'payer_account', score: 1, phrases: 'счет плательщика|расчетный счет плательщика|р с плательщика|плательщик счет|плательщик расчетный счет|рахунок платника|payer account|debit account|счет по дебету', kind: 'payments' },
  { meaning: 'payee', score: 1, phrases: 'получатель|payee|отримувач|счет кредит|наименование получателя|получатель наименование|кредит счет|рахунок кредит|назва отримувача|beneficiary|creditor', kind: 'payments' },
  { meaning: 'payee_tax_id', score: 1, phrases: 'инн получателя|получатель инн|єдрпоу отримувача|код отримувача|payee tax id|payee inn', kind: 'payments' },
  { meaning: 'payee_account', score: 1, phrases: 'счет получателя|расчетный счет получателя|р с получателя|получатель счет|получатель расчетный счет|рахунок отримувача|payee account|credit account|счет по кредиту', kind: 'payments' },
];

/** Headings that only look like one of those above; they tell us nothing. */
export const foreignHeadings =
  'склад|склад отгрузки|warehouse|location|location code|комментарий|коментар|comment|comments|notes|примечание|примітка|договор|договір|contract|контракт|телефон|phone|email|e mail|эл почта|факс|банк|bank|бик|банк бик и наименование|мфо|рентабельность|рентабельность %|рентабельность %|маржинальность|рентабельність|freight|доставка|business type|contact|курс|exchange rate|серия|партия|заказ клиента|договор контрагента|контрагент договор|счет учета|подразделение|department|подразделение отдел|отдел|должность|долг|задолженность|остаток|сальдо|balance|баланс|цвет|размер';

/** Abbreviations that programs make their headings of. */
export const abbreviations: ReadonlyMap<string, string> = new Map(
  Object.entries({
    cust: 'customer', custname: 'customer name', prod: 'product', desc: 'description', descr: 'description', inv: 'invoice', doc: 'document', cd: 'code', dt: 'date', nm: 'name', nbr: 'no',
    num: 'no', amt: 'amount', prc: 'price', disc: 'discount', slsp: 'salesperson', sls: 'sales', mgr: 'manager', mfr: 'manufacturer', curcy: 'currency', qnty: 'quantity', unt: 'unit',
    наим: 'наименование', покуп: 'покупателя', контр: 'контрагент', контраг: 'контрагент', клиен: 'клиент', ном: 'номер', тов: 'товара', сум: 'сумма', колич: 'количество', отв: 'ответственный',
    мен: 'менеджер', себест: 'себестоимость', номенкл: 'номенклатура', орг: 'организация', найм: 'найменування', відп: 'відповідальний',
  }),
);
