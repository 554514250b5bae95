package dev.ocispec.runtime;

import dev.ocispec.host.internal.ProcStat;
import dev.ocispec.state.ContainerState;
import dev.ocispec.state.State;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A container that was made by {@link OciRuntime#create(String, Path)}. Closing it kills and
 * deletes it, whatever its status; when the Java process ends first, that is done then.
 *
 * <p>All methods can be called from several threads.
 */
public final class Container implements AutoCloseable {
  private static final long LOOK_MILLIS = 10;

  private final OciRuntime runtime;
  private final Verbs verbs;
  private final String id;
  private final Path bundle;
  private final ContainerStreams streams;
  private final ActiveCalls.Entry entry;
  private boolean closed;

  Container(OciRuntime runtime, Verbs verbs, String id, Path bundle, ContainerStreams streams) {
    this.runtime = runtime;
    this.verbs = verbs;
    this.id = id;
    this.bundle = bundle;
    this.streams = streams;
    this.entry = ActiveCalls.enter(this::close);
  }

  /** The id that it was created with. */
  public String id() {
    return id;
  }

  /** The bundle's absolute path. */
  public Path bundle() {
    return bundle;
  }

  /** The runtime that made it, for verbs that have no method here. */
  public OciRuntime runtime() {
    return runtime;
  }

  /** See {@link OciRuntime#start(String)}. */
  public State start() {
    return runtime.start(id);
  }

  /** See {@link OciRuntime#state(String)}. */
  public State state() {
    return runtime.state(id);
  }

  /** See {@link OciRuntime#kill(String, Signal)}. */
  public void kill(Signal signal) {
    runtime.kill(id, signal);
  }

  /** What the container's process has written to standard output so far. */
  public CapturedOutput stdout() {
    return streams.stdout();
  }

  /** What the container's process has written to standard error so far. */
  public CapturedOutput stderr() {
    return streams.stderr();
  }

  /**
   * Waits until the container is stopped and its output is read. How its process ended can't be
   * told: runtimes keep no exit code; use {@link OciRuntime#run(String, Path)} for that.
   *
   * @param timeout how long to wait, more than 0
   * @return the state then
   * @throws RuntimeTimedOutException when it is not stopped in time; the container goes on
   * @throws ContainerNotFoundException when it was deleted
   */
  public State awaitStopped(Duration timeout) {
    CallReport call = CallReport.notRun(verbs.program().executable(), "await", Optional.of(id));
    long end = System.nanoTime() + Durations.nanos(CallOptions.checked(timeout));
    while (true) {
      State state = state();
      if (state.status().equals(ContainerState.STOPPED)) {
        streams.awaitEnd();
        streams.rethrow();
        return state;
      }
      if (!awaitChange(state, end, call)) {
        throw new RuntimeTimedOutException(
            "the container is " + state.status() + ", not stopped",
            call,
            timeout,
            stdout(),
            stderr());
      }
    }
  }

  /** Looks at the process, which is cheap, until the state is worth asking for again. */
  private static boolean awaitChange(State state, long end, CallReport call) {
    long pid = state.pid().orElse(0);
    Optional<ProcStat> first = pid > 0 ? ProcStat.of(pid) : Optional.empty();
    long looks = first.isPresent() ? Long.MAX_VALUE : 1;
    for (long look = 0; look < looks; look++) {
      if (System.nanoTime() - end >= 0) {
        return false;
      }
      Pauses.millis(LOOK_MILLIS, call);
      if (first.isPresent() && !ProcStat.of(pid).equals(first)) {
        return true;
      }
    }
    return true;
  }

  /**
   * Kills and deletes the container, and ends the reading of its output. Does nothing the second
   * time, or when the container was deleted already.
   *
   * @throws RuntimeFailureException when the runtime does not delete it; closing can be tried again
   */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    verbs.forCleanUp().forceDelete(id);
    closed = true;
    entry.close();
    streams.close();
    streams.rethrow();
  }
}
