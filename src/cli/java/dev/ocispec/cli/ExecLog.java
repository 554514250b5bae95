package dev.ocispec.cli;

import dev.ocispec.report.Finding;
import dev.ocispec.service.InPlaceResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What {@code sandbox exec} says of itself: nothing unless asked to, since the streams are taken.
 */
final class ExecLog {
  private final Consumer<String> sink;

  private ExecLog(Consumer<String> sink) {
    this.sink = sink;
  }

  static ExecLog of(CliCommand command) {
    @Nullable String file = command.value("--debug-log");
    if (file == null) {
      return new ExecLog(line -> {});
    }
    if (file.equals("-")) {
      return new ExecLog(line -> command.streams().err().println("ocispec: " + line));
    }
    Path path = Input.path(file);
    return new ExecLog(line -> append(path, line));
  }

  void remark(Finding remark) {
    sink.accept(remark.toLine());
  }

  void result(InPlaceResult result) {
    result.reason().ifPresent(sink);
    result
        .exitCode()
        .ifPresent(
            code ->
                sink.accept(
                    (result.timedOut() ? "the time was up; " : "")
                        + "exit code "
                        + code
                        + result.signal().map(signal -> " (" + signal + ")").orElse("")
                        + " after "
                        + result.duration().toMillis()
                        + " ms"));
  }

  private static void append(Path file, String line) {
    try {
      Files.writeString(
          file,
          line + "\n",
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UsageException("--debug-log: cannot write " + file + ": " + e);
    }
  }
}
