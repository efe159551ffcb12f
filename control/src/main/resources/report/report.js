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

  // Only open market time takes room on the axis, so labels stand where sessions put their hours, days and months.
  const monthOf = (ms) => { const d = new Date(ms); return d.getUTCFullYear() * 12 + d.getUTCMonth(); };
  const yearOf = (ms) => new Date(ms).getUTCFullYear();
  const shortDay = (ms) => { const d = new Date(ms); return `${d.getUTCDate()} ${MONTHS[d.getUTCMonth()]}`; };
  const dayAndYear = (ms) => `${shortDay(ms)}\n${yearOf(ms)}`;
  const monthAndYear = (ms) => `${MONTHS[new Date(ms).getUTCMonth()]}\n${yearOf(ms)}`;
  const clockAndDay = (ms) => `${clock(ms)}\n${shortDay(ms)}`;
  const STEPS = [
    ...[1, 5, 10, 15, 30, 60, 120, 180, 360, 720].map((m) => ({ span: m * MINUTE, label: clockAndDay })),
    ...[1, 2, 3].map((d) => ({ part: (ms) => Math.floor(ms / DAY / d), label: dayAndYear })),
    ...[1, 2].map((w) => ({ part: (ms) => Math.floor((ms / DAY + 3) / 7 / w), label: dayAndYear })),
    ...[1, 2, 3, 6].map((m) => ({ part: (ms) => Math.floor(monthOf(ms) / m), label: monthAndYear })),
    ...[1, 2, 5, 10].map((y) => ({ part: (ms) => Math.floor(yearOf(ms) / y), label: (ms) => String(yearOf(ms)) })),
  ];
  const withinSessions = (span, from, to, most) => {
    const found = [];
    for (let i = 0; i < run.sessions.length && found.length <= most; i++) {
      const [open, start] = run.sessions[i];
      const end = i + 1 < run.sessions.length ? run.sessions[i + 1][1] : to + 1;
      if (end <= from || start > to) continue;
      const first = Math.max(open, open + from - start);
      for (let t = Math.ceil(first / span) * span; start + t - open < Math.min(end, to + 1) && found.length <= most; t += span) {
        found.push({ x: start + t - open, ms: t });
      }
    }
    return found;
  };
  const betweenSessions = (part, from, to) => run.sessions
    .filter(([open, start], i) => i > 0 && start >= from && start <= to && part(open) !== part(run.sessions[i - 1][0]))
    .map(([open, start]) => ({ x: start, ms: open }));
  const ticks = (from, to, most) => {
    const session = run.sessions.length > 1 ? run.sessions[1][1] : Infinity;
    let found = [];
    for (const { span, part, label } of STEPS) {
      if (span > session / 2) continue;
      found = (span ? withinSessions(span, from, to, most) : betweenSessions(part, from, to)).map((tick) => ({ ...tick, label: label(tick.ms) }));
      if (found.length <= most) break;
    }
    // a short session crowds its neighbours
    const room = (to - from) / most * .75;
    let free = -Infinity;
    return found.filter(({ x }) => x >= free && (free = x + room, true));
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
    let shown = [run.x[0], run.x[last]];
    const pairs = (values) => values.map((value, i) => [run.x[i], value]);
    const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
    const axis = (gridIndex) => ({
      gridIndex, type: 'value', min: run.x[0], max: run.x[last],
      axisLine: { onZero: false, lineStyle: { color: colour('--line') } },
      axisTick: { show: false }, axisLabel: { show: false }, splitLine: { show: false },
      axisPointer: { label: { show: false } },
    });
    const timeLines = (labelled) => ticks(shown[0], shown[1], Math.max(2, Math.floor((plot.clientWidth - 80) / 62))).map((tick) => ({
      xAxis: tick.x,
      lineStyle: { color: colour('--grid'), type: 'solid', width: 1 },
      label: { show: labelled, position: 'start', formatter: tick.label, color: colour('--soft'), fontSize: 12, lineHeight: 15, align: 'center' },
    }));
    const markLines = () => [
      {
        id: 'equity', markLine: {
          silent: true, symbol: 'none', animation: false, label: { show: false },
          data: [{ yAxis: run.equity[0], lineStyle: { color: colour('--soft'), type: 'dashed', width: 1 } }, ...timeLines(false)],
        },
      },
      { id: 'drawdown', markLine: { silent: true, symbol: 'none', animation: false, data: timeLines(true) } },
    ];
    const option = () => {
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
        // time lines belong behind the curves; where they are drawn is a setting of the whole chart
        markLine: { zlevel: 0, z: 1 }, animation: false, textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
        grid: [
          { left, right: 26, top: 34, height: Math.round(height * .5) },
          { left, right: 26, top: Math.round(height * .5) + 78, bottom: 84 },
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
        xAxis: [axis(0), axis(1)],
        yAxis: [
          value(0, `Equity (${run.currency})`, (v) => grouped(v, range > 0 && range < 5 ? 2 : 0), range > 0 ? {} : { min: run.equity[0] * .99, max: run.equity[0] * 1.01 }),
          value(1, 'Drawdown (% of the last peak)', (v) => `${grouped(v, v % 1 ? 2 : 0)} %`, { max: 0, splitNumber: 3, ...(run.deepest < 0 ? { min: -1, splitNumber: 4 } : {}) }),
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
            ...markLines()[0], name: 'Equity', type: 'line', zlevel: 0, xAxisIndex: 0, yAxisIndex: 0, data: pairs(run.equity), symbol: 'none',
            lineStyle: { width: 1.6, color: colour('--accent') }, itemStyle: { color: colour('--accent') },
          },
          {
            ...markLines()[1], name: 'Drawdown', type: 'line', zlevel: 0, xAxisIndex: 1, yAxisIndex: 1, data: pairs(run.drawdown), symbol: 'none',
            lineStyle: { width: 1.2, color: colour('--down') }, itemStyle: { color: colour('--down') },
            areaStyle: { color: colour('--down'), opacity: .16, origin: 'end' },
            markPoint: run.deepest < 0 ? undefined : {
              silent: true, symbol: 'circle', symbolSize: 7, itemStyle: { color: colour('--down') },
              label: {
                color: colour('--ink'), fontSize: 12, distance: 8, backgroundColor: colour('--sheet'), padding: [2, 4], borderRadius: 3,
                position: run.x[run.deepest] > (run.x[0] + run.x[last]) / 2 ? 'left' : 'right',
                formatter: () => `${grouped(run.drawdown[run.deepest], 2)} % on ${day(run.at[run.deepest])}`,
              },
              data: [{ coord: [run.x[run.deepest], run.drawdown[run.deepest]] }],
            },
          },
        ],
      };
    };
    chart.setOption(option());
    chart.on('dataZoom', () => {
      const zoom = chart.getOption().dataZoom[0];
      shown = [zoom.startValue, zoom.endValue];
      chart.setOption({ series: markLines() });
    });
    const whole = run.x[last] - run.x[0];
    const move = (by, scale) => {
      const width = Math.min(whole, Math.max(whole / 2000, (shown[1] - shown[0]) * scale));
      const middle = (shown[0] + shown[1]) / 2 + by * width;
      const start = Math.min(Math.max(middle - width / 2, run.x[0]), run.x[last] - width);
      chart.dispatchAction({ type: 'dataZoom', startValue: start, endValue: start + width });
    };
    const KEYS = { '+': [0, .5], '=': [0, .5], '-': [0, 2], ArrowLeft: [-.25, 1], ArrowRight: [.25, 1], 0: [0, Infinity] };
    plot.addEventListener('keydown', (event) => {
      const key = KEYS[event.key];
      if (!key || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      move(...key);
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
