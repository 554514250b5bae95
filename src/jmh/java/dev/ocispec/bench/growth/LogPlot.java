package dev.ocispec.bench.growth;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Curves between two logarithmic axes, as an SVG picture: times in microseconds, from left to right
 * by size. A line in proportion to the size is drawn beside them.
 */
final class LogPlot {
  private static final int WIDTH = 920;
  private static final int HEIGHT = 600;
  private static final int LEFT = 90;
  private static final int RIGHT = 690;
  private static final int TOP = 60;
  private static final int BOTTOM = 530;
  private static final int KEY = 28; // pixels from one line of the legend to the next
  private static final int TEN = 10;

  /** Colours that people who see few colours can tell apart. */
  private static final List<String> COLOURS =
      List.of("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000");

  private static final String SOLID = "none";
  private static final Stroke AXIS = new Stroke("black", 1, SOLID);
  private static final Stroke GRID = new Stroke("#dddddd", 1, SOLID);
  private static final Stroke PROPORTION = new Stroke("#777777", 1, "2 4");

  private final List<Curve> curves;
  private final LogAxis across;
  private final LogAxis up;
  private final StringBuilder svg = new StringBuilder();

  /** How a line is drawn. */
  private record Stroke(String colour, int width, String dashes) {}

  private LogPlot(List<Curve> curves) {
    this.curves = curves;
    List<Double> sizes = new ArrayList<>();
    List<Double> times = new ArrayList<>();
    for (Curve curve : curves) {
      sizes.addAll(curve.points().keySet());
      times.addAll(curve.points().values());
    }
    across = LogAxis.over(sizes, LEFT, RIGHT);
    up = LogAxis.over(times, BOTTOM, TOP);
  }

  /** The picture of at least one curve; the titles are plain text. */
  static String svg(String title, String sizes, List<Curve> curves) {
    LogPlot plot = new LogPlot(curves);
    plot.add(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' font-family='sans-serif'"
            + " font-size='14'>",
        WIDTH, HEIGHT);
    plot.add("<rect width='%d' height='%d' fill='white'/>", WIDTH, HEIGHT);
    plot.text(LEFT, TOP - 28, "start", title);
    plot.axes(sizes);
    plot.proportion();
    plot.curves();
    plot.add("</svg>");
    return plot.svg.toString();
  }

  private void axes(String sizes) {
    for (int power = across.first(); power <= across.last(); power++) {
      double x = across.at(Math.pow(TEN, power));
      line(x, TOP, x, BOTTOM, GRID);
      text(x, BOTTOM + 22, "middle", String.format(Locale.ROOT, "%,.0f", Math.pow(TEN, power)));
    }
    for (int power = up.first(); power <= up.last(); power++) {
      double y = up.at(Math.pow(TEN, power));
      line(LEFT, y, RIGHT, y, GRID);
      text(LEFT - 8, y + 5, "end", time(power));
    }
    line(LEFT, BOTTOM, RIGHT, BOTTOM, AXIS);
    line(LEFT, TOP, LEFT, BOTTOM, AXIS);
    text((LEFT + RIGHT) / 2.0, BOTTOM + 50, "middle", sizes);
    add(
        "<text transform='translate(22 %d) rotate(-90)' text-anchor='middle'>time, median</text>",
        (TOP + BOTTOM) / 2);
  }

  /** A power of ten of microseconds. */
  private static String time(int power) {
    String[] units = {"ns", "µs", "ms", "s"};
    int nanoseconds = power + 3;
    int unit = Math.max(0, Math.min(units.length - 1, Math.floorDiv(nanoseconds, 3)));
    double number = Math.pow(TEN, nanoseconds - 3.0 * unit);
    return (number < 1 ? String.valueOf(number) : String.format(Locale.ROOT, "%.0f", number))
        + " "
        + units[unit];
  }

  /** From the corner as far as the picture goes. */
  private void proportion() {
    int powers = Math.min(across.last() - across.first(), up.last() - up.first());
    line(
        LEFT,
        BOTTOM,
        across.at(Math.pow(TEN, across.first() + powers)),
        up.at(Math.pow(TEN, up.first() + powers)),
        PROPORTION);
  }

  /** The curves, and the legend in the order in which they end. */
  private void curves() {
    List<Curve> ordered = new ArrayList<>(curves);
    ordered.sort(Comparator.comparingDouble(Curve::end).reversed());
    double key = TOP + KEY;
    for (Curve curve : ordered) {
      int number = curves.indexOf(curve);
      String colour = COLOURS.get(number % COLOURS.size());
      Stroke stroke = new Stroke(colour, 2, number % 2 == 0 ? SOLID : "7 4");
      StringBuilder places = new StringBuilder();
      curve
          .points()
          .forEach(
              (size, time) -> {
                double x = across.at(size);
                double y = up.at(time);
                places.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
                dot(x, y, colour);
              });
      add("<polyline points='%s' fill='none' %s/>", places.toString().strip(), attributes(stroke));
      key(key, stroke, curve.name());
      dot(RIGHT + 35.0, key, colour);
      key += KEY;
    }
    key(key, PROPORTION, "in proportion");
  }

  private void key(double y, Stroke stroke, String name) {
    line(RIGHT + 20.0, y, RIGHT + 50.0, y, stroke);
    text(RIGHT + 58.0, y + 5, "start", name);
  }

  private void dot(double x, double y, String colour) {
    add("<circle cx='%.1f' cy='%.1f' r='4' fill='%s'/>", x, y, colour);
  }

  private void line(double x, double y, double toX, double toY, Stroke stroke) {
    add("<line x1='%.1f' y1='%.1f' x2='%.1f' y2='%.1f' %s/>", x, y, toX, toY, attributes(stroke));
  }

  private static String attributes(Stroke stroke) {
    return String.format(
        Locale.ROOT,
        "stroke='%s' stroke-width='%d' stroke-dasharray='%s'",
        stroke.colour(),
        stroke.width(),
        stroke.dashes());
  }

  private void text(double x, double y, String anchor, String text) {
    String safe = text.replace("&", "&amp;").replace("<", "&lt;");
    add("<text x='%.1f' y='%.1f' text-anchor='%s'>%s</text>", x, y, anchor, safe);
  }

  private void add(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
