package dev.ocispec.runtime;

import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * Options of the verbs that start a process whose streams are the caller's: create, restore, run
 * and exec.
 *
 * <p>Standard output and standard error are read all the time, so the process never waits for them,
 * and the end of each is kept. Standard input is empty unless something is given; what is given
 * last counts.
 *
 * @param <T> the options' own type
 */
public abstract sealed class ProcessOptions<T extends ProcessOptions<T>> extends CallOptions<T>
    permits CreateOptions, ExecOptions, RestoreOptions, RunOptions {
  /** How many bytes of each stream are kept by default: 1 MiB. */
  public static final int DEFAULT_KEPT_BYTES = 1 << 20;

  private static final Function<CallFolder, Redirect> NOTHING = folder -> RuntimeCall.NO_INPUT;

  private Optional<OutputListener> stdout = Optional.empty();
  private Optional<OutputListener> stderr = Optional.empty();
  private Function<CallFolder, Redirect> stdin = NOTHING;
  private Optional<InputStream> stream = Optional.empty();
  private Optional<Terminal> terminal = Optional.empty();
  private int kept = DEFAULT_KEPT_BYTES;

  ProcessOptions() {}

  /**
   * Hears standard output while it is written; what is kept of it stays the same.
   *
   * @param listener receives each piece of output
   * @return these options
   */
  public T stdout(OutputListener listener) {
    stdout = Optional.of(listener);
    return self();
  }

  /**
   * Hears standard error while it is written; what is kept of it stays the same.
   *
   * @param listener receives each piece of output
   * @return these options
   */
  public T stderr(OutputListener listener) {
    stderr = Optional.of(listener);
    return self();
  }

  /**
   * How many bytes of each stream are kept, its end; default {@link #DEFAULT_KEPT_BYTES}.
   *
   * @param bytes how many bytes are kept
   * @return these options
   * @throws IllegalArgumentException when it is negative
   */
  public T keepBytes(int bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException("the bytes to keep must be 0 or more, found " + bytes);
    }
    kept = bytes;
    return self();
  }

  /**
   * Gives the process this file as standard input.
   *
   * @param file the file
   * @return these options
   */
  public T stdin(Path file) {
    return stdin(folder -> Redirect.from(file.toFile()));
  }

  /**
   * Gives the process these bytes as standard input; they are copied.
   *
   * @param bytes the bytes
   * @return these options
   */
  public T stdin(byte[] bytes) {
    byte[] copy = bytes.clone();
    return stdin(folder -> Redirect.from(folder.write("stdin", copy).toFile()));
  }

  /**
   * Gives the process what this stream has, as it comes, and ends its standard input where the
   * stream ends. A thread of the library reads the stream until then, or until the process has
   * ended; a read that waits at that moment goes on, and what it still gets is lost. The stream is
   * not closed. That it can't be read is thrown at the end of the call.
   *
   * @param source the stream
   * @return these options
   */
  public T stdin(InputStream source) {
    stdin = NOTHING;
    stream = Optional.of(source);
    return self();
  }

  /**
   * Gives the process the standard input of this Java process, which should not read it meanwhile.
   *
   * @return these options
   */
  public T inheritStdin() {
    return stdin(folder -> Redirect.INHERIT);
  }

  private T stdin(Function<CallFolder, Redirect> source) {
    stdin = source;
    stream = Optional.empty();
    return self();
  }

  /** What the process gets when it is to have a terminal; only some verbs have this. */
  final T onTerminal(Terminal chosen) {
    terminal = Optional.of(chosen);
    return self();
  }

  Optional<Terminal> chosenTerminal() {
    return terminal;
  }

  /** Whether it is said where standard input comes from, which a terminal rules out. */
  boolean hasInput() {
    return stream.isPresent() || stdin != NOTHING;
  }

  Optional<InputStream> inputStream() {
    return stream;
  }

  Optional<OutputListener> stdoutListener() {
    return stdout;
  }

  Optional<OutputListener> stderrListener() {
    return stderr;
  }

  /** Standard input; a file may be written into the call's folder for it. */
  Redirect stdinFrom(CallFolder folder) {
    return stdin.apply(folder);
  }

  int keptBytes() {
    return kept;
  }
}
