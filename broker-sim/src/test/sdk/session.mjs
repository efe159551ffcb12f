// A trader's session against the broker through @alpacahq/alpaca-trade-api, unchanged.
//
// Usage: session.mjs TRADING_URL DATA_URL, beside the package. Prints one line per step; the first step that fails
// ends it.
import { ApiError, NotFoundError, PermissionError, ValidationError } from "@alpacahq/alpaca-trade-api";
import { marketData, pagination, streaming, trading, withResponse } from "@alpacahq/alpaca-trade-api";
import { deepStrictEqual } from "node:assert";

const [TRADING, DATA] = process.argv.slice(2);
const KEYS = { keyId: "key", secret: "secret" };
const OPEN = new Date("2026-01-06T14:30:00Z");
const MINUTE = 60_000;
const PATIENCE = 30_000;
const after = (minutes) => new Date(OPEN.getTime() + minutes * MINUTE);

const config = new trading.Configuration({ basePath: TRADING, ...KEYS });
const accounts = new trading.AccountsApi(config);
const orders = new trading.OrdersApi(config);
const positions = new trading.PositionsApi(config);
const assets = new trading.AssetsApi(config);
const stocks = new marketData.StockApi(new marketData.Configuration({ basePath: DATA, ...KEYS }));
const socket = (uri, path) => uri.replace("http", "ws") + path;
const updateStream = new streaming.TradingStream({ credentials: KEYS, url: socket(TRADING, "/stream") });
const dataStream = new streaming.StockDataStream({ credentials: KEYS, url: socket(DATA, "/v2/iex") });

const updates = [];
const bars = [];
const kept = {};

function same(what, actual, expected) {
  deepStrictEqual(actual, expected, `${what}: ${JSON.stringify(actual)} (expected: ${JSON.stringify(expected)})`);
}

async function until(what, condition) {
  const limit = Date.now() + PATIENCE;
  while (!(await condition())) {
    if (Date.now() > limit) throw new Error(`${what}: not in time; updates ${updates.map((one) => one.event)}`);
    await new Promise((resume) => setTimeout(resume, 20));
  }
}

async function refused(call, kind, status, code, message) {
  let answer;
  try {
    answer = await call();
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    same("type", error instanceof kind, true);
    same("status, code, message", [error.status, error.code, error.message], [status, code, message]);
    return;
  }
  throw new Error(`${message}: not refused but ${JSON.stringify(answer)}`);
}

const eventsOf = (id) => updates.filter((one) => one.order.id === id).map((one) => one.event);
const submit = (order) => orders.postOrder({ postOrderRequest: { timeInForce: "day", ...order } });
const byId = (orderId) => orders.getOrderByOrderID({ orderId });
const limit = (limitPrice, clientOrderId) =>
  submit({ symbol: "AAPL", qty: "2", side: "buy", type: "limit", timeInForce: "gtc", limitPrice, clientOrderId });

const steps = {
  async account() {
    const found = await accounts.getAccount();
    same("status", found.status, "ACTIVE");
    same("money", [found.cash, found.equity, found.buyingPower], ["100000", "100000", "200000"]);
    same("blocked", [found.tradingBlocked, found.accountBlocked], [false, false]);
  },

  async accountConfigurations() {
    const found = await new trading.AccountConfigurationsApi(config).getAccountConfig();
    same("suspended", found.suspendTrade, false);
  },

  async rateLimitOfAnAnswer() {
    const found = await withResponse(accounts.getAccountRaw());
    same("limit", found.rateLimit.limit, 200);
    same("remaining", found.rateLimit.remaining < 200, true);
  },

  async clockBeforeTheTapeBegins() {
    const found = await new trading.ClockApi(config).legacyClock();
    same("timestamp", found.timestamp, OPEN);
    same("open", found.isOpen, true);
    same("next", [found.nextOpen, found.nextClose], [after(24 * 60), after(390)]);
  },

  async calendar() {
    const found = await new trading.CalendarApi(config).legacyCalendar({
      start: new Date("2026-01-06"),
      end: new Date("2026-01-11"),
    });
    same("days", found.map((day) => day.date.toISOString().slice(8, 10)), ["06", "07", "08", "09"]);
    same("hours", [found[0].open, found[0].close], ["09:30", "16:00"]);
  },

  async assets() {
    const found = await assets.getV2Assets({ assetClass: "us_equity" });
    same("symbols", found.map((one) => one.symbol).sort(), ["AAPL", "MSFT"]);
    const one = await assets.getV2AssetsSymbolOrAssetId({ symbolOrAssetId: "AAPL" });
    same("asset", [one._class ?? one.class, one.tradable, one.shortable], ["us_equity", true, false]);
    await refused(
      () => assets.getV2AssetsSymbolOrAssetId({ symbolOrAssetId: "NONE" }),
      NotFoundError, 404, 40410000, "asset not found for NONE");
  },

  async streamsBegin() {
    updateStream.onTradeUpdate((update) => updates.push(update));
    updateStream.onConnect(() => updateStream.subscribeTradeUpdates());
    updateStream.connect();
    same("authenticated", await updateStream.waitForAuthentication(PATIENCE), true);
    dataStream.onBar((bar) => bars.push(bar));
    dataStream.onConnect(() => dataStream.subscribeForBars(["AAPL"]));
    dataStream.connect();
    same("authenticated", await dataStream.waitForAuthentication(PATIENCE), true);
  },

  async barsOfTheStream() {
    await until("bars", () => bars.length >= 3);
    bars.slice(0, 3).forEach((bar, minute) => {
      same("bar", [bar.symbol, bar.timestamp, bar.volume], ["AAPL", after(minute), 10_000 + minute]);
      same("prices", [bar.open, bar.high, bar.low, bar.close], [100, 101, 99, 100]);
    });
  },

  async marketOrder() {
    const order = await submit({ symbol: "AAPL", qty: "10", side: "buy", type: "market", clientOrderId: "js-market" });
    kept.market = order;
    same("order", [order.status, order.symbol, order.qty, order.filledQty], ["pending_new", "AAPL", "10", "0"]);
    same("name", order.clientOrderId, "js-market");
  },

  async tradeUpdatesOfTheMarketOrder() {
    const id = kept.market.id;
    await until("fill", () => eventsOf(id).includes("fill"));
    same("events", eventsOf(id).filter((event) => event !== "pending_new"), ["new", "fill"]);
    const fill = updates.find((one) => one.order.id === id && one.event === "fill");
    same("fill", [fill.qty, fill.price, fill.positionQty], ["10", "100.05", "10"]);
    same("order", [fill.order.status, fill.order.filledAvgPrice], ["filled", "100.05"]);
  },

  async filledOrderById() {
    const order = await byId(kept.market.id);
    same("order", [order.status, order.filledQty, order.filledAvgPrice], ["filled", "10", "100.05"]);
  },

  async limitOrderByIdAndByName() {
    const order = await limit("50.5", "js-limit");
    kept.limit = order;
    same("by id", (await byId(order.id)).limitPrice, "50.5");
    same("by name", (await orders.getOrderByClientOrderId({ clientOrderId: "js-limit" })).id, order.id);
    await until("new", async () => (await byId(order.id)).status === "new");
  },

  async nameThatIsTaken() {
    await refused(() => limit("50", "js-limit"), ValidationError, 422, 40010001, "client_order_id must be unique");
  },

  async replacedOrder() {
    const old = kept.limit.id;
    const order = await orders.patchOrderByOrderId({
      orderId: old,
      patchOrderRequest: { qty: "3", limitPrice: "51", clientOrderId: "js-limit-2" },
    });
    kept.replacement = order.id;
    same("terms", [order.qty, order.limitPrice, order.clientOrderId, order.replaces], ["3", "51", "js-limit-2", old]);
    const before = await byId(old);
    same("old", [before.status, before.replacedBy], ["replaced", order.id]);
    await until("replaced", () => eventsOf(old).includes("replaced"));
  },

  async canceledOrder() {
    const orderId = kept.replacement;
    await orders.deleteOrderByOrderID({ orderId });
    await until("canceled", () => eventsOf(orderId).includes("canceled"));
    same("status", (await byId(orderId)).status, "canceled");
  },

  async ordersThatCannotBeHad() {
    const unknown = "00000000-0000-4000-8000-000000000000";
    await refused(() => byId(unknown), NotFoundError, 404, 40410000, `order not found for ${unknown}`);
    await refused(
      () => orders.deleteOrderByOrderID({ orderId: kept.market.id }),
      ValidationError, 422, 42210000, 'order is already in "filled" state');
    await refused(
      () => limit("50.123", "js-fine"),
      ValidationError, 422, 42210000,
      "invalid limit_price 50.123. sub-penny increment does not fulfill minimum pricing criteria");
    await refused(
      () => submit({ symbol: "AAPL", qty: "11", side: "sell", type: "market" }),
      PermissionError, 403, 40310000, "insufficient qty available for order (requested: 11, available: 10)");
  },

  async bracketAndNestedList() {
    const order = await submit({
      symbol: "MSFT", qty: "4", side: "buy", type: "limit", timeInForce: "gtc", limitPrice: "50",
      orderClass: "bracket", clientOrderId: "js-bracket",
      takeProfit: { limitPrice: "60" }, stopLoss: { stopPrice: "40" },
    });
    const nested = await orders.getAllOrders({ status: "open", nested: true });
    same("nested", nested.map((one) => [one.id, one.orderClass]), [[order.id, "bracket"]]);
    const legs = nested[0].legs.map((leg) => [leg.type, leg.side, leg.limitPrice ?? leg.stopPrice]).sort();
    same("legs", legs, [["limit", "sell", "60"], ["stop", "sell", "40"]]);
  },

  async allCanceled() {
    const answers = await orders.deleteAllOrders();
    same("statuses", [...new Set(answers.map((one) => one.status))], [200]);
    same("open", await orders.getAllOrders({ status: "open" }), []);
  },

  async positions() {
    same("symbols", (await positions.getAllOpenPositions()).map((one) => one.symbol), ["AAPL"]);
    const one = await positions.getOpenPosition({ symbolOrAssetId: "AAPL" });
    same("held", [one.qty, one.avgEntryPrice, one.marketValue, one.unrealizedPl], ["10", "100.05", "1000", "-0.5"]);
    await refused(
      () => positions.getOpenPosition({ symbolOrAssetId: "MSFT" }),
      NotFoundError, 404, 40410000, "position not found: MSFT");
  },

  async closedPosition() {
    const part = await positions.deleteOpenPosition({ symbolOrAssetId: "AAPL", qty: 4 });
    same("part", [part.qty, part.side], ["4", "sell"]);
    await until("fill", () => eventsOf(part.id).includes("fill"));
    const answers = await positions.deleteAllOpenPositions({ cancelOrders: true });
    same("answers", answers.map((one) => [one.symbol, Number(one.status)]), [["AAPL", 200]]);
    await until("fills", () => updates.filter((one) => one.event === "fill").length === 3);
    same("positions", await positions.getAllOpenPositions(), []);
    same("cash", (await accounts.getAccount()).cash, "99999");
  },

  async activities() {
    const api = new trading.AccountActivitiesApi(config);
    const found = await api.getAccountActivitiesByActivityType({ activityType: "FILL", direction: "asc" });
    // the library reads every activity as one that is no trade: side and price are lost in it
    same("fills", found.map((one) => [one.activityType, one.symbol, one.qty]), [
      ["FILL", "AAPL", "10"], ["FILL", "AAPL", "4"], ["FILL", "AAPL", "6"],
    ]);
    const first = await api.getAccountActivities({ pageSize: 1 });
    const second = await api.getAccountActivities({ pageSize: 1, pageToken: first[0].id });
    same("pages", [first[0].id, second[0].id], [found[2].id, found[1].id]);
  },

  async portfolioHistory() {
    const api = new trading.PortfolioHistoryApi(config);
    const found = await api.getAccountPortfolioHistory({ period: "1D", timeframe: "1Min" });
    same("base", [found.baseValue, found.timeframe], [100_000, "1Min"]);
    same("first", [found.timestamp[0], found.equity[0]], [OPEN.getTime() / 1000, 100_000]);
    same("last", [found.equity.at(-1), found.profitLoss.at(-1)], [99_999, -1]);
  },

  async barsInPages() {
    const request = { symbols: "AAPL,MSFT", timeframe: "1Min", start: OPEN, end: after(2), limit: 2 };
    const sizes = [];
    const all = await pagination.collectBySymbol(async (pageToken) => {
      const page = await stocks.stockBars({ ...request, pageToken });
      sizes.push(Object.values(page.bars).reduce((sum, some) => sum + some.length, 0));
      return { data: page.bars, nextPageToken: page.nextPageToken };
    });
    same("pages", sizes, [2, 2, 2]);
    for (const symbol of ["AAPL", "MSFT"]) {
      same(symbol, all[symbol].map((bar) => [bar.c, bar.v]), [[100, 10_000], [100, 10_001], [100, 10_002]]);
    }
  },

  async latestQuoteAndTrade() {
    const quote = (await stocks.stockLatestQuotes({ symbols: "AAPL" })).quotes.AAPL;
    same("quote", [quote.bp, quote.ap], [100, 100.01]);
    const trade = await stocks.stockLatestTradeSingle({ symbol: "AAPL" });
    same("trade", [trade.symbol, trade.trade.p], ["AAPL", 100]);
  },

  async streamsEnd() {
    bars.forEach((bar, minute) => same("consecutive", bar.timestamp, after(minute)));
    updateStream.disconnect();
    dataStream.disconnect();
  },
};

for (const [name, run] of Object.entries(steps)) {
  try {
    await run();
  } catch (problem) {
    console.log(`FAILED ${name}: ${problem.name}: ${problem.message}`);
    process.exit(1);
  }
  console.log(`ok ${name}`);
}
process.exit(0);
