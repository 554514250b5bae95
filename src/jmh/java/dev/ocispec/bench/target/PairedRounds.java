package dev.ocispec.bench.target;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Measures works by the processor time of the whole process, compiler and collector included. In
 * each round all take their turn beside what they are compared with, so that whatever else a
 * machine does slows all alike; and there are several processes, since Java does not compile
 * everything the same each time.
 */
final class PairedRounds {
  private static final int PROCESSES = 3;

  private PairedRounds() {}

  /** The figures of those targets; none when there is no target. */
  static List<Figure> of(List<Target> targets) throws IOException, InterruptedException {
    Map<String, Set<String>> works = new LinkedHashMap<>();
    for (Target target : targets) {
      for (String subject : target.subjects()) {
        Set<String> turns = works.computeIfAbsent(subject, key -> new LinkedHashSet<>());
        if (!target.baseline().isEmpty()) {
          turns.add(target.baseline());
        }
        turns.add(target.work());
      }
    }
    Map<String, List<Double>> times = new LinkedHashMap<>();
    for (int i = 0; i < PROCESSES && !works.isEmpty(); i++) {
      run(works, times);
    }
    List<Figure> figures = new ArrayList<>();
    for (Target target : targets) {
      for (String subject : target.subjects()) {
        figures.add(
            new Figure(
                target.work(),
                target.baseline(),
                subject,
                times.getOrDefault(subject + "\t" + target.work(), List.of()),
                times.getOrDefault(subject + "\t" + target.baseline(), List.of())));
      }
    }
    return figures;
  }

  private static void run(Map<String, Set<String>> works, Map<String, List<Double>> times)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.add("-classpath");
    command.add(System.getProperty("java.class.path"));
    command.add(RoundProcess.class.getName());
    works.forEach((subject, turns) -> command.add(subject + "=" + String.join(",", turns)));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int tab = line.lastIndexOf('\t');
        times
            .computeIfAbsent(line.substring(0, tab), key -> new ArrayList<>())
            .add(Double.valueOf(line.substring(tab + 1)));
      }
    }
    if (process.waitFor() != 0) {
      throw new IllegalStateException("one of the processes failed");
    }
  }
}
