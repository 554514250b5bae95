package dev.ocispec.bench.target;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs a command to its end with bash, which tells the time that it took. */
final class TimedCommand {
  private static final List<String> TIMED =
      List.of("bash", "-c", "TIMEFORMAT='%3R %3U %3S'; time \"$@\" >/dev/null 2>\"$0\"");
  private static final double MICROSECONDS = 1e6;

  private TimedCommand() {}

  /**
   * The times of one run.
   *
   * @param processor microseconds of processors that the command used
   * @param elapsed microseconds from its beginning to its end
   */
  record Times(double processor, double elapsed) {}

  /**
   * Runs the command; its results are thrown away.
   *
   * @param errors where its messages go
   * @throws IllegalStateException when it fails
   */
  static Times run(List<String> command, File errors) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(TIMED);
    line.add(errors.toString());
    line.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder
        .environment()
        .putAll(Map.of("LC_ALL", "C", "JAVA_HOME", System.getProperty("java.home")));
    Process process = builder.redirectInput(new File("/dev/null")).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = process.waitFor();
    if (code != 0) {
      throw new IllegalStateException(
          String.join(" ", command) + " ended with " + code + "; " + errors + " says why");
    }
    String[] seconds = printed.strip().split(" ");
    return new Times(
        (Double.parseDouble(seconds[1]) + Double.parseDouble(seconds[2])) * MICROSECONDS,
        Double.parseDouble(seconds[0]) * MICROSECONDS);
  }
}
