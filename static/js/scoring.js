"use strict";
// Bars from the numbers in the page: <canvas data-chart="id"> reads <script type="application/json" id="id">.
(() => {
  const MAIN = "#12477f", GOLD = "#e0a92e", LINE = "#dfe5ec";
  const draw = (canvas) => {
    const source = document.getElementById(canvas.dataset.chart);
    if (!source || !window.Chart) return;
    const data = JSON.parse(source.textContent);
    const old = window.Chart.getChart(canvas);
    if (old) old.destroy();
    const options = {
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      plugins: {
        legend: { display: false },
        tooltip: { callbacks: { title: (items) => (data.names || data.labels)[items[0].dataIndex] } },
      },
      scales: {
        x: { grid: { display: false } },
        y: { beginAtZero: true, max: data.maximum, grid: { color: LINE }, ticks: { precision: 0 } },
      },
    };
    const colors = data.values.map((_, at) => ((data.marked || []).includes(at) ? GOLD : MAIN));
    const bars = { data: data.values, backgroundColor: colors, borderRadius: 4, maxBarThickness: 34 };
    new window.Chart(canvas, { type: "bar", data: { labels: data.labels, datasets: [bars] }, options });
  };
  const drawAll = () => document.querySelectorAll("canvas[data-chart]").forEach(draw);
  document.addEventListener("DOMContentLoaded", drawAll);
  document.addEventListener("htmx:oobAfterSwap", drawAll);
})();
