// Draws what a table says above it; the numbers are read from the table, which stays for everybody.

const drawn = new Map();

document.addEventListener("filled", ({ target }) => {
  const table = target.querySelector("table[data-chart]");
  const place = target.closest(".panel")?.querySelector(".chart");
  if (place && !table) place.classList.add("empty");
  if (place && table) draw(place, table);
});

addEventListener("theme", () => drawn.forEach((table, place) => draw(place, table)));

async function draw(place, table) {
  const echarts = await library();
  echarts.getInstanceByDom(place)?.dispose();
  const chart = echarts.init(place, null, { renderer: "canvas" });
  const rows = [...table.tBodies[0].rows].map(read);
  const [names, style] = [table.dataset.across.split(" "), getComputedStyle(place)];
  const colour = (name) => style.getPropertyValue(`--${name}`).trim();
  chart.setOption({
    animation: false,
    textStyle: { fontFamily: style.fontFamily, color: colour("ink") },
    // Tooltips are painted too: one made of HTML would need styles that the page's policy forbids.
    tooltip: { renderMode: "richText", confine: true, backgroundColor: colour("paper"), borderColor: colour("line"), textStyle: { color: colour("ink") } },
    ...CHARTS[table.dataset.chart](rows, names, colour, (name) => head(table, name)),
  });
  new ResizeObserver(() => chart.resize()).observe(place);
  drawn.set(place, table);
}

let loading;
function library() {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = document.body.dataset.echarts;
    script.onload = () => resolve(globalThis.echarts);
    script.onerror = reject;
    document.head.append(script);
  });
  return loading;
}

function read(row) {
  return Object.fromEntries([...row.cells].map((cell) => [cell.dataset.column, value(cell)]));
}

function value(cell) {
  const told = cell.dataset.value;
  return told === undefined ? cell.textContent.trim() : Number.isNaN(Number(told)) ? told : Number(told);
}

function head(table, name) {
  return table.querySelector(`th[title="${CSS.escape(name)}"]`)?.textContent.trim() ?? name;
}

const CHARTS = {
  // From whom to whom, how much: what several rows say of the same pair is added up.
  flow(rows, [from, to, amount], colour) {
    const sums = new Map();
    for (const row of rows) {
      const pair = JSON.stringify([row[from], row[to]]);
      sums.set(pair, (sums.get(pair) ?? 0) + row[amount]);
    }
    const links = [...sums].map(([pair, total]) => {
      const [source, target] = JSON.parse(pair);
      // A publisher that is cited stands on both sides.
      return { source, target: `${target}\u200b`, value: total };
    });
    const names = new Set(links.flatMap(({ source, target }) => [source, target]));
    return {
      series: {
        type: "sankey",
        left: 4, right: 150, top: 8, bottom: 8,
        nodeGap: 6, nodeWidth: 10, layoutIterations: 32,
        emphasis: { focus: "adjacency" },
        data: [...names].map((name) => ({ name, itemStyle: { color: colour(name.endsWith("\u200b") ? "second" : "first") } })),
        links,
        label: { color: colour("ink"), fontSize: 12, width: 140, overflow: "truncate" },
        lineStyle: { color: "source", opacity: 0.28 },
      },
    };
  },
  // A share day by day, and between which two it lies with 95 of 100.
  band(rows, [day, share, low, high, group], colour, told) {
    const percent = (part) => `${(100 * part).toFixed(1)} %`;
    const days = [...new Set(rows.map((row) => row[day]))].sort();
    const groups = [...new Set(rows.map((row) => row[group]))];
    const at = new Map(rows.map((row) => [JSON.stringify([row[group], row[day]]), row]));
    const of = (name, date) => at.get(JSON.stringify([name, date]));
    const colours = ["first", "second", "third", "fourth"].map(colour);
    const symbols = ["circle", "rect", "triangle", "diamond"];
    const line = (name, value, rest) => ({ type: "line", name, data: days.map((date) => (of(name, date) ? value(of(name, date)) : null)), symbol: "none", ...rest });
    return {
      grid: { left: 52, right: 16, top: 34, bottom: 28 },
      legend: { data: groups, top: 0, textStyle: { color: colour("ink") } },
      xAxis: { type: "category", data: days, boundaryGap: false, axisLabel: { color: colour("soft") }, axisLine: { lineStyle: { color: colour("line") } } },
      yAxis: { type: "value", min: 0, axisLabel: { color: colour("soft"), formatter: (part) => `${Math.round(100 * part)} %` }, splitLine: { lineStyle: { color: colour("line") } } },
      tooltip: {
        renderMode: "richText", confine: true, trigger: "axis",
        backgroundColor: colour("paper"), borderColor: colour("line"), textStyle: { color: colour("ink") },
        formatter: ([{ axisValue: date }]) => [date, ...groups.flatMap((name) => {
          const row = of(name, date);
          return row ? `${name}: ${told(share)} ${percent(row[share])} (${percent(row[low])} – ${percent(row[high])})` : [];
        })].join("\n"),
      },
      series: groups.flatMap((name, nth) => {
        const own = colours[nth % colours.length];
        const hidden = { lineStyle: { width: 0 }, itemStyle: { color: own }, stack: name, silent: true };
        return [
          line(name, (row) => row[low], hidden),
          line(name, (row) => row[high] - row[low], { ...hidden, areaStyle: { color: own, opacity: 0.16 } }),
          line(name, (row) => row[share], { symbol: symbols[nth % symbols.length], symbolSize: 7, lineStyle: { width: 2, color: own }, itemStyle: { color: own } }),
        ];
      }),
    };
  },
};
