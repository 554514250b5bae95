package dev.ocispec.runtime;

import dev.ocispec.state.ContainerState;
import dev.ocispec.state.State;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A container that was made by {@link OciRuntime#create}. Closing it kills and deletes it, whatever
 * its status; when the Java process ends first, that is done then.
 *
 * <p>All methods can be called from several threads.
 */
public final class Container implements AutoCloseable {
  private final OciRuntime runtime;
  private final QueryVerbs queries;
  private final ControlVerbs cleanUp;
  private final String id;
  private final Path bundle;
  private final ContainerStreams streams;
  private final ActiveCalls.Registration active;
  private boolean closed;

  Container(
      OciRuntime runtime,
      RuntimeProgram program,
      String id,
      Path bundle,
      ContainerStreams streams) {
    this.runtime = runtime;
    this.queries = new QueryVerbs(program);
    this.cleanUp = new ControlVerbs(program.forCleanUp());
    this.id = id;
    this.bundle = bundle;
    this.streams = streams;
    this.active = ActiveCalls.register(this::close);
  }

  /** {@return the id that it was created with} */
  public String id() {
    return id;
  }

  /** {@return the bundle's absolute path} */
  public Path bundle() {
    return bundle;
  }

  /** {@return the runtime that made it, for verbs that have no method here} */
  public OciRuntime runtime() {
    return runtime;
  }

  /**
   * See {@link OciRuntime#start}.
   *
   * @return the state afterwards
   */
  public State start() {
    return runtime.start(id);
  }

  /**
   * See {@link OciRuntime#state}.
   *
   * @return the container's state
   */
  public State state() {
    return runtime.state(id);
  }

  /**
   * See {@link OciRuntime#kill}.
   *
   * @param signal the signal
   */
  public void kill(Signal signal) {
    runtime.kill(id, signal);
  }

  /** {@return what the container's process has written to standard output so far} */
  public CapturedOutput stdout() {
    return streams.stdout();
  }

  /** {@return what the container's process has written to standard error so far} */
  public CapturedOutput stderr() {
    return streams.stderr();
  }

  /**
   * Waits until the container is stopped and its output is read. How its process ended can't be
   * told: runtimes keep no exit code; use {@link OciRuntime#run} for that.
   *
   * @param timeout how long to wait, more than 0
   * @return the state then
   * @throws RuntimeTimedOutException when it is not stopped in time; the container goes on
   * @throws ContainerNotFoundException when it was deleted
   */
  public State awaitStopped(Duration timeout) {
    Duration limit = CallOptions.checked(timeout);
    CallReport call = CallReport.notRun(runtime.executable(), "await", Optional.of(id));
    State state = queries.awaitStopped(call, limit);
    if (!state.status().equals(ContainerState.STOPPED)) {
      throw new RuntimeTimedOutException(
          "the container is " + state.status() + ", not stopped",
          call,
          new Deadline(limit, "the argument of awaitStopped"),
          stdout(),
          stderr());
    }
    streams.awaitEnd();
    streams.rethrow();
    return state;
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
    cleanUp.forceDelete(id);
    closed = true;
    active.close();
    streams.close();
    streams.rethrow();
  }
}
