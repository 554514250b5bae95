package dev.ocispec.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Pipes that are read until the runtime process has ended: for all verbs but create. */
final class PipeStreams implements CallStreams {
  /** How many bytes a document that a runtime prints may have: 16 MiB. */
  static final int LONGEST_DOCUMENT = 16 << 20;

  private static final int KEPT_STDERR = 64 * 1024;

  private final String name;
  private final int keptStdout;
  private final int keptStderr;
  private final Optional<OutputListener> stdoutListener;
  private final Optional<OutputListener> stderrListener;
  private final Optional<InputStream> input;
  private List<Drain> drains = List.of();
  private Optional<Feed> feed = Optional.empty();

  private PipeStreams(
      String name,
      int keptStdout,
      int keptStderr,
      Optional<OutputListener> stdoutListener,
      Optional<OutputListener> stderrListener,
      Optional<InputStream> input) {
    this.name = name;
    this.keptStdout = keptStdout;
    this.keptStderr = keptStderr;
    this.stdoutListener = stdoutListener;
    this.stderrListener = stderrListener;
    this.input = input;
  }

  /** For a verb that prints a document. */
  static PipeStreams forDocument(String name) {
    return new PipeStreams(
        name, LONGEST_DOCUMENT, KEPT_STDERR, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** For a verb that prints lines for as long as it is let. */
  static PipeStreams forLines(String name, OutputListener lines) {
    return new PipeStreams(
        name, 0, KEPT_STDERR, Optional.of(lines), Optional.empty(), Optional.empty());
  }

  static PipeStreams of(String name, ProcessOptions<?> options) {
    return new PipeStreams(
        name,
        options.keptBytes(),
        options.keptBytes(),
        options.stdoutListener(),
        options.stderrListener(),
        options.inputStream());
  }

  @Override
  public Process start(ProcessBuilder builder) throws IOException {
    builder.redirectOutput(ProcessBuilder.Redirect.PIPE);
    builder.redirectError(ProcessBuilder.Redirect.PIPE);
    if (input.isPresent()) {
      builder.redirectInput(ProcessBuilder.Redirect.PIPE);
    }
    return builder.start();
  }

  @Override
  public void started(Process process, CallFolder folder) {
    drains =
        List.of(
            Drain.start(name + "-stdout", process::getInputStream, keptStdout, stdoutListener),
            Drain.start(name + "-stderr", process::getErrorStream, keptStderr, stderrListener));
    feed = input.map(in -> Feed.start(name + "-stdin", in, process::getOutputStream));
  }

  @Override
  public void notStarted() {
    // There is nothing to read.
  }

  @Override
  public void ended(boolean failed) {
    feed.ifPresent(Feed::abandon);
    drains.forEach(Drain::awaitEnd);
  }

  @Override
  public CapturedOutput stdout() {
    return drains.isEmpty() ? CapturedOutput.EMPTY : drains.get(0).captured();
  }

  @Override
  public CapturedOutput stderr() {
    return drains.isEmpty() ? CapturedOutput.EMPTY : drains.get(1).captured();
  }

  @Override
  public Stream<Throwable> failures() {
    List<Throwable> failures = new ArrayList<>();
    drains.forEach(drain -> drain.failure().ifPresent(failures::add));
    feed.flatMap(Feed::failure).ifPresent(failures::add);
    return failures.stream();
  }
}
