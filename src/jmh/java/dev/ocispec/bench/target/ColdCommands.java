package dev.ocispec.bench.target;

import dev.ocispec.bench.BenchDocument;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures commands, each a process of its own, in turn with one that does nothing: twenty times,
 * forwards and backwards in turn.
 */
final class ColdCommands {
  private static final int ROUNDS = 20;
  private static final String REQUEST =
      """
      {"inputs":[],"commandArgs":["/bin/sh","-c","true"],"workingDir":"build","scratchPaths":["build"],
        "inputsDir":"inputs","outputs":[],"environment":[{"key":"HOME","value":"/homeless"}],
        "constraints":{"provideBinSh":true}}
      """;

  private ColdCommands() {}

  /** The figures of those targets; none, and a word why, where the command line is not built. */
  static List<Figure> of(List<Target> targets) throws IOException, InterruptedException {
    if (targets.isEmpty()) {
      return List.of();
    }
    if (BuiltCommand.obstacle().isPresent()) {
      System.out.println("commands skipped: " + BuiltCommand.obstacle().get());
      return List.of();
    }
    try (TemporaryFolder folder = TemporaryFolder.create("ocispec-commands")) {
      return measured(targets, BuiltCommand.in(folder.path()));
    }
  }

  private static List<Figure> measured(List<Target> targets, BuiltCommand command)
      throws IOException, InterruptedException {
    Map<String, List<String>> lines = lines(command);
    Map<String, List<TimedCommand.Times>> times = new LinkedHashMap<>();
    List<String> turns = new ArrayList<>();
    for (Target target : targets) {
      if (!turns.contains(target.baseline())) {
        turns.add(target.baseline());
      }
      turns.add(target.work());
    }
    for (int round = -1; round < ROUNDS; round++) {
      for (String turn : turns) {
        TimedCommand.Times taken = TimedCommand.run(lines.get(turn), command.errors());
        if (round >= 0) {
          times.computeIfAbsent(turn, key -> new ArrayList<>()).add(taken);
        }
      }
      Collections.reverse(turns);
    }
    List<Figure> figures = new ArrayList<>();
    for (Target target : targets) {
      List<TimedCommand.Times> ours = times.get(target.work());
      List<TimedCommand.Times> theirs = times.get(target.baseline());
      for (String time : target.subjects()) {
        figures.add(
            new Figure(
                target.work(), target.baseline(), time, pick(ours, time), pick(theirs, time)));
      }
    }
    return figures;
  }

  private static Map<String, List<String>> lines(BuiltCommand command) throws IOException {
    Path request = Files.writeString(command.folder().resolve("request.json"), REQUEST);
    Path small = BenchDocument.folder().resolve("small.json");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    URL classes = EmptyMain.class.getProtectionDomain().getCodeSource().getLocation();
    String place = Path.of(URI.create(classes.toString())).toString();
    return Map.of(
        "emptyMain", List.of(java, "-cp", place, EmptyMain.class.getName()),
        "emit", command.line("emit", "--preset", "runc"),
        "validate", command.line("validate", "--checks", "schema", small.toString()),
        "sandboxSpecCommand", command.line("sandbox", "spec", "--request", request.toString()));
  }

  private static List<Double> pick(List<TimedCommand.Times> times, String which) {
    boolean processor = which.equals(Targets.PROCESSOR);
    return times.stream().map(time -> processor ? time.processor() : time.elapsed()).toList();
  }
}
