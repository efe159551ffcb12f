'use strict';
(() => {
  const run = JSON.parse(document.getElementById('run').textContent);
  const byId = (id) => document.getElementById(id);
  const MINUTE = 60000, HOUR = 60 * MINUTE, DAY = 24 * HOUR;
  const pad = (n) => String(n).padStart(2, '0');
  const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

  // The instants are the market's local time written as if it were UTC, so only UTC getters are right here.
  const day = (ms) => { const d = new Date(ms); return `${d.getUTCFullYear()}-${pad(d.getUTCMonth() + 1)}-${pad(d.getUTCDate())}`; };
  const clock = (ms) => { const d = new Date(ms); return `${pad(d.getUTCHours())}:${pad(d.getUTCMinutes())}`; };
  const grouped = (value, decimals) => value
    .toLocaleString('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
    .replace('-', '\u2212');

  /* Axis labels stand where a new minute, hour, day, month or year begins: a session's gap takes no room. */
  const monthOf = (ms) => { const d = new Date(ms); return d.getUTCFullYear() * 12 + d.getUTCMonth(); };
  const every = (span) => (ms) => Math.floor(ms / span);
  const shortDay = (ms) => { const d = new Date(ms); return `${d.getUTCDate()} ${MONTHS[d.getUTCMonth()]}`; };
  const dayAndYear = (ms) => `${shortDay(ms)}\n${new Date(ms).getUTCFullYear()}`;
  const monthAndYear = (ms) => { const d = new Date(ms); return `${MONTHS[d.getUTCMonth()]}\n${d.getUTCFullYear()}`; };
  const clockAndDay = (ms) => `${clock(ms)}\n${shortDay(ms)}`;
  const STEPS = [
    ...[1, 5, 10, 15, 30, 60, 120, 180, 360, 720].map((m) => ({ part: every(m * MINUTE), label: clockAndDay })),
    ...[1, 2, 3].map((d) => ({ part: every(d * DAY), label: dayAndYear })),
    { part: (ms) => Math.floor((ms / DAY + 3) / 7), label: dayAndYear },
    { part: (ms) => Math.floor((ms / DAY + 3) / 14), label: dayAndYear },
    { part: monthOf, label: monthAndYear },
    { part: (ms) => Math.floor(monthOf(ms) / 3), label: monthAndYear },
    { part: (ms) => Math.floor(monthOf(ms) / 6), label: monthAndYear },
    ...[12, 24, 60, 120].map((m) => ({ part: (ms) => Math.floor(monthOf(ms) / m), label: (ms) => String(new Date(ms).getUTCFullYear()) })),
  ];
  const ticks = (at, from, to, most) => {
    let starts = new Set();
    let label = dayAndYear;
    for (const step of STEPS) {
      starts = new Set();
      label = step.label;
      for (let i = Math.max(from, 1); i <= to; i++) {
        if (step.part(at[i]) !== step.part(at[i - 1])) starts.add(i);
      }
      if (starts.size <= most) break;
    }
    if (starts.size === 0) starts.add(from);
    return { starts, label };
  };

  const plot = byId('equity-plot');
  const drawEquity = () => {
    if (run.at.length < 2) {
      plot.style.height = 'auto';
      plot.className = 'nothing';
      plot.textContent = 'Too few equity marks to draw a curve.';
      return;
    }
    const chart = echarts.init(plot, null, { renderer: 'svg' });
    const last = run.at.length - 1;
    let shown = [0, last];
    const axis = (gridIndex, labels) => {
      const { starts, label } = ticks(run.at, shown[0], shown[1], Math.max(2, Math.floor((plot.clientWidth - 80) / 62)));
      const css = getComputedStyle(document.documentElement);
      const colour = (name) => css.getPropertyValue(name).trim();
      const interval = (index) => starts.has(index);
      return {
        gridIndex, type: 'category', data: run.at, boundaryGap: false,
        axisLine: { onZero: false, lineStyle: { color: colour('--line') } },
        axisTick: { show: labels, interval, lineStyle: { color: colour('--soft') } },
        splitLine: { show: true, interval, lineStyle: { color: colour('--grid') } },
        axisLabel: { show: labels, interval, color: colour('--soft'), fontSize: 12, lineHeight: 15, hideOverlap: true, formatter: (ms) => label(Number(ms)) },
        axisPointer: { label: { show: false } },
      };
    };
    const option = () => {
      const css = getComputedStyle(document.documentElement);
      const colour = (name) => css.getPropertyValue(name).trim();
      const narrow = plot.clientWidth < 600;
      const left = narrow ? 62 : 84;
      const value = (gridIndex, name, formatter, more) => ({
        gridIndex, type: 'value', scale: true, name, nameLocation: 'end', nameGap: 12,
        nameTextStyle: { color: colour('--soft'), fontSize: 12, align: 'left', padding: [0, 0, 0, 6 - left] },
        axisLabel: { color: colour('--soft'), fontSize: 12, formatter },
        splitLine: { lineStyle: { color: colour('--grid') } },
        splitNumber: 4, ...more,
      });
      const range = Math.max(...run.equity) - Math.min(...run.equity);
      const height = plot.clientHeight;
      return {
        animation: false, useUTC: true, textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
        grid: [
          { left, right: 14, top: 34, height: Math.round(height * .5) },
          { left, right: 14, top: Math.round(height * .5) + 78, bottom: 84 },
        ],
        axisPointer: { link: [{ xAxisIndex: 'all' }], lineStyle: { color: colour('--soft') } },
        tooltip: {
          trigger: 'axis', confine: true, backgroundColor: colour('--sheet'), borderColor: colour('--line'),
          textStyle: { color: colour('--ink'), fontSize: 13 },
          formatter: (items) => {
            const i = items[0].dataIndex;
            const time = run.at[i] % DAY ? ` ${clock(run.at[i])}` : '';
            return `${day(run.at[i])}${time}<br>Equity <b>${grouped(run.equity[i], 2)} ${run.currencyText}</b>`
              + `<br>Drawdown <b>${grouped(run.drawdown[i], 2)} %</b>`;
          },
        },
        xAxis: [axis(0, false), axis(1, true)],
        yAxis: [
          value(0, `Equity (${run.currency})`, (v) => grouped(v, range < 5 ? 2 : 0)),
          value(1, 'Drawdown (% of the last peak)', (v) => `${grouped(v, v % 1 ? 2 : 0)} %`, { max: 0, splitNumber: 3 }),
        ],
        dataZoom: [
          { type: 'inside', xAxisIndex: [0, 1], zoomOnMouseWheel: 'ctrl', moveOnMouseMove: true, preventDefaultMouseMove: false },
          {
            type: 'slider', xAxisIndex: [0, 1], bottom: 8, height: 26, borderColor: colour('--line'), showDetail: false, brushSelect: true,
            fillerColor: colour('--accent-fill'), dataBackground: { lineStyle: { color: colour('--soft') }, areaStyle: { color: colour('--grid') } },
            selectedDataBackground: { lineStyle: { color: colour('--accent') }, areaStyle: { color: colour('--accent-fill') } },
            handleStyle: { color: colour('--sheet'), borderColor: colour('--accent') }, moveHandleStyle: { color: colour('--line') },
          },
        ],
        series: [
          {
            name: 'Equity', type: 'line', xAxisIndex: 0, yAxisIndex: 0, data: run.equity, symbol: 'none',
            lineStyle: { width: 1.6, color: colour('--accent') }, itemStyle: { color: colour('--accent') },
            markLine: {
              silent: true, symbol: 'none', lineStyle: { color: colour('--soft'), type: 'dashed', width: 1 },
              label: { show: false }, data: [{ yAxis: run.equity[0] }],
            },
          },
          {
            name: 'Drawdown', type: 'line', xAxisIndex: 1, yAxisIndex: 1, data: run.drawdown, symbol: 'none',
            lineStyle: { width: 1.2, color: colour('--down') }, itemStyle: { color: colour('--down') },
            areaStyle: { color: colour('--down'), opacity: .16, origin: 'end' },
            markPoint: run.deepest < 0 ? undefined : {
              silent: true, symbol: 'circle', symbolSize: 7, itemStyle: { color: colour('--down') },
              label: {
                color: colour('--ink'), fontSize: 12, distance: 8, backgroundColor: colour('--sheet'), padding: [2, 4], borderRadius: 3,
                position: run.deepest > last / 2 ? 'left' : 'right',
                formatter: () => `${grouped(run.drawdown[run.deepest], 2)} % on ${day(run.at[run.deepest])}`,
              },
              data: [{ coord: [run.deepest, run.drawdown[run.deepest]] }],
            },
          },
        ],
      };
    };
    chart.setOption(option());
    chart.on('dataZoom', () => {
      const zoom = chart.getOption().dataZoom[0];
      shown = [zoom.startValue, zoom.endValue];
      chart.setOption({ xAxis: [axis(0, false), axis(1, true)] });
    });
    const redraw = () => { chart.resize(); chart.setOption(option()); };
    new ResizeObserver(redraw).observe(plot);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redraw);
    // Paper is white: the curves are drawn in the light colours while the page is printed.
    addEventListener('beforeprint', () => { document.documentElement.dataset.print = ''; redraw(); });
    addEventListener('afterprint', () => { delete document.documentElement.dataset.print; redraw(); });
  };

  const listTrades = () => {
    const table = byId('trades-table');
    if (!table) return;
    byId('trades-tools').hidden = false;
    const heads = [...table.querySelectorAll('thead th')];
    const body = table.tBodies[0];
    let rows = run.trades;
    let sorted = null;
    let page = 0;
    const pages = () => Math.max(1, Math.ceil(rows.length / run.page));
    const show = () => {
      page = Math.min(Math.max(page, 0), pages() - 1);
      body.replaceChildren(...rows.slice(page * run.page, (page + 1) * run.page).map((trade) => {
        const tr = document.createElement('tr');
        trade.cells.forEach((cell, i) => {
          const td = document.createElement('td');
          td.textContent = cell;
          td.className = heads[i].className;
          if (td.classList.contains('gain') && trade.sign) td.classList.add(trade.sign > 0 ? 'up' : 'down');
          tr.append(td);
        });
        return tr;
      }));
      byId('trades-page').textContent = rows.length === 0 ? 'none match' : `${page + 1} of ${pages()}`;
      byId('trades-previous').disabled = page === 0;
      byId('trades-next').disabled = page === pages() - 1;
    };
    const arrange = () => {
      const wanted = byId('trades-filter').value.trim().toLowerCase();
      rows = run.trades.filter((trade) => trade.cells.some((cell) => cell.toLowerCase().includes(wanted)));
      if (sorted) {
        const { column, sign } = sorted;
        const text = heads[column].classList.contains('text');
        const order = text
          ? (a, b) => (a.cells[column] < b.cells[column] ? -1 : a.cells[column] > b.cells[column] ? 1 : 0)
          : (a, b) => a.keys[column] - b.keys[column];
        rows.sort((a, b) => sign * order(a, b));
      }
      page = 0;
      show();
    };
    heads.forEach((head, column) => head.querySelector('button').addEventListener('click', () => {
      const sign = sorted && sorted.column === column ? -sorted.sign : 1;
      sorted = { column, sign };
      heads.forEach((other) => other.removeAttribute('aria-sort'));
      head.setAttribute('aria-sort', sign > 0 ? 'ascending' : 'descending');
      arrange();
    }));
    byId('trades-filter').addEventListener('input', arrange);
    byId('trades-previous').addEventListener('click', () => { page--; show(); });
    byId('trades-next').addEventListener('click', () => { page++; show(); });
    show();
  };

  addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && document.activeElement.classList.contains('absent')) document.activeElement.blur();
  });
  const plain = document.createElement('i');
  plain.textContent = run.currency;
  run.currencyText = plain.innerHTML;
  listTrades();
  drawEquity();
})();
