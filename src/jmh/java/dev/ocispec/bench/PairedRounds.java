package dev.ocispec.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * Compares what the library does with a document with what beans do, by the processor time of the
 * whole process, compiler and collector included. In each round all take their turn, so that
 * whatever else a machine does slows all alike. Prints medians of the rounds of several processes:
 * microseconds for each document, and how many times the beans' time of the same round that is.
 * Arguments are names of what is compared, by default all.
 */
public final class PairedRounds {
  private static final int PROCESSES = 3;
  private static final int WARM_UP = 8;
  private static final int ROUNDS = 5;
  private static final long TURN = 150_000_000; // nanoseconds
  private static final int BATCH = 50;
  private static final List<String> DOCUMENTS = List.of("small", "medium", "large");
  private static final String BASELINE = "writeBean";

  private static final Map<String, BiFunction<DocumentBenchmark, BenchDocument, Object>> WORKS =
      new LinkedHashMap<>();

  static {
    WORKS.put(BASELINE, DocumentBenchmark::writeBean);
    WORKS.put("write", DocumentBenchmark::write);
    WORKS.put("writeChecked", DocumentBenchmark::writeChecked);
    WORKS.put("canonical", DocumentBenchmark::canonical);
    WORKS.put("digest", DocumentBenchmark::digest);
  }

  /** What was made last; makes sure that it is made. */
  static volatile Object made = "";

  private PairedRounds() {}

  /** Runs what the arguments name. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    List<String> chosen = arguments.length == 0 ? List.copyOf(WORKS.keySet()) : List.of(arguments);
    Map<String, List<Double>> times = new TreeMap<>();
    for (int i = 0; i < PROCESSES; i++) {
      Process process = start(chosen);
      try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          int space = line.lastIndexOf(' ');
          times
              .computeIfAbsent(line.substring(0, space), key -> new ArrayList<>())
              .add(Double.valueOf(line.substring(space + 1)));
        }
      }
      if (process.waitFor() != 0) {
        throw new IllegalStateException("one of the processes failed");
      }
    }
    for (String work : chosen) {
      StringBuilder row = new StringBuilder("| " + work + " |");
      for (String document : DOCUMENTS) {
        List<Double> ours = times.get(work + " " + document);
        List<Double> baseline = times.get(BASELINE + " " + document);
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < ours.size(); i++) {
          ratios.add(ours.get(i) / baseline.get(i));
        }
        row.append(String.format(Locale.ROOT, " %.1f, %.2f |", median(ours), median(ratios)));
      }
      System.out.println(row);
    }
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }

  private static Process start(List<String> works) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-D" + BenchDocument.FOLDER + "=" + BenchDocument.folder());
    command.add("-classpath");
    command.add(System.getProperty("java.class.path"));
    command.add(OneProcess.class.getName());
    command.addAll(works);
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /** What one of the processes does: it prints what was done, the document and the time. */
  static final class OneProcess {
    private static final OperatingSystemMXBean SYSTEM =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private OneProcess() {}

    public static void main(String[] works) throws IOException {
      List<String> turns = new ArrayList<>(List.of(works));
      turns.remove(BASELINE);
      turns.add(0, BASELINE);
      for (String name : DOCUMENTS) {
        BenchDocument document = new BenchDocument();
        document.document = name;
        document.read();
        for (int round = -WARM_UP; round < ROUNDS; round++) {
          for (String work : turns) {
            double time = turn(WORKS.get(work), document);
            if (round >= 0) {
              System.out.println(work + " " + name + " " + time);
            }
          }
        }
      }
    }

    /** Microseconds of processor for each document. */
    private static double turn(
        BiFunction<DocumentBenchmark, BenchDocument, Object> work, BenchDocument document) {
      DocumentBenchmark benchmark = new DocumentBenchmark();
      long times = 0;
      long start = SYSTEM.getProcessCpuTime();
      long used;
      do {
        for (int i = 0; i < BATCH; i++) {
          made = work.apply(benchmark, document);
        }
        times += BATCH;
        used = SYSTEM.getProcessCpuTime() - start;
      } while (used < TURN);
      return used / 1e3 / times;
    }
  }
}
